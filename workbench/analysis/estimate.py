"""From the plan and the clean table to the results, and nothing that was not planned."""

from dataclasses import replace
from typing import Any

import pandas as pd

from workbench.analysis.claims import allowed
from workbench.analysis.designs import ALL
from workbench.analysis.designs.cells import people
from workbench.analysis.designs.rows import known_rows, numbers
from workbench.analysis.effect import COLUMNS, Effect
from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.files import write_table
from workbench.base.findings import Finding
from workbench.collection import Analysis, Plan
from workbench.data import load
from workbench.data.protection.rules import SMALL

EFFECTS = "results/effects.csv"
SITES = "results/sites.csv"
SITE_COLUMNS = ("analysis", "site", "n", "value")


def estimate(analysis: Analysis, table: pd.DataFrame, level: float = 0.95) -> Effect:
    """Carry out one analysis on the clean table, a row a person; *level* is the confidence.

    The claim is what the design, these data and the checks allow together. Raises DataError when
    the plan lacks what its design needs, when the level is not between 0 and 1, or when the data
    cannot carry the analysis: the letter says which column, and why.
    """
    return answer(analysis, table, level)[0]


def answer(
    analysis: Analysis, table: pd.DataFrame, level: float = 0.95
) -> tuple[Effect, list[Finding]]:
    """Return the effect of `estimate` and the findings of `check`, each made once."""
    design = ALL[analysis.design]
    for need in design.NEEDS:
        if getattr(analysis, need) in (None, ()):
            raise DataError("plan.design_needs", where=analysis.id, need=need)
    if not 0 < level < 1:
        raise DataError("analysis.level_out_of_range", level=level)
    rows = table.reset_index(drop=True)
    effect: Effect = design.estimate(analysis, rows, level)
    findings = check(analysis, rows, effect)
    return replace(effect, claim=allowed(effect.design, effect.claim, findings)), findings


def check(analysis: Analysis, table: pd.DataFrame, effect: Effect) -> list[Finding]:
    """Return the findings about one analysis."""
    rows = table.reset_index(drop=True)
    findings = list(ALL[analysis.design].check(analysis, rows, effect))
    nowhere = 0 if analysis.cluster is None else people(rows[rows[analysis.cluster].isna()])
    if nowhere:
        holes = {"label": analysis.label, "n": nowhere, "column": analysis.cluster}
        findings.append(Finding("estimate.no_site", False, analysis.id, "warning", holes))
    return findings


def doubts(dossier: Dossier, level: float = 0.95) -> list[Finding]:
    """Return the findings about every analysis of the plan."""
    table, plan = load(dossier), dossier.read(Plan)
    return [finding for analysis in plan.analyses for finding in answer(analysis, table, level)[1]]


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

    The rows are those of the effect, so that nobody is found by subtraction from its total; one
    site alone is never masked, for the same reason.
    """
    if analysis.cluster is None:
        return []
    rows = known_rows(analysis, table.reset_index(drop=True))
    where, values = rows[analysis.cluster], numbers(analysis, rows, analysis.outcome)
    masked = _small(values, where)
    if analysis.design == "before_after":
        before = numbers(analysis, rows, str(analysis.before))
        masked, values = masked or _small(before, where), values - before
    return [
        {
            "analysis": analysis.id,
            "site": site,
            "n": None if masked else len(group),
            "value": None if masked else float(group.mean()),
        }
        for site, group in values.groupby(where)
    ]


def _small(answers: pd.Series, where: pd.Series) -> bool:
    """Whether a site has too few people or, for a yes-or-no answer, too few yes or too few no."""
    yes_no = bool(answers.isin([0, 1]).all())
    cells = (pd.crosstab(where, answers) if yes_no else where.value_counts()).to_numpy()
    return bool(((cells > 0) & (cells < SMALL)).any())
