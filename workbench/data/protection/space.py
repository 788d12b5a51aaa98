"""What somebody who reads the published tables does not know: how many people are in each corner.

The unknowns are the counts of the full cross of the columns. Where two columns are never crossed in
a table their cross is not needed: the columns are gathered in cliques, the tables of which agree on
what they share. For cliques made by elimination (a chordal graph) whole-number tables that agree
always come from one population (S. Lauritzen, Graphical Models, Oxford, 1996, on decomposable
models), so nothing is lost.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations
from math import prod

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.base.errors import DataError
from workbench.data.protection.cells import MISSING, Cell, coded, columns_of

Numbers = NDArray[np.float64]
LARGEST = 4000
"""More corners in one clique than this means that too many columns were crossed."""


@dataclass(frozen=True)
class Space:
    """The unknowns: for each clique of columns, one count for each combination of their values."""

    values: dict[str, tuple[str, ...]]
    cliques: tuple[tuple[str, ...], ...]

    @property
    def size(self) -> int:
        """The number of unknowns."""
        return sum(self._size(clique) for clique in self.cliques)

    def row(self, group: Cell) -> Numbers:
        """Return which unknowns add up to the count of a cell: 1 where one does, 0 elsewhere."""
        needed = {column for column, _ in group}
        number = next(i for i, clique in enumerate(self.cliques) if needed <= set(clique))
        return self._in_clique(number, dict(group))

    def clique_of(self, group: Cell) -> list[int]:
        """Return the cliques that hold all columns of a cell."""
        needed = {column for column, _ in group}
        return [i for i, clique in enumerate(self.cliques) if needed <= set(clique)]

    def inside(self, group: Cell, number: int) -> Numbers:
        """Return the row of a cell, written in the unknowns of one clique."""
        return self._in_clique(number, dict(group))

    def answered(self, number: int) -> Numbers:
        """Return the unknowns of a clique in which no answer is missing, as a row."""
        clique = self.cliques[number]
        given = {name: [v for v in self.values[name] if v != MISSING] for name in clique}
        return self._in_clique(number, given)

    def agreements(self) -> Numbers:
        """Return the rows that must be 0: two cliques count alike the people of what they share."""
        rows: list[Numbers] = []
        for one, other in self._tree():
            shared = [name for name in self.cliques[one] if name in self.cliques[other]]
            for corner in self._corners(shared):
                chosen = {name: (value,) for name, value in zip(shared, corner, strict=True)}
                rows.append(self._in_clique(one, chosen) - self._in_clique(other, chosen))
        return np.array(rows) if rows else np.zeros((0, self.size))

    def blocks(self) -> tuple[tuple[int, int], ...]:
        """Return where the unknowns of each clique begin and end."""
        ends = list(accumulate(self._size(clique) for clique in self.cliques))
        return tuple(zip([0, *ends[:-1]], ends, strict=True))

    def truth(self, table: pd.DataFrame) -> Numbers:
        """Return the counts of a coded table in every unknown."""
        parts = []
        for clique in self.cliques:
            place = np.zeros(len(table), dtype=int)
            for name in clique:
                known = {value: i for i, value in enumerate(self.values[name])}
                place = place * len(known) + table[name].map(known).to_numpy()
            parts.append(np.bincount(place, minlength=self._size(clique)).astype(float))
        return np.concatenate(parts)

    def _tree(self) -> list[tuple[int, int]]:
        """Return which cliques to hold to each other: a tree of the largest shared parts is enough.

        A spanning tree of greatest weight is a junction tree (F. Jensen and F. Jensen, Optimal
        junction trees, Uncertainty in Artificial Intelligence, 1994).
        """
        inside, pairs = {0}, []
        outside = set(range(1, len(self.cliques)))
        while outside:
            one, other = max(
                ((one, other) for one in sorted(inside) for other in sorted(outside)),
                key=lambda pair: len({*self.cliques[pair[0]]} & {*self.cliques[pair[1]]}),
            )
            pairs.append((one, other))
            inside.add(other)
            outside.remove(other)
        return pairs

    def _in_clique(self, number: int, allowed: Mapping[str, Sequence[str]]) -> Numbers:
        clique = self.cliques[number]
        block = np.ones(1)
        for name in clique:
            chosen = allowed.get(name, self.values[name])
            block = np.outer(block, [value in chosen for value in self.values[name]]).ravel()
        before = sum(self._size(other) for other in self.cliques[:number])
        row: Numbers = np.zeros(self.size)
        row[before : before + len(block)] = block
        return row

    def _corners(self, names: Sequence[str]) -> Iterable[tuple[str, ...]]:
        corners: list[tuple[str, ...]] = [()]
        for name in names:
            corners = [(*corner, value) for corner in corners for value in self.values[name]]
        return corners

    def _size(self, clique: tuple[str, ...]) -> int:
        return prod(len(self.values[name]) for name in clique)


def space(table: pd.DataFrame, cells: Sequence[Cell]) -> Space:
    """Return the unknowns of some cells of a table.

    Raises DataError when more columns are crossed than anybody could be protected in.
    """
    names = columns_of(cells)
    known = coded(table[names])
    said = {
        name: {v for group in cells for c, vs in group if c == name for v in vs} for name in names
    }
    values = {name: tuple(sorted(said[name] | set(known[name]))) for name in names}
    made = Space(values, _cliques(names, cells))
    for clique in made.cliques:
        if prod(len(values[name]) for name in clique) > LARGEST:
            raise DataError("protection.too_many_crossed", columns=", ".join(clique))
    return made


def _cliques(names: Sequence[str], cells: Sequence[Cell]) -> tuple[tuple[str, ...], ...]:
    """Return the cliques that elimination makes, the column with the fewest neighbours first."""
    near: dict[str, set[str]] = {name: set() for name in names}
    for group in cells:
        for one, other in combinations([column for column, _ in group], 2):
            near[one].add(other)
            near[other].add(one)
    cliques: list[frozenset[str]] = []
    while near:
        name = min(near, key=lambda one: (len(near[one]), one))
        others = near.pop(name)
        for other in others:
            near[other] = (near[other] | others) - {name, other}
        if not any({name, *others} <= clique for clique in cliques):
            cliques.append(frozenset({name, *others}))
    return tuple(tuple(sorted(clique)) for clique in cliques) or ((),)
