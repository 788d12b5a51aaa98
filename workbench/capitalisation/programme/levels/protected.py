"""Which counts of a programme may be told at each level: all levels are looked at together.

A club that is hidden must not be found by taking the other clubs of its territory from the
territory. So the counts of every level, of every cohort and of every outcome are asked for in one
turn, and `data/protection` says which of them may be shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from workbench.base.errors import DataError
from workbench.capitalisation.programme.levels.record import WHOLE, Levels, Outcome
from workbench.capitalisation.programme.levels.registry import Registry, Unit
from workbench.data.protection.cells import MISSING, Ask, Cell, Split, cell, coded
from workbench.data.protection.masking import publish
from workbench.data.protection.published import Session

YES, NO = "1", "0"
ANSWERS = ((YES, (YES,)), (NO, (NO,)), (MISSING, (MISSING,)))


@dataclass(frozen=True)
class Counts:
    """The counts that may be told, by cell; what is not there is hidden."""

    levels: Levels
    shown: Mapping[Cell, int | None]

    def entered(self, unit: Unit, cohorts: Sequence[str]) -> int | None:
        """Return how many people of these cohorts came into a unit; None where that is hidden."""
        parts = [
            self.shown.get(cell([*self._of(unit), (self.levels.cohort, (one,))])) for one in cohorts
        ]
        known = [part for part in parts if part is not None]
        return sum(known) if len(known) == len(parts) else None

    def people(self, unit: Unit) -> int | None:
        """Return how many people came into a unit in all; None where that is hidden."""
        return self.shown.get(cell(self._of(unit)))

    def answered(self, unit: Unit, outcome: Outcome, answer: str) -> int | None:
        """Return how many people of a unit gave an answer; None where that is hidden."""
        return self.shown.get(cell([*self._of(unit), (outcome.column, (answer,))]))

    def _of(self, unit: Unit) -> list[tuple[str, tuple[str, ...]]]:
        """Return what parts the people of a unit from all others: nothing for everybody."""
        return [] if unit.level == WHOLE else [(self.levels.site, unit.sites)]


def protected(table: pd.DataFrame, levels: Levels, registry: Registry) -> Counts:
    """Return the counts of every level that may be told, from the clean table, a row a person.

    Raises DataError where the table lacks a column that is counted, or where an outcome is no
    yes-or-no answer.
    """
    columns = [levels.site, levels.cohort, *(one.column for one in levels.outcomes)]
    for column in columns:
        if column not in table:
            raise DataError("levels.not_in_table", column=column)
    counted = coded(table[columns])
    for outcome in levels.outcomes:
        if not set(counted[outcome.column]) <= {YES, NO, MISSING}:
            raise DataError("levels.not_yes_no", column=outcome.column)
    known = counted[counted[levels.site].isin(registry.above)]
    asks = [*_enrolled(known, levels, registry), *_answered(levels, registry)]
    release = publish(known, asks, Session(), date.min)
    return Counts(levels, {one.cell: one.count for one in release.cells})


def _enrolled(table: pd.DataFrame, levels: Levels, registry: Registry) -> Iterator[Ask]:
    there = sorted({*table[levels.cohort]} | {one.id for one in registry.cohorts})
    by = Split(levels.cohort, tuple((one, (one,)) for one in there))
    for level in levels.columns:
        yield Ask(f"enrolled:{level}", (_units(level, levels, registry), by))


def _answered(levels: Levels, registry: Registry) -> Iterator[Ask]:
    for outcome in levels.outcomes:
        for level in levels.told_at(outcome):
            by = (_units(level, levels, registry), Split(outcome.column, ANSWERS))
            yield Ask(f"{outcome.column}:{level}", by)


def _units(level: str, levels: Levels, registry: Registry) -> Split:
    return Split(levels.site, tuple((unit.id, unit.sites) for unit in registry.units[level]))
