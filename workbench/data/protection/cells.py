"""What is asked of the clean table: counts of people by one or several columns, with their margins.

A **cell** is a group of people, written as the values that they may have in some columns; the cell
without any column is everybody. A missing answer is a value of its own (an empty text).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd

Cell = tuple[tuple[str, tuple[str, ...]], ...]
"""Pairs of a column and the values allowed in it, both sorted."""
EVERYBODY: Cell = ()
MISSING = ""


@dataclass(frozen=True)
class Split:
    """A column cut into parts: the name of each part, and the values that fall in it."""

    column: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Ask:
    """One table to publish: people counted by the splits, with all margins.

    *among* restricts the people. *whole* says that the table is shown whole or not at all, as for
    an estimate that is made from all its cells. *zeros* says whether "nobody" may be shown: where
    an answer is sensitive it may not, for "nobody without it" says that everybody has it.
    """

    what: str
    by: tuple[Split, ...]
    among: Cell = EVERYBODY
    whole: bool = False
    zeros: bool = True

    def cells(self) -> list[Cell]:
        """Return the cells of the table and of its margins, each once; the empty ones left out."""
        choices = [(None, *(values for _, values in split.parts)) for split in self.by]
        found: dict[Cell, None] = {}
        for chosen in product(*choices):
            pairs = zip(self.by, chosen, strict=True)
            given = [(split.column, values) for split, values in pairs if values is not None]
            group = cell([*self.among, *given])
            if all(values for _, values in group):
                found[group] = None
        return list(found)


def cell(pairs: Iterable[tuple[str, Sequence[str]]]) -> Cell:
    """Return the cell of people whose value in each column is among those given.

    >>> cell([("site", ["b", "a"]), ("site", ["b", "c"])])
    (('site', ('b',)),)
    """
    allowed: dict[str, set[str]] = {}
    for column, values in pairs:
        allowed[column] = allowed.get(column, set(values)) & set(values)
    return tuple((column, tuple(sorted(allowed[column]))) for column in sorted(allowed))


def columns_of(cells: Iterable[Cell]) -> list[str]:
    """Return the columns that some cells speak of, sorted."""
    return sorted({column for group in cells for column, _ in group})


def finest(ask: Ask) -> list[Cell]:
    """Return the cells of a table cut into single values: what its parts are made of."""
    single = [
        Split(one.column, tuple((v, (v,)) for _, values in one.parts for v in values))
        for one in ask.by
    ]
    return Ask(ask.what, tuple(single), ask.among).cells()


def silent(group: Cell) -> bool:
    """Whether everybody in a cell left out one of its answers.

    >>> silent((("exit", ("",)), ("site", ("a",))))
    True
    """
    return any(set(values) == {MISSING} for _, values in group)


def coded(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with every value as text, whole numbers without a decimal point.

    >>> coded(pd.DataFrame({"x": [1.0, None, 2.5]}))["x"].tolist()
    ['1', '', '2.5']
    """
    return pd.DataFrame({name: [_text(value) for value in table[name]] for name in table})


def split(table: pd.DataFrame, column: str) -> Split:
    """Return a split of a coded table by each value of a column, the missing last."""
    values = sorted(set(table[column]), key=lambda value: (value == MISSING, value))
    return Split(column, tuple((value, (value,)) for value in values))


def members(table: pd.DataFrame, group: Cell) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Return, for each row of a coded table, whether the person is in the cell."""
    inside = np.ones(len(table), dtype=bool)
    for column, values in group:
        inside &= table[column].isin(values).to_numpy()
    return inside


def _text(value: object) -> str:
    if value is None or value is pd.NA or value != value:
        return MISSING
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
