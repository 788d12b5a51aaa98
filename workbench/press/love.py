"""A love plot: how far apart two groups were on each covariate, and are once they are weighted."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

from workbench.base.words import number
from workbench.press.axis import ACCENT, INK, Axis, opened, steps

MARGIN, NAMES, PLOT = 16, 258, 480
"""The room around, and the widths of the names and of the plot."""
ROW, TOP, LINE = 40, 52, 17
"""The height of a row, what stands above the first one, and the height of a line of a name."""
SOFT = "#9fb3c1"
ROOM = 0.12
"""The least that is left on each side of the zone between the two lines, in standard deviations."""


@dataclass(frozen=True)
class Gap:
    """One line: the covariate's name, the difference *before*, and *after*, None without weights.

    Differences are in standard deviations, with their sign.
    """

    name: str
    before: float
    after: float | None = None


@dataclass(frozen=True)
class Said:
    """What is said of the plot: title, description, axis, and the names of the two signs."""

    title: str
    about: str
    axis: str
    before: str
    after: str


def love(gaps: Sequence[Gap], said: Said, limit: float, lang: str) -> str:
    """Return an SVG picture with one line per covariate, the widest gap first.

    Dashed lines stand at *limit* on both sides of zero, around a soft zone in which groups are
    alike. The text stays text. Nothing in it has an id: a page may show many.
    """
    ordered = sorted(gaps, key=lambda gap: -abs(gap.before))
    bottom = TOP + ROW * len(ordered)
    axis = _axis(ordered, limit, lang)
    parts = [
        opened(2 * MARGIN + NAMES + PLOT, bottom + 60, said.title, said.about),
        _zone(axis, limit, bottom),
        axis.drawn(TOP, bottom, said.axis),
        *(_edge(axis, end, bottom) for end in (-limit, 0.0, limit)),
        *(_row(gap, axis, TOP + ROW * (at + 0.5)) for at, gap in enumerate(ordered)),
        _key(said, any(gap.after is not None for gap in ordered)),
    ]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _axis(gaps: Sequence[Gap], limit: float, lang: str) -> Axis:
    """Return an axis around zero, wide enough for every gap."""
    ends = [abs(end) for gap in gaps for end in (gap.before, gap.after or 0.0)]
    wide = max([limit, *ends]) + ROOM
    ticks = [(value, number(value, lang)) for value in steps(-wide, wide)]
    return Axis(-wide, wide, MARGIN + NAMES, MARGIN + NAMES + PLOT, ticks)


def _zone(axis: Axis, limit: float, bottom: float) -> str:
    """Return the zone in which groups are alike."""
    left, right = axis.at(-limit), axis.at(limit)
    place = f'x="{left:.1f}" y="{TOP}" width="{right - left:.1f}" height="{bottom - TOP}"'
    return f'<rect {place} fill="{SOFT}" fill-opacity="0.25"/>'


def _edge(axis: Axis, value: float, bottom: float) -> str:
    """Return the line at an edge of the zone, dashed, or at zero."""
    dashes = ' stroke-dasharray="4 3"' if value else ""
    return f'<path d="M{axis.at(value):.1f} {TOP} V{bottom}" stroke="{INK}"{dashes}/>'


def _row(gap: Gap, axis: Axis, y: float) -> str:
    """Return a covariate's name, its two signs, and the way from one to the other."""
    lines = gap.name.split("\n")
    first = y + 5 - LINE * (len(lines) - 1) / 2
    end = f'x="{MARGIN + NAMES - 14}" text-anchor="end" fill="{INK}"'
    parts = [
        f'<text {end} y="{first + LINE * at:.1f}">{escape(line)}</text>'
        for at, line in enumerate(lines)
    ]
    before = axis.at(gap.before)
    if gap.after is None:
        return f"<g>{''.join(parts)}{_circle(before, y)}</g>"
    after = axis.at(gap.after)
    way = f'<path d="M{before:.1f} {y:.1f} H{after:.1f}" stroke="{SOFT}" stroke-width="2.5"/>'
    return f"<g>{''.join(parts)}{way}{_circle(before, y)}{_diamond(after, y)}</g>"


def _circle(x: float, y: float) -> str:
    """Return a hollow circle: as the groups are."""
    place = f'cx="{x:.1f}" cy="{y:.1f}" r="6.5"'
    return f'<circle {place} fill="#ffffff" stroke="{INK}" stroke-width="2"/>'


def _diamond(x: float, y: float) -> str:
    """Return a full diamond, told apart without any colour: with weights."""
    return f'<path d="M{x:.1f} {y - 7:.1f} l7 7 l-7 7 l-7 -7 Z" fill="{ACCENT}"/>'


def _key(said: Said, weighted: bool) -> str:
    """Return the signs and what they mean."""
    signs = [(_circle, said.before), *([(_diamond, said.after)] if weighted else [])]
    y, parts = 24, []
    for at, (sign, words) in enumerate(signs):
        x = MARGIN + NAMES / 3 + at * 330
        parts.append(f'{sign(x, y)}<text x="{x + 16}" y="{y + 5}" fill="{INK}">')
        parts.append(f"{escape(words)}</text>")
    return "".join(parts)
