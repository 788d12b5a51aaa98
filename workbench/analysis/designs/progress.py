"""Progress to a target: a share among known answers, and the bounds for the others."""

from collections.abc import Iterator

import pandas as pd

from workbench.analysis.designs.carried import FEW
from workbench.analysis.designs.rows import known_rows, need_sites, numbers
from workbench.analysis.designs.shares import design_effect, icc_anova, quantile_of, wilson
from workbench.analysis.effect import Effect
from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.base.words import Share
from workbench.collection import Analysis

NEEDS = ("outcome",)
RESTS_ON = ("rests.answers_like_missing", "rests.same_definition")


def rests_on(_: Analysis) -> tuple[str, ...]:
    """Return the phrases of what the result rests on."""
    return RESTS_ON


def estimate(analysis: Analysis, table: pd.DataFrame, level: float) -> Effect:
    """Return the share of yes (1) among known answers, with a Wilson interval.

    With a cluster column the people of one site resemble each other: n is divided by the design
    effect and the quantile is Student's with sites - 1 degrees of freedom (as Korn and Graubard
    1998 do for surveys). ``worst`` and ``best`` count everybody who started: all missing answers
    as no, or all as yes.
    """
    rows = known_rows(analysis, table)
    answers = numbers(analysis, rows, analysis.outcome)
    if not set(answers.unique()) <= {0.0, 1.0}:
        raise DataError("analysis.not_yes_no", id=analysis.id, column=analysis.outcome)
    count, n, started = int(answers.sum()), len(answers), len(table)
    sites, icc, effective = _clustering(answers, rows, analysis)
    share = count / n
    low, high = wilson(share, effective, quantile_of(sites, level))
    detail = {
        "count": count,
        "n_started": started,
        "worst": count / started,
        "best": (count + started - n) / started,
    }
    if sites:
        detail["icc"] = icc
    if analysis.target is not None:
        detail["target"] = analysis.target
    return Effect(
        id=analysis.id,
        label=analysis.label,
        design="progress",
        method="wilson_cluster" if sites else "wilson",
        outcome=analysis.outcome,
        unit="share",
        estimate=share,
        std_error=None,
        df=float(sites - 1) if sites else None,
        ci_low=low,
        ci_high=high,
        level=level,
        n=n,
        n_left_out=started - n,
        n_clusters=sites,
        claim="described",
        rests_on=rests_on(analysis),
        detail=detail,
    )


def check(analysis: Analysis, table: pd.DataFrame, effect: Effect) -> Iterator[Finding]:
    """Few sites, and answers that are missing: the two things that widen a share."""
    if effect.n_clusters is not None:
        holes = {"label": analysis.label, "n": effect.n_clusters}
        passed = effect.n_clusters >= FEW
        yield Finding("analysis.few_sites", passed, analysis.id, "warning", holes)
    holes = {
        "label": analysis.label,
        "worst": Share(effect.detail["worst"]),
        "best": Share(effect.detail["best"]),
    }
    yield Finding("analysis.missing", effect.n_left_out == 0, analysis.id, "warning", holes)


def _clustering(
    answers: pd.Series, rows: pd.DataFrame, analysis: Analysis
) -> tuple[int | None, float, float]:
    """Return how many sites, how alike their people are, and how many people that is worth."""
    sites = need_sites(analysis, rows)
    if sites is None:
        return None, 0.0, float(len(answers))
    sizes = sites.value_counts()
    icc = icc_anova(answers, sites)
    return len(sizes), icc, len(answers) / design_effect(icc, sizes)
