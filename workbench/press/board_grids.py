"""Boards of rows and columns: how often each level was given, and where nobody looked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.press.axis import ACCENT, GRID, INK, SOFT
from workbench.press.board import BODY_HIGH, BODY_WIDE, fitted, lines, text

NAMES, HEADS, GAP = 270, 84, 8
"""The width of the names of rows, the height of those of columns, the room between cells."""
ROWS = 8
"""Rows on one board; the others stand on the next."""
WIDE_APART, EMPTY = "#7a4a00", "#9aa5b1"
HATCH = (
    '<defs><pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="8" height="8" fill="#ffffff"/>'
    f'<rect width="3" height="8" fill="{SOFT}"/></pattern></defs>'
)


@dataclass(frozen=True)
class Levels:
    """One cell: how often each level was given, in their order; *words* say the ends.

    *apart* makes its frame thick: people see two different things. *last* is the level that says
    that nobody can tell, which is hatched.
    """

    counts: Mapping[str, int]
    words: str
    apart: bool = False
    last: str = ""

    @property
    def n(self) -> int:
        """How many answered."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Signs:
    """One cell: how often each state was said, in their order; *lead* is drawn large.

    *share*, between 0 and 1, is the part who see something there: it shades the cell.
    """

    counts: Mapping[str, int]
    lead: str
    share: float
    words: str = ""

    @property
    def n(self) -> int:
        """How many answered."""
        return sum(self.counts.values())


Cell = Levels | Signs


def grid(
    rows: Sequence[str], heads: Sequence[str], cells: Sequence[Sequence[Cell]], empty: str
) -> str:
    """Return rows by columns of cells; *empty* stands where nobody answered."""
    wide = (BODY_WIDE - NAMES) / max(len(heads), 1)
    high = min(190.0, (BODY_HIGH - HEADS) / max(len(rows), 1))
    parts = [HATCH]
    for at, head in enumerate(heads):
        parts += _head(head, NAMES + wide * at, wide)
    for down, (name, row) in enumerate(zip(rows, cells, strict=True)):
        y = HEADS + high * down
        named = lines(name, NAMES - 20, 22, 3, bold=True)
        top = y + high / 2 - 13 * (len(named) - 1) + 8
        parts += [text(line, 0, top + 26 * at, 22, "bold") for at, line in enumerate(named)]
        for across, cell in enumerate(row):
            box = (NAMES + wide * across, y, wide - GAP, high - GAP)
            parts.append(_cell(cell, box, empty))
    return "".join(parts)


def _head(head: str, x: float, wide: float) -> list[str]:
    told = lines(head, wide - 12, 20, 3)
    first = HEADS - 14 - 24 * (len(told) - 1)
    return [
        text(line, x + (wide - GAP) / 2, first + 24 * at, 20, "bold", "middle")
        for at, line in enumerate(told)
    ]


def _cell(cell: Cell, box: tuple[float, float, float, float], empty: str) -> str:
    x, y, wide, high = box
    if not cell.n:
        frame = f'fill="#ffffff" stroke="{EMPTY}" stroke-width="2" stroke-dasharray="7 6"'
        inside = text(empty, x + wide / 2, y + high / 2 + 6, 18, "soft", "middle")
    elif isinstance(cell, Levels):
        edge = (
            f'stroke="{WIDE_APART}" stroke-width="5"'
            if cell.apart
            else f'stroke="{GRID}" stroke-width="2"'
        )
        frame, inside = f'fill="#ffffff" {edge}', _levels(cell, box)
    else:
        frame = f'fill="{_shade(cell.share)}" stroke="{GRID}" stroke-width="2"'
        inside = _signs(cell, box)
    place = f'x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"'
    return f'<rect {place} rx="6" {frame}/>{inside}'


def _levels(cell: Levels, box: tuple[float, float, float, float]) -> str:
    """Draw a column for each level, its count above it and its name below."""
    x, y, wide, high = box
    step = (wide - 24) / len(cell.counts)
    base, tall = y + high - 24, high - 72
    words, size = fitted(cell.words, wide - 20, 17, 12)
    parts = [text(words, x + 12, y + 22, size, "bold" if cell.apart else "")]
    for at, (level, count) in enumerate(cell.counts.items()):
        left = x + 12 + step * at
        up = tall * count / cell.n
        fill = "url(#hatch)" if level == cell.last else ACCENT
        if count:
            parts.append(
                f'<rect x="{left + 3:.1f}" y="{base - up:.1f}" width="{step - 6:.1f}" '
                f'height="{up:.1f}" fill="{fill}" stroke="{INK}" stroke-width="1"/>'
            )
            parts.append(text(str(count), left + step / 2, base - up - 4, 16, side="middle"))
        else:
            parts.append(
                f'<path d="M{left + 3:.1f} {base:.1f} h{step - 6:.1f}" stroke="{EMPTY}" '
                'stroke-width="2"/>'
            )
        name = "?" if level == cell.last else level
        parts.append(text(name, left + step / 2, base + 18, 16, "soft", "middle"))
    return "".join(parts)


def _signs(cell: Signs, box: tuple[float, float, float, float]) -> str:
    """Draw the strongest state large, and each state small with its count."""
    x, y, wide, high = box
    middle = y + high / 2
    parts = [sign(cell.lead, x + 42, middle, min(26.0, high / 3.4))]
    step = (wide - 92) / 2
    for at, (state, count) in enumerate(cell.counts.items()):
        left = x + 96 + step * (at % 2)
        line = middle - 18 + 36 * (at // 2)
        parts.append(sign(state, left, line, 9))
        parts.append(text(str(count), left + 18, line + 7, 20, "bold" if count else ""))
    return "".join(parts)


def sign(state: str, x: float, y: float, radius: float) -> str:
    """Draw a state: a ring for what is claimed, half full for measured, full for verified, a cross.

    The shapes tell them apart, whatever the colours look like.
    """
    edge = f'stroke="{INK}" stroke-width="{max(2.0, radius / 7):.1f}"'
    ring = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="%s" {edge}/>'
    if state == "claimed":
        return ring % "#ffffff"
    if state == "measured":
        around = f"a{radius:g} {radius:g} 0 0 0 0 {2 * radius:g} Z"
        half = f'<path d="M{x:.1f} {y - radius:.1f} {around}" fill="{INK}"/>'
        return ring % "#ffffff" + half
    if state == "verified":
        return ring % INK
    arm = radius * 0.7
    return (
        f'<path d="M{x - arm:.1f} {y - arm:.1f} l{2 * arm:.1f} {2 * arm:.1f} m0 {-2 * arm:.1f} '
        f'l{-2 * arm:.1f} {2 * arm:.1f}" stroke="{SOFT}" '
        f'stroke-width="{max(2.5, radius / 6):.1f}" fill="none"/>'
    )


def _shade(share: float) -> str:
    """Return a light blue, the fuller the more see something; the counts say the same."""
    low, high = (250, 252, 253), (176, 213, 232)
    parts = [round(a + (b - a) * share) for a, b in zip(low, high, strict=True)]
    return "#{:02x}{:02x}{:02x}".format(*parts)


def key_of_signs(names: Mapping[str, str], y: float) -> str:
    """Return the signs and what they mean, on one line."""
    parts, x = [], 12.0
    for state, name in names.items():
        parts += [sign(state, x, y, 10), text(name, x + 22, y + 7, 20)]
        x += 60 + len(name) * 12.5
    return "".join(parts)
