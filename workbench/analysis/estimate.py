"""From the plan and the clean table to the results, and nothing that was not planned."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from workbench.analysis import family
from workbench.analysis.claims import allowed
from workbench.analysis.designs import ALL
from workbench.analysis.designs.cells import COUNT, people
from workbench.analysis.designs.rows import known_rows, numbers
from workbench.analysis.effect import COLUMNS, MASKED, Effect, with_mark
from workbench.analysis.heard import need_heard
from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.files import write_table
from workbench.base.findings import Finding
from workbench.base.remembered import remembered
from workbench.collection import Analysis, Plan, instrument_of
from workbench.data import load
from workbench.data.protection.estimates import Masks, masks
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
    need_heard(analysis)
    if not 0 < level < 1:
        raise DataError("analysis.level_out_of_range", level=level)
    rows = table.reset_index(drop=True)
    effect: Effect = design.estimate(analysis, rows, level)
    findings = check(analysis, rows, effect)
    effect = replace(effect, claim=allowed(effect.design, effect.claim, findings))
    by_cells = ("large.by_cells",) if COUNT in rows.columns else ()
    return replace(effect, family=analysis.family, notes=(*effect.notes, *by_cells)), findings


answered = remembered(answer)
"""`answer`, which a page asks for again with each thing that it shows of the same data."""


def check(analysis: Analysis, table: pd.DataFrame, effect: Effect) -> list[Finding]:
    """Return the findings about one analysis."""
    rows = table.reset_index(drop=True)
    findings = list(ALL[analysis.design].check(analysis, rows, effect))
    nowhere = 0 if analysis.cluster is None else people(rows[rows[analysis.cluster].isna()])
    if nowhere:
        holes = {"label": analysis.label, "n": nowhere, "column": analysis.cluster}
        findings.append(Finding("estimate.no_site", False, analysis.id, "warning", holes))
    return findings


def results(dossier: Dossier, level: float = 0.95) -> list[Effect]:
    """Carry out the plan; write ``results/effects.csv`` and ``results/sites.csv``.

    An effect that would tell of a few people is masked, here and in what is returned: its figures
    are gone, its design and its claim stay. P-values of a declared family are corrected together.

    Raises DataError, and writes nothing, when an analysis cannot be carried out.
    """
    table, plan = load(dossier), dossier.read(Plan)
    effects = [answered(analysis, table, level)[0] for analysis in plan.analyses]
    gone = masks(table, instrument_of(dossier), plan.analyses)
    effects = family.with_romano_wolf(plan.analyses, table, family.published(effects, gone.effects))
    rows = _site_rows(plan.analyses, table, gone)
    shown = [row for effect in effects for row in effect.rows()]
    write_table(dossier.to_write(EFFECTS), shown, with_mark(COLUMNS, shown))
    write_table(dossier.to_write(SITES), rows, with_mark(SITE_COLUMNS, rows))
    return effects


def published_sites(dossier: Dossier) -> list[dict[str, Any]]:
    """Return the rows of ``results/sites.csv`` as they may be published, from the clean table."""
    table, analyses = load(dossier), dossier.read(Plan).analyses
    return _site_rows(analyses, table, masks(table, instrument_of(dossier), analyses))


def _site_rows(
    analyses: Sequence[Analysis], table: pd.DataFrame, gone: Masks
) -> list[dict[str, Any]]:
    return [row for a in analyses for row in sites(a, table, a.id in gone.sites)]


@remembered
def sites(analysis: Analysis, table: pd.DataFrame, hidden: bool = False) -> list[dict[str, Any]]:
    """Return the people and the mean of each site; all masked when one would show too few people.

    The rows are those of the effect, so that nobody is found by subtraction from its total; one
    site alone is never masked, for the same reason. *hidden* masks them whatever they show.
    """
    if analysis.cluster is None:
        return []
    rows = known_rows(analysis, table.reset_index(drop=True))
    where, values = rows[analysis.cluster], numbers(analysis, rows, analysis.outcome)
    masked = hidden or _small(values, where)
    if analysis.design == "before_after":
        before = numbers(analysis, rows, str(analysis.before))
        masked, values = masked or _small(before, where), values - before
    return [
        {
            "analysis": analysis.id,
            "site": site,
            "n": None if masked else len(group),
            "value": None if masked else float(group.mean()),
            **({MASKED: True} if masked else {}),
        }
        for site, group in values.groupby(where)
    ]


def _small(answers: pd.Series, where: pd.Series) -> bool:
    """Whether a site has too few people or, for a yes-or-no answer, too few yes or too few no."""
    yes_no = bool(answers.isin([0, 1]).all())
    cells = (pd.crosstab(where, answers) if yes_no else where.value_counts()).to_numpy()
    return bool(((cells > 0) & (cells < SMALL)).any())
