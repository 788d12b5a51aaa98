"""A dot plot: one figure a line, the lines it is read against, and a shape for another kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

from workbench.press.axis import ACCENT, GRID, INK, Axis, cut, opened

MARGIN, NAMES, PLOT, TEXTS = 16, 230, 450, 64
"""The room around, and the widths of the names, of the plot and of the figures beside it."""
ROW, TOP, KEY, CHARS = 34, 14, 26, 25


@dataclass(frozen=True)
class Dot:
    """One line: its name, its figure (None where there is none), and the figure in words.

    *other* makes it a hollow diamond and not a full circle.
    """

    name: str
    value: float | None
    text: str
    other: bool = False


@dataclass(frozen=True)
class Said:
    """The title, what is shown, the axis, and the signs in words.

    *mark* says what the dashed line is; *plain* and *other* what a circle and a diamond are.
    """

    title: str
    about: str
    axis: str
    mark: str
    plain: str
    other: str


def plot_range() -> tuple[float, float]:
    """Return where the plot begins and ends across the drawing."""
    return MARGIN + NAMES, MARGIN + NAMES + PLOT


def dots(lines: Sequence[Dot], axis: Axis, mark: float, said: Said) -> str:
    """Return the SVG picture of *lines*, a full line at 0 and a dashed one at *mark*."""
    bottom = TOP + ROW * len(lines)
    width = 2 * MARGIN + NAMES + PLOT + TEXTS
    others = any(line.other for line in lines)
    height = bottom + 62 + KEY * (3 if others else 2)
    parts = [
        opened(width, height, said.title, said.about),
        *(_rule(at, width) for at in range(len(lines))),
        axis.drawn(TOP, bottom, said.axis),
        _line(0.0, axis, bottom, dashed=False),
        _line(mark, axis, bottom, dashed=True),
        *(_row(line, axis, TOP + ROW * (at + 0.5)) for at, line in enumerate(lines)),
        *_keys(said, others, bottom + 70),
    ]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _rule(at: int, width: float) -> str:
    y = TOP + ROW * (at + 0.5)
    return f'<path d="M{MARGIN + NAMES} {y} H{width - MARGIN - TEXTS}" stroke="{GRID}"/>'


def _line(value: float, axis: Axis, bottom: float, dashed: bool) -> str:
    style = 'stroke-width="1.6" stroke-dasharray="6 5"' if dashed else 'stroke-width="1.6"'
    return f'<path d="M{axis.at(value):.1f} {TOP} V{bottom}" stroke="{INK}" {style}/>'


def _row(line: Dot, axis: Axis, y: float) -> str:
    name = escape(cut(line.name, CHARS))
    told = f"<title>{escape(line.name)}</title>"
    parts = [
        f'<text x="{MARGIN + NAMES - 12}" y="{y + 5}" text-anchor="end" fill="{INK}">'
        f"{name}{told}</text>"
    ]
    if line.value is not None:
        parts.append(_sign(line.other, axis.at(line.value), y))
    end = f'x="{MARGIN + NAMES + PLOT + TEXTS}" y="{y + 5}" text-anchor="end"'
    parts.append(f'<text {end} fill="{INK}">{escape(line.text)}</text>')
    return f"<g>{''.join(parts)}</g>"


def _sign(other: bool, x: float, y: float) -> str:
    if not other:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="7.5" fill="{ACCENT}"/>'
    shape = f'd="M{x:.1f} {y - 9:.1f} l9 9 l-9 9 l-9 -9 Z" fill="#ffffff" stroke-width="2.4"'
    return f'<path {shape} stroke="{INK}"/>'


def _keys(said: Said, others: bool, y: float) -> list[str]:
    """Return the signs and what they mean, one below the other."""
    x = MARGIN + NAMES
    dash = f'<path d="M{x - 10} {y} h24" stroke="{INK}" stroke-width="1.6" stroke-dasharray="6 5"/>'
    signs = [(dash, said.mark), (_sign(False, x + 2, y + KEY), said.plain)]
    if others:
        signs.append((_sign(True, x + 2, y + 2 * KEY), said.other))
    return [
        f'{sign}<text x="{x + 24}" y="{y + KEY * at + 5}" fill="{INK}">{escape(words)}</text>'
        for at, (sign, words) in enumerate(signs)
    ]
