"""A forest plot: one line a pilot, the average as a diamond, and where the next site may be."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

from workbench.press.axis import ACCENT, INK, SOFT, Axis, opened

NAMES, PLOT, TEXTS, MARGIN = 210, 430, 330, 16
"""The widths of the names, of the plot and of the figures beside it, and the room around them."""
ROW, TOP, CHARS = 36, 18, 27
SMALLEST, LARGEST = 7.0, 22.0
"""The sides of the square of a pilot that weighs nothing, and of the one that weighs most."""


@dataclass(frozen=True)
class Line:
    """One line: what it is called, its figure with its interval, and these in words.

    *kind* is ``pilot`` (a square whose area is its *weight*, 1 for the most), ``average`` (a
    diamond) or ``next`` (a bar that is no estimate of anything, but room).
    """

    label: str
    value: float
    low: float
    high: float
    text: str
    kind: str = "pilot"
    weight: float = 0.0


@dataclass(frozen=True)
class Words:
    """The title, what is shown for those who do not see it, and the name of the axis."""

    title: str
    about: str
    axis: str


def plot_range() -> tuple[float, float]:
    """Return where the plot begins and ends across the drawing."""
    return MARGIN + NAMES, MARGIN + NAMES + PLOT


def forest(lines: Sequence[Line], axis: Axis, words: Words, against_zero: bool = True) -> str:
    """Return the SVG picture of *lines*, one below the other, over *axis*.

    Where they are *against_zero*, the line of zero is drawn.
    An interval that goes beyond the axis ends in an arrow. The text stays text.
    """
    bottom = TOP + ROW * len(lines) + 6
    width = 2 * MARGIN + NAMES + PLOT + TEXTS
    parts = [opened(width, bottom + 60, words.title, words.about)]
    parts.append(axis.drawn(TOP - 6, bottom, words.axis))
    if against_zero and not axis.beyond(0.0):
        zero = f"{axis.at(0.0):.1f}"
        parts.append(f'<path d="M{zero} {TOP - 6} V{bottom}" stroke="{INK}" stroke-width="1.5"/>')
    first = next((n for n, line in enumerate(lines) if line.kind != "pilot"), len(lines))
    y = TOP + ROW * first
    parts.append(f'<path d="M{MARGIN} {y} H{width - MARGIN}" stroke="{SOFT}"/>')
    parts += [_line(line, axis, TOP + ROW * (n + 0.5)) for n, line in enumerate(lines)]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _line(line: Line, axis: Axis, y: float) -> str:
    weight = "400" if line.kind == "pilot" else "600"
    shape = {"pilot": _pilot, "average": _average, "next": _next}[line.kind](line, axis, y)
    text = (
        f'<text x="{MARGIN + NAMES + PLOT + 16}" y="{y + 5:.0f}" font-weight="{weight}" '
        f'fill="{INK}">{escape(line.text)}</text>'
    )
    return f"<g>{_name(line.label, y, weight)}{shape}{text}</g>"


def _name(label: str, y: float, weight: str) -> str:
    """Write a name on one line or two; a longer one is cut, and whole where it is pointed at."""
    lines = textwrap.wrap(label, CHARS, max_lines=2, placeholder="…") or [""]
    start = y + 5 - 8 * (len(lines) - 1)
    spans = "".join(
        f'<tspan x="{MARGIN}" y="{start + 16 * n:.0f}">{escape(text)}</tspan>'
        for n, text in enumerate(lines)
    )
    return f'<text font-weight="{weight}" fill="{INK}">{spans}<title>{escape(label)}</title></text>'


def _pilot(line: Line, axis: Axis, y: float) -> str:
    side = (SMALLEST**2 + (LARGEST**2 - SMALLEST**2) * line.weight) ** 0.5
    bar = _bar(line, axis, y, f'stroke="{ACCENT}" stroke-width="2.5"')
    if axis.beyond(line.value):
        return bar
    x = axis.at(line.value) - side / 2
    return bar + (
        f'<rect x="{x:.1f}" y="{y - side / 2:.1f}" width="{side:.1f}" height="{side:.1f}" '
        f'fill="{ACCENT}"/>'
    )


def _average(line: Line, axis: Axis, y: float) -> str:
    low, middle, high = (axis.at(value) for value in (line.low, line.value, line.high))
    shape = f"M{low:.1f} {y:.1f} L{middle:.1f} {y - 11:.1f} L{high:.1f} {y:.1f} "
    return f'<path d="{shape}L{middle:.1f} {y + 11:.1f} Z" fill="{INK}"/>'


def _next(line: Line, axis: Axis, y: float) -> str:
    return _bar(line, axis, y, f'stroke="{INK}" stroke-width="6" stroke-opacity="0.45"')


def _bar(line: Line, axis: Axis, y: float, stroke: str) -> str:
    low, high = axis.at(line.low), axis.at(line.high)
    tips = [(low, -1) for _ in (0,) if axis.beyond(line.low)]
    tips += [(high, 1) for _ in (0,) if axis.beyond(line.high)]
    arrows = "".join(
        f'<path d="M{x + 9 * way:.1f} {y:.1f} l{-9 * way} -6 v12 Z" fill="{INK}"/>'
        for x, way in tips
    )
    return f'<path d="M{low:.1f} {y:.1f} H{high:.1f}" {stroke}/>{arrows}'
