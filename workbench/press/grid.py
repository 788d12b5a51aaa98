"""A grid of combinations: a row each, a circle a condition, and the cases with and without."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

from workbench.press.axis import ACCENT, GRID, INK, SOFT, opened

MARGIN, MARKS, NARROW, CASES, LAST = 16, 400, 60, 215, 130
"""The room around, of all conditions, of one at least, of cases, of the last column."""
LETTER, BOLD, LINE, PAD, LINES, KEY, RADIUS = 8.2, 9.6, 19, 12, 4, 26, 8.5
"""The widths of a letter and of a bold one, the height of a line, the room above and below it,
and the most lines."""


@dataclass(frozen=True)
class Combination:
    """One row: a mark a condition, its cases with the result and without, what stands at the end.

    *leads* fills the square at the end; *text* stands beside it.
    """

    marks: Sequence[int]
    having: str
    lacking: str
    leads: bool
    text: str = ""


@dataclass(frozen=True)
class Said:
    """The title, what is shown, the conditions, the three other columns, and the signs in words.

    *signs* say what a full circle, an empty one, a full square and an empty one mean.
    """

    title: str
    about: str
    conditions: Sequence[str]
    heads: tuple[str, str, str]
    signs: tuple[str, str, str, str]


def grid(rows: Sequence[Combination], said: Said) -> str:
    """Return the SVG picture of *rows*, one below the other. The text stays text.

    A row whose cases do not agree has names on both sides.
    """
    longest = max(len(part) for name in said.conditions for part in _parts(name).split())
    step = max(NARROW, min(BOLD * longest + 18, MARKS / len(said.conditions)))
    ends = MARGIN + step * len(said.conditions)
    places = (ends + 14, ends + 14 + CASES, ends + 14 + 2 * CASES)
    width = places[2] + LAST + MARGIN
    heads, y = _heads(said, step, places)
    body = []
    for row in rows:
        drawn, tall = _row(row, step, places, y)
        rule = f'<path d="M{MARGIN} {y:.0f} H{width - MARGIN:.0f}" stroke="{GRID}"/>'
        body.append(f"<g>{rule}{drawn}</g>")
        y += tall
    body.append(f'<path d="M{MARGIN} {y:.0f} H{width - MARGIN:.0f}" stroke="{SOFT}"/>')
    keys, y = _keys(said.signs, y + 24, width / 2)
    return (
        "\n".join([opened(width, y, said.title, said.about), heads, *body, keys, "</svg>"]) + "\n"
    )


def _heads(said: Said, step: float, places: tuple[float, float, float]) -> tuple[str, float]:
    """Return the names of the columns, standing on one line, and where the rows begin."""
    narrow = [_wrapped(name, step - 10, BOLD) for name in said.conditions]
    wide = [
        _wrapped(name, room, BOLD)
        for name, room in zip(said.heads, (CASES - 12, CASES - 12, LAST), strict=True)
    ]
    bottom = PAD + LINE * max(len(lines) for lines in [*narrow, *wide])
    parts = [
        _text(lines, MARGIN + step * (at + 0.5), bottom, "middle", name)
        for at, (lines, name) in enumerate(zip(narrow, said.conditions, strict=True))
    ]
    parts += [
        _text(lines, x, bottom, "start", name)
        for lines, x, name in zip(wide, places, said.heads, strict=True)
    ]
    return f'<g font-weight="600">{"".join(parts)}</g>', bottom + 10


def _row(
    row: Combination, step: float, places: tuple[float, float, float], y: float
) -> tuple[str, float]:
    columns = [_wrapped(text, CASES - 14) for text in (row.having, row.lacking)]
    tall = LINE * max(1, *(len(lines) for lines in columns)) + 2 * PAD
    middle = y + tall / 2
    parts = [
        circle(bool(mark), MARGIN + step * (at + 0.5), middle) for at, mark in enumerate(row.marks)
    ]
    for lines, x, whole in zip(columns, places, (row.having, row.lacking), strict=False):
        last = middle + 5 + LINE * (len(lines) - 1) / 2
        parts.append(_text(lines, x, last, "start", whole))
    parts.append(square(row.leads, places[2] + RADIUS, middle))
    parts.append(_text([row.text], places[2] + 28, middle + 5, "start", ""))
    return "".join(parts), tall


def _keys(signs: tuple[str, str, str, str], y: float, half: float) -> tuple[str, float]:
    """Return what the signs mean, circles on the left, squares on the right, and their end."""
    parts = []
    for at, words in enumerate(signs):
        x, top = MARGIN + RADIUS + (half if at > 1 else 0), y + KEY * (at % 2)
        parts.append((square if at > 1 else circle)(at % 2 == 0, x, top))
        parts.append(_text([words], x + 18, top + 5, "start", ""))
    return "".join(parts), y + 2 * KEY


def circle(full: bool, x: float, y: float) -> str:
    """Draw a circle, *full* where the condition is there."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS}" {_filled(full)}/>'


def square(full: bool, x: float, y: float) -> str:
    """Draw a square, *full* where a combination leads to the result."""
    place = f'x="{x - RADIUS:.1f}" y="{y - RADIUS:.1f}" width="{2 * RADIUS}" height="{2 * RADIUS}"'
    return f"<rect {place} {_filled(full)}/>"


def _filled(full: bool) -> str:
    return f'fill="{ACCENT if full else "#ffffff"}" stroke="{ACCENT if full else SOFT}" \
stroke-width="2"'


def _parts(name: str) -> str:
    """Return a name with a space wherever a line of it may end."""
    return name.replace("_", "_ ")


def _wrapped(text: str, room: float, letter: float = LETTER) -> list[str]:
    """Cut a text into lines, at its spaces, hyphens and underscores where it has some."""
    chars = max(4, int(room / letter))
    lines = textwrap.wrap(_parts(text), chars, max_lines=LINES, placeholder="…")
    return [line.replace("_ ", "_") for line in lines] or [""]


def _text(lines: Sequence[str], x: float, last: float, side: str, whole: str) -> str:
    """Write lines that end at the height *last*; cut ones are whole where they are pointed at."""
    top = last - LINE * (len(lines) - 1)
    spans = "".join(
        f'<tspan x="{x:.1f}" y="{top + LINE * at:.1f}">{escape(line)}</tspan>'
        for at, line in enumerate(lines)
    )
    told = f"<title>{escape(whole)}</title>" if whole and whole != lines[0] else ""
    return f'<text text-anchor="{side}" fill="{INK}">{spans}{told}</text>'
