"""Where a table begins: the rows of titles above it, and the one or two rows of its headings."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.data.reading.dialect import Row

LOOKED_AT = 60
"""How many rows are looked at to find the headings."""
JOINT = "__"
"""What stands between the two headings of a column: Entrée__date."""
VALUE = re.compile(
    r"[+\-−]?\d[\d .,'\u00a0\u202f]*\s?[%€]?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*|#\w+[/!?].*"
)
"""A cell that is a value, so no heading."""
LONGEST_WORDS = 8

Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]
"""Ranges of merged cells: first and last (row, column), counted from 0."""


@dataclass(frozen=True)
class Layout:
    """Where the table stands: its names, how wide it is, what is above it."""

    names: tuple[str, ...]
    header_rows: int
    first: int
    findings: tuple[Finding, ...] = ()
    headings: tuple[str, ...] = ()
    """The last row of headings as it came, to know it where it comes back below."""


def layout(rows: Sequence[Row], merged: Merged, where: str, said: int = 0) -> Layout:
    """Find the headings among the first rows; raise DataError where there is no table.

    Where somebody has *said* on which line they stand, counted from 1, they are that line alone.

    A title is a row above the headings that fills few cells. Two rows of headings are one where
    the upper fills gaps of the lower, or groups its columns.
    """
    filled = [(line, _trimmed(cells)) for line, cells in rows]
    width = max((len(cells) for _, cells in filled), default=0)
    top = _on(filled, said, where) if said else _top(filled, width)
    if top is None:
        raise DataError("reading.no_table", file=where)
    upper, lower = (top, top) if said else _both(filled, top, width, merged)
    width = min(width, max(len(rows[index][1]) for index in (upper, lower)))
    lines = [filled[index][0] for index in range(lower + 1)]
    group = _spread(_padded(filled[upper][1], width)[:width], filled[upper][0], merged)
    own = _padded(filled[lower][1], width)[:width]
    raw = own if upper == lower else [_joined(g, o) for g, o in zip(group, own, strict=True)]
    names, doubts = _named(raw, where)
    if upper != lower:
        holes = {"line": str(filled[lower][0]), "example": next(n for n in names if JOINT in n)}
        doubts.append(Finding("reading.header_joined", False, where, "note", holes))
    if all(VALUE.fullmatch(name) for name in own if name):
        doubts.append(Finding("reading.header_doubt", False, where, "warning", {"name": names[0]}))
    titles = tuple(line for (line, cells) in filled[:upper] if any(cells) for line in [line])
    first = lower + 1
    found = (*doubts, *_titled(titles, lines, where))
    return Layout(tuple(names), lower - upper + 1, first, found, tuple(own))


def _on(rows: Sequence[Row], said: int, where: str) -> int:
    """Return the row that begins on a line; raise DataError where there is no heading on it."""
    found = next((n for n, (line, cells) in enumerate(rows) if line == said and any(cells)), None)
    if found is None or found + 1 >= len(rows):
        raise DataError("reading.no_headings_there", file=where, line=said, most=LOOKED_AT)
    return found


def _titled(titles: Sequence[int], lines: Sequence[int], where: str) -> list[Finding]:
    if not titles:
        return []
    holes = {"n": len(titles), "line": str(lines[-1])}
    return [Finding("reading.titles", False, where, "note", holes)]


def _trimmed(cells: Sequence[str]) -> list[str]:
    """Return the cells as one-line text, without the empty ones at the end."""
    tidy = [" ".join(cell.split()) for cell in cells]
    while tidy and not tidy[-1]:
        tidy.pop()
    return tidy


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


def _count(cells: Sequence[str]) -> int:
    return sum(map(bool, cells))


def _top(rows: Sequence[Row], width: int) -> int | None:
    """Return the first row that fills enough cells to be a row of headings."""
    below = [_count(cells) for _, cells in rows if _count(cells)]
    if not below:
        return None
    if width == 1:
        wordy = any(len(cell.split()) > LONGEST_WORDS for _, cells in rows for cell in cells)
        return None if wordy or len(below) < 2 else _first(rows, 1)
    usual = Counter(count for count in below if count > 1)
    if not usual:
        return None
    needed = max(2, 0.6 * max(count for count, many in usual.items()))
    top = _first(rows, needed)
    return _words_above(rows, top, needed) if top is not None else None


def _words_above(rows: Sequence[Row], top: int, needed: float) -> int:
    """Return an earlier row that is a heading where the fullest one holds values."""
    if _all_words(rows[top][1]):
        return top
    for index, (_, cells) in enumerate(rows[:top]):
        if _count(cells) >= max(2, 0.5 * needed) and _all_words(cells):
            return index
    return top


def _first(rows: Sequence[Row], needed: float) -> int | None:
    return next((i for i, (_, cells) in enumerate(rows) if _count(cells) >= needed), None)


def _both(rows: Sequence[Row], top: int, width: int, merged: Merged) -> tuple[int, int]:
    """Return the first and the last row of headings: often the same."""
    cells = _padded(rows[top][1], width)
    if top > 0 and _groups(rows[top - 1], rows[top], width, merged):
        return top - 1, top
    if top + 1 < len(rows):
        under = _padded(rows[top + 1][1], width)
        gaps = [index for index, cell in enumerate(cells) if not cell]
        all_words = _all_words(under)
        if gaps and all_words and all(under[index] for index in gaps) and not all(under):
            return top, top + 1
        if all_words and _repeats(cells) and _tells_apart(cells, under) and top + 2 < len(rows):
            body = {cell for _, row in rows[top + 2 :] for cell in row}
            if not body & set(filter(None, under)):
                return top, top + 1
    return top, top


def _groups(above: Row, below: Row, width: int, merged: Merged) -> bool:
    """Whether the row above groups the columns of the row below."""
    line, cells = above
    wide = [(a, b) for a, b in merged if a[0] == line - 1 and b[1] > a[1]]
    if wide and not any(b[1] - a[1] + 1 >= width for a, b in wide):
        return True
    several = _count(cells) >= 2 and _all_words(cells) and _all_words(below[1])
    return several and below[0] == line + 1


def _all_words(cells: Sequence[str]) -> bool:
    return not any(VALUE.fullmatch(cell) for cell in cells if cell)


def _repeats(cells: Sequence[str]) -> bool:
    return any(a and a == b for a, b in zip(cells, cells[1:], strict=False))


def _tells_apart(upper: Sequence[str], lower: Sequence[str]) -> bool:
    pairs = list(zip(upper, lower, strict=True))
    return len(set(pairs)) == len(pairs)


def _spread(cells: list[str], line: int, merged: Merged) -> list[str]:
    """Write a merged heading over each of its columns; without merging, up to the next one."""
    ranges = [(a[1], b[1]) for a, b in merged if a[0] <= line - 1 <= b[0]]
    spread = list(cells)
    if ranges:
        for first, last in ranges:
            for column in range(first, min(last + 1, len(cells))):
                spread[column] = cells[first]
        return spread
    last_seen = ""
    for column, cell in enumerate(cells):
        last_seen = cell or last_seen
        spread[column] = last_seen
    return spread


def _joined(group: str, own: str) -> str:
    if not own or not group or group == own:
        return group or own
    return f"{group}{JOINT}{own}"


def _named(raw: Sequence[str], where: str) -> tuple[list[str], list[Finding]]:
    """Give a name to columns without one, and another to a name that stands twice."""
    names: list[str] = []
    doubts: list[Finding] = []
    seen: Counter[str] = Counter()
    blank: dict[str, int] = {}
    twice: dict[str, str] = {}
    taken = set(raw)
    for index, name in enumerate(raw, start=1):
        new = name
        if not name:
            new = blank_name(index, taken)
            blank[new] = index
        elif seen[name]:
            number = seen[name] + 1
            while f"{name}_{number}" in taken:
                number += 1
            new = twice[name] = f"{name}_{number}"
        seen[name] += 1
        taken.add(new)
        names.append(new)
    if blank:
        holes: Mapping[str, object] = {"n": len(blank), "names": ", ".join(blank)}
        doubts.append(Finding("reading.header_blank", False, where, "warning", holes))
    if twice:
        holes = {"n": len(twice), "names": ", ".join(f"{a} → {b}" for a, b in twice.items())}
        doubts.append(Finding("reading.header_twice", False, where, "warning", holes))
    return names, doubts


def blank_name(index: int, taken: set[str]) -> str:
    """Return a name for the column at *index*, counted from 1, that no other has."""
    name = f"column_{index}"
    while name in taken:
        name += "_"
    return name
