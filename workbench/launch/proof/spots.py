"""Where two texts, tables or trees part: the place, what stood there, and what stands there now."""

import csv
import io
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from workbench.base.words import Phrase

TOLERANCE = 1e-9
"""Two decimal numbers are the same where they differ by less than this share of the larger one:
tables keep ten digits, of which the last is another on another machine. Whole numbers are exact."""

NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}")
"""Where a thing lies in the memory of a process."""


@dataclass(frozen=True)
class Spot:
    """One place where two things differ; None where one of them has no such place.

    *amount* is the later number less the earlier one, where both are numbers.
    """

    place: Phrase
    was: str | None
    now: str | None

    @property
    def amount(self) -> float | None:
        """The later number less the earlier one; None where one of them is no number."""
        one, two = number(self.was), number(self.now)
        return None if one is None or two is None else two - one


@dataclass(frozen=True)
class Piece:
    """A text and where it stands."""

    place: Phrase
    text: str


def number(text: str | None) -> float | None:
    """Return a text as a number, or None where it is none.

    >>> number("0.5"), number("half"), number("nan")
    (0.5, None, None)
    """
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def alike(was: str, now: str) -> bool:
    """Whether two texts are the same: their numbers within TOLERANCE, all else to the letter.

    >>> alike("12 people, 0.3333333333", "12 people, 0.3333333334"), alike("12", "13")
    (True, False)
    """
    if was == now:
        return True
    if NUMBER.sub("#", ADDRESS.sub("@", was)) != NUMBER.sub("#", ADDRESS.sub("@", now)):
        return False
    texts = (NUMBER.findall(ADDRESS.sub("@", text)) for text in (was, now))
    return all(one == two or _close(one, two) for one, two in zip(*texts, strict=True))


def _close(one: str, two: str) -> bool:
    decimal = all("." in text or "e" in text.lower() for text in (one, two))
    return decimal and math.isclose(float(one), float(two), rel_tol=TOLERANCE, abs_tol=1e-12)


def of_pieces(was: Sequence[Piece], now: Sequence[Piece]) -> Iterator[Spot]:
    """Yield the places where two rows of pieces differ.

    Once one has more pieces than the other, only the first place where they part is told: all that
    follows has moved.
    """
    moved = len(was) != len(now)
    for one, two in zip_longest(was, now):
        if one and two and alike(one.text, two.text):
            continue
        place = (one or two).place
        yield Spot(place, one.text if one else None, two.text if two else None)
        if moved:
            return


def of_texts(was: str, now: str) -> Iterator[Spot]:
    """Yield the lines in which two texts differ."""
    yield from of_pieces(_lines(was), _lines(now))


def _lines(text: str) -> list[Piece]:
    found = enumerate(text.splitlines(), 1)
    return [Piece(Phrase("proof.place.line", {"n": n}), line) for n, line in found]


def of_tables(was: str, now: str) -> Iterator[Spot]:
    """Yield the cells in which two CSV tables differ; a row is known by its first cell.

    A row or a column that only one of them has is one place.
    """
    one, two = (_rows(text) for text in (was, now))
    columns = list(dict.fromkeys([*one.columns, *two.columns]))
    for column in columns:
        if (column in one.columns) != (column in two.columns):
            there = column in one.columns
            place = Phrase("proof.place.column", {"column": column})
            yield Spot(place, column if there else None, None if there else column)
    shared = [name for name in columns if name in one.columns and name in two.columns]
    for key in dict.fromkeys([*one.rows, *two.rows]):
        before, after = one.rows.get(key), two.rows.get(key)
        if before is None or after is None:
            texts = (None if row is None else ", ".join(row.values()) for row in (before, after))
            yield Spot(Phrase("proof.place.row", {"row": _said(key)}), *texts)
            continue
        for column in shared:
            if not alike(before[column], after[column]):
                holes = {"row": _said(key), "column": column}
                place = Phrase("proof.place.cell", holes)
                yield Spot(place, before[column], after[column])


@dataclass(frozen=True)
class _Table:
    """The columns of a table, and its rows by first cell and how often that has come before."""

    columns: tuple[str, ...]
    rows: dict[tuple[str, int], dict[str, str]]


def _rows(text: str) -> _Table:
    read = csv.reader(io.StringIO(text))
    columns = tuple(next(read, ()))
    rows: dict[tuple[str, int], dict[str, str]] = {}
    seen: dict[str, int] = {}
    for cells in read:
        name = cells[0] if cells else ""
        seen[name] = seen.get(name, 0) + 1
        rows[name, seen[name]] = dict(zip_longest(columns, cells[: len(columns)], fillvalue=""))
    return _Table(columns, rows)


def _said(key: tuple[str, int]) -> str:
    name, times = key
    return name if times == 1 else f"{name} ({times})"


def of_trees(was: object, now: object, path: str = "") -> Iterator[Spot]:
    """Yield the leaves in which two trees of lists and mappings differ, by their path."""
    if isinstance(was, dict) and isinstance(now, dict):
        for key in dict.fromkeys([*was, *now]):
            yield from of_trees(was.get(key), now.get(key), f"{path}.{key}" if path else str(key))
    elif isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        for n, (one, two) in enumerate(zip(was, now, strict=True)):
            yield from of_trees(one, two, f"{path}[{n}]")
    elif was != now and not (_leaf(was) and _leaf(now) and alike(str(was), str(now))):
        texts = (None if one is None else str(one) for one in (was, now))
        yield Spot(Phrase("proof.place.path", {"path": path}), *texts)


def _leaf(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)
