"""Steps as bars, one below the other: how many are counted at each, and where nobody knows."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

from workbench.press.axis import ACCENT, INK, SOFT, opened

WIDTH, MARGIN, NAMES, LONGEST = 784, 16, 250, 300
"""The room of all, around, of the names, and of the longest bar."""
ROW, THICK, LINE, LETTERS, LINES, KEY = 68, 30, 18, 30, 3, 48
"""The height of a row, of a bar, of a line of a name; its letters and its lines at most."""


@dataclass(frozen=True)
class Bar:
    """One step: its name, its count (None where nobody knows), and what stands beside the bar."""

    name: str
    count: int | None
    text: str


@dataclass(frozen=True)
class Said:
    """The title, what is shown, and in words the two signs: a full bar, an empty outline."""

    title: str
    about: str
    known: str
    unknown: str


def steps(bars: Sequence[Bar], said: Said) -> str:
    """Return the SVG picture of *bars*, in their order. The text stays text.

    Bars are as long as their counts; a step without a count is a dashed outline with no length of
    its own, so that nobody reads a number into it.
    """
    most = max((bar.count for bar in bars if bar.count is not None), default=0)
    height = MARGIN + ROW * len(bars) + KEY
    parts = [opened(WIDTH, height, said.title, said.about)]
    parts += [_row(bar, most, MARGIN + ROW * at) for at, bar in enumerate(bars)]
    parts.append(_key(said, height - KEY / 2))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _row(bar: Bar, most: int, top: float) -> str:
    middle, left = top + ROW / 2, MARGIN + NAMES
    known = bar.count is not None and most > 0
    long = LONGEST * (bar.count or 0) / most if known else LONGEST / 3
    drawn = _bar((left, middle), (max(long, 2), THICK), known)
    beside = textwrap.wrap(bar.text, max(12, int((WIDTH - left - long - MARGIN - 12) / 7.8)))
    return f"<g>{_name(bar.name, middle)}{drawn}{_text(beside, left + long + 12, middle)}</g>"


def _bar(left_middle: tuple[float, float], size: tuple[float, float], known: bool) -> str:
    (x, middle), (long, thick) = left_middle, size
    y = middle - thick / 2
    place = f'<rect x="{x:.1f}" y="{y:.1f}" width="{long:.1f}" height="{thick:.0f}" rx="3"'
    if known:
        return f'{place} fill="{ACCENT}"/>'
    return f'{place} fill="#ffffff" stroke="{SOFT}" stroke-width="1.6" stroke-dasharray="5 4"/>'


def _name(name: str, middle: float) -> str:
    lines = textwrap.wrap(name, LETTERS, max_lines=LINES, placeholder="…")
    return _text(lines, MARGIN + NAMES - 12, middle, "end")


def _text(lines: Sequence[str], x: float, middle: float, anchor: str = "start") -> str:
    first = middle + 5 - LINE * (len(lines) - 1) / 2
    spans = "".join(
        f'<tspan x="{x:.1f}" y="{first + LINE * at:.1f}">{escape(line)}</tspan>'
        for at, line in enumerate(lines)
    )
    return f'<text text-anchor="{anchor}" fill="{INK}">{spans}</text>'


def _key(said: Said, middle: float) -> str:
    """Draw both signs, each with its words."""
    parts = []
    for x, known, words in ((NAMES, True, said.known), (NAMES + 260, False, said.unknown)):
        place = MARGIN + x
        parts.append(_bar((place, middle), (30, THICK / 2), known))
        parts.append(_text([words], place + 40, middle))
    return "".join(parts)
