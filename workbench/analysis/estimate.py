"""From the plan and the clean table to the results, and nothing that was not planned."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from workbench.analysis.designs import ALL
from workbench.analysis.effect import COLUMNS, Effect
from workbench.base.dossier import Dossier
from workbench.base.files import write_table
from workbench.base.findings import Finding
from workbench.collection import Analysis, Plan
from workbench.data import load

EFFECTS = "results/effects.csv"
SITES = "results/sites.csv"
SITE_COLUMNS = ("analysis", "site", "n", "value")
SMALL = 5
"""Cells of fewer people are not shown."""


def estimate(analysis: Analysis, table: pd.DataFrame, level: float = 0.95) -> Effect:
    """Carry out one analysis on the clean table; raise DataError when the data cannot."""
    effect: Effect = ALL[analysis.design].estimate(analysis, table, level)
    return effect


def check(analysis: Analysis, table: pd.DataFrame, effect: Effect) -> list[Finding]:
    """Return the findings about one analysis."""
    return list(ALL[analysis.design].check(analysis, table, effect))


def doubts(dossier: Dossier, level: float = 0.95) -> list[Finding]:
    """Return the findings about every analysis of the plan."""
    table, plan = load(dossier), dossier.read(Plan)
    return [
        finding
        for analysis in plan.analyses
        for finding in check(analysis, table, estimate(analysis, table, level))
    ]


def results(dossier: Dossier, level: float = 0.95) -> list[Effect]:
    """Carry out the plan; write ``results/effects.csv`` and ``results/sites.csv``.

    Raises DataError, and writes nothing, when an analysis cannot be carried out.
    """
    table, plan = load(dossier), dossier.read(Plan)
    effects = [estimate(analysis, table, level) for analysis in plan.analyses]
    rows = [row for analysis in plan.analyses for row in sites(analysis, table)]
    write_table(dossier.to_write(EFFECTS), [effect.row() for effect in effects], COLUMNS)
    write_table(dossier.to_write(SITES), rows, SITE_COLUMNS)
    return effects


def sites(analysis: Analysis, table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the people and the mean of each site; all masked when one would show too few people.

    Masking one site alone would let it be found by subtraction from the total.
    """
    if analysis.cluster is None:
        return []
    known = table[table[analysis.outcome].notna()]
    values = known[analysis.outcome].astype(float)
    if analysis.before:
        values = (values - known[analysis.before].astype(float)).dropna()
    groups = values.groupby(known[analysis.cluster])
    masked = _small(groups, analysis.unit == "share")
    return [
        {
            "analysis": analysis.id,
            "site": site,
            "n": None if masked else len(group),
            "value": None if masked else float(group.mean()),
        }
        for site, group in groups
    ]


def _small(groups: Iterable[tuple[object, pd.Series]], counted: bool) -> bool:
    """Whether a site has too few people, or too few who said yes, or too few who said no."""
    for _, group in groups:
        cells = [len(group)]
        if counted:
            cells += [int(group.sum()), int(len(group) - group.sum())]
        if any(0 < cell < SMALL for cell in cells):
            return True
    return False
