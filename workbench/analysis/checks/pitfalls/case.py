"""What the pitfalls are looked for in: an analysis, its table, and what else is known about it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.analysis.checks.amounts import Amount
from workbench.analysis.effect import Effect
from workbench.base.findings import Finding
from workbench.collection import Analysis
from workbench.data.quality.seen import Seen


@dataclass(frozen=True)
class Case:
    """One analysis and what is known round it; a pitfall whose part is None does not apply.

    *table* has the columns that *analysis* names. *site* and *person* are the columns of the club
    and of the person, whether the analysis uses them or not. *late* names the columns measured
    after the start, *offered* the column (1 or 0) of who was offered the programme. *scale* is the
    least and the most of the outcome, *usual* the mean of the public it is measured on, *useful*
    the smallest effect that matters (0.1 for shares and 0.2 standard deviations otherwise, unless
    told). *p_values* are those of all outcomes looked at. *told* says in what the result will be
    written where that is not the measure of the analysis (``odds_ratio``, ``ranking``).

    *pilots* has a row per site of a synthesis (``estimate``, ``std_error``); *combinations* a row
    per case of a QCA and a 0/1 column per condition; *worth* a row per part of an SROI: ``value``,
    ``proxy``, ``stakeholder``, ``deadweight`` (share), ``low`` and ``high``. *seen* is what the
    quality rules read.
    """

    analysis: Analysis | None = None
    table: pd.DataFrame | None = None
    effect: Effect | None = None
    site: str | None = None
    person: str | None = None
    late: tuple[str, ...] = ()
    offered: str | None = None
    scale: tuple[float, float] | None = None
    usual: float | None = None
    useful: float | None = None
    p_values: tuple[float, ...] = ()
    told: str | None = None
    pilots: pd.DataFrame | None = None
    combinations: pd.DataFrame | None = None
    worth: pd.DataFrame | None = None
    seen: Seen | None = None

    @property
    def label(self) -> object:
        """What the analysis is called; nothing without one."""
        return self.analysis.label if self.analysis else ""

    @property
    def where(self) -> str:
        """The id of the analysis."""
        return self.analysis.id if self.analysis else ""

    def numbers(self, column: str | None) -> pd.Series | None:
        """Return a column as numbers, None where there is no such column."""
        if self.table is None or column is None or column not in self.table:
            return None
        values = pd.to_numeric(self.table[column], errors="coerce").astype(float)
        return values.replace([np.inf, -np.inf], np.nan)

    @property
    def outcome(self) -> pd.Series | None:
        """The outcome of each row."""
        return self.numbers(self.analysis.outcome) if self.analysis else None

    @property
    def arms(self) -> pd.Series | None:
        """Who is treated, 1 or 0; None where the treatment is something else."""
        values = self.numbers(self.analysis.treatment) if self.analysis else None
        two = values is not None and set(values.dropna().unique()) == {0.0, 1.0}
        return values if two else None

    def amount(self, value: float) -> Amount:
        """Return a difference, in the unit of the analysis, as each language writes it."""
        return Amount(value, self.analysis.unit if self.analysis else "points", sign=True)

    def finding(self, id: str, passed: bool | None, **holes: object) -> Finding:
        """Return a warning about this analysis."""
        return Finding(id, passed, self.where, "warning", {"label": self.label, **holes})
