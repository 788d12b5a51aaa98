"""Counts that may be shown: small cells hidden, and whatever would give them away with them.

A table is never looked at alone. What may be shown of it is decided together with everything that
was published before from the same data, margins and sub-groups included; and with what was
published from earlier data, so that nobody who came in between is found by subtraction.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import prod

import numpy as np
import pandas as pd

from workbench.base import words
from workbench.base.errors import DataError
from workbench.base.words import say
from workbench.data.protection.cells import (
    EVERYBODY,
    Ask,
    Cell,
    coded,
    columns_of,
    finest,
    members,
    silent,
)
from workbench.data.protection.hiding import Guarded, Problem, hide
from workbench.data.protection.published import Entry, Session, marks
from workbench.data.protection.rules import SMALL, small
from workbench.data.protection.space import LARGEST, Numbers, Space, space

DEAR = (100.0, 10.0, 1.0)
"""What hiding costs: everybody, one column, two or more. Totals are hidden last."""
DEARER = 3.0
"""Hiding a zero, or a table that is shown whole or not at all, costs so many times more."""


@dataclass(frozen=True)
class Shown:
    """One cell of a published table; *count* is None where it is hidden."""

    what: str
    cell: Cell
    count: int | None


@dataclass(frozen=True)
class Release:
    """What may be shown, cell by cell, and the session with it in."""

    cells: tuple[Shown, ...]
    session: Session

    def table(self, what: str) -> dict[Cell, int | None]:
        """Return the cells of one table."""
        return {shown.cell: shown.count for shown in self.cells if shown.what == what}


@dataclass(frozen=True)
class _Counted:
    """Every cell that matters with its true count, and the unknowns that it is made of."""

    counts: Mapping[Cell, int]
    unknowns: Space
    truth: Numbers


def publish(
    table: pd.DataFrame, asks: Sequence[Ask], session: Session, on: date, least: int = SMALL
) -> Release:
    """Return the tables asked for, a row a person in *table*, with what must be hidden hidden.

    Every cell of 1 to *least* - 1 people is hidden, and so is whatever else would tell more of it
    than "between nobody and *least* people" (see hiding.py). A cell whose count changed by fewer
    than *least* since it was published from earlier data is hidden too; the number of everybody may
    change freely, for it is no answer. What was published once is not taken back: it is shown
    again as it was. People who did not answer may be counted however few they are: they told
    nothing. Raises DataError when the earlier tables already tell too much.
    """
    _can_be_protected(asks)
    data = marks(table)
    known = session.of(data.held, data.made)
    cells = list(dict.fromkeys(group for ask in asks for group in ask.cells()))
    counted = _counted(table, [*cells, *known, *(g for ask in asks for g in finest(ask))])
    fresh = [group for group in cells if group not in known]
    moved = _moved(session.before(data.held, data.made), counted.counts, fresh, least)
    bare = {group for ask in asks if not ask.zeros for group in ask.cells()}
    zeros = {group for group in bare if counted.counts[group] == 0}
    few = {g for g in fresh if small(counted.counts[g], least) and not silent(g)}
    primary = few | set(moved) | (zeros & set(fresh))
    guarded = [
        *(Guarded(counted.unknowns.row(group), 0, least) for group in sorted(zeros)),
        *_guarded(counted, least),
        *(Guarded(counted.unknowns.row(g), low, high) for g, (low, high) in moved.items()),
    ]
    problem = _problem(counted, known, fresh, primary, asks)
    hidden = hide(problem, guarded)
    if hidden is None:
        raise DataError("protection.already_told", what=", ".join(ask.what for ask in asks))
    told: dict[Cell, int | None] = {group: counted.counts[group] for group in cells}
    told |= known | {fresh[number]: None for number in hidden}
    shown = tuple(Shown(ask.what, group, told[group]) for ask in asks for group in ask.cells())
    day = on.isoformat()
    entries = [Entry(day, data.of(one.cell), one.what, one.cell, one.count) for one in shown]
    return Release(shown, session.with_more(entries))


def count_text(count: int | None, lang: str) -> str:
    """Write a count for people; the same words hide a small cell and one that guards it.

    >>> count_text(1200, "en")
    '1,200'
    """
    return say("protection.hidden", lang) if count is None else words.number(count, lang)


def _can_be_protected(asks: Iterable[Ask]) -> None:
    """Refuse a table of more cells than anybody reads, before they are listed."""
    for ask in asks:
        if prod(len(one.parts) + 1 for one in ask.by) > LARGEST:
            columns = ", ".join(one.column for one in ask.by)
            raise DataError("protection.too_many_crossed", columns=columns)


def _counted(table: pd.DataFrame, cells: Sequence[Cell]) -> _Counted:
    unknowns = space(table, cells)
    people = coded(table[columns_of(cells)])
    counts = {group: int(members(people, group).sum()) for group in dict.fromkeys(cells)}
    return _Counted(counts, unknowns, unknowns.truth(people))


def _moved(
    before: Mapping[Cell, int], counts: Mapping[Cell, int], fresh: Iterable[Cell], least: int
) -> dict[Cell, tuple[int, int]]:
    """Return the cells that changed a little since earlier data, with the bounds that hide it."""
    return {
        group: (max(0, before[group] - least), before[group] + least)
        for group in fresh
        if group != EVERYBODY and group in before and 0 < abs(counts[group] - before[group]) < least
    }


def _guarded(counted: _Counted, least: int) -> list[Guarded]:
    """Return every small group that the cells speak of: the cells, and what lies between two."""
    found: dict[bytes, Guarded] = {}
    for number in range(len(counted.unknowns.cliques)):
        cells = [g for g in counted.counts if number in counted.unknowns.clique_of(g)]
        if not cells:
            continue
        rows = np.array([counted.unknowns.inside(group, number) for group in cells])
        counts = np.array([counted.counts[group] for group in cells])
        sizes, common = rows.sum(axis=1), rows @ rows.T
        inner, outer = np.nonzero((common == sizes[:, None]) & (sizes[:, None] < sizes))
        between = rows[outer] - rows[inner], counts[outer] - counts[inner]
        answered = counted.unknowns.answered(number)
        for row, count in [*zip(rows, counts, strict=True), *zip(*between, strict=True)]:
            if small(int(count), least) and (row * answered).any():
                found.setdefault(row.tobytes(), Guarded(row, 0, least))
    return list(found.values())


def _problem(
    counted: _Counted,
    known: Mapping[Cell, int | None],
    fresh: Sequence[Cell],
    primary: set[Cell],
    asks: Sequence[Ask],
) -> Problem:
    """Return the rows of what is published for good, and of what may be shown with it."""
    unknowns = counted.unknowns
    fixed = {group: count for group, count in known.items() if count is not None}
    place = {group: number for number, group in enumerate(fresh)}
    dear = {group for ask in asks if ask.whole for group in ask.cells()}
    gone = {group for group, count in known.items() if count is None}
    bundles = [_bundle(ask, asks, place) for ask in asks if ask.whole]
    lost = [_bundle(ask, asks, place)[1] for ask in asks if ask.whole and gone & {*ask.cells()}]
    return Problem(
        truth=counted.truth,
        blocks=unknowns.blocks(),
        always=unknowns.agreements(),
        fixed=_rows(unknowns, fixed),
        fixed_values=np.array(list(fixed.values()), dtype=float),
        shown=_rows(unknowns, fresh),
        price=np.array([_price(g, counted.counts[g], g in dear) for g in fresh]),
        hidden=frozenset(place[group] for group in primary).union(*lost),
        bundles=tuple(bundles),
    )


def _bundle(
    ask: Ask, asks: Sequence[Ask], place: Mapping[Cell, int]
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the cells of a table, and those that no other table shows."""
    others = {group for other in asks if other is not ask for group in other.cells()}
    cells = [group for group in ask.cells() if group in place]
    return (
        frozenset(place[group] for group in cells),
        frozenset(place[group] for group in cells if group not in others),
    )


def _price(group: Cell, count: int, dear: bool) -> float:
    price = DEAR[min(len(group), len(DEAR) - 1)]
    return price * (1 if count else DEARER) * (DEARER if dear else 1)


def _rows(unknowns: Space, cells: Iterable[Cell]) -> Numbers:
    rows = [unknowns.row(group) for group in cells]
    return np.array(rows) if rows else np.zeros((0, unknowns.size))
