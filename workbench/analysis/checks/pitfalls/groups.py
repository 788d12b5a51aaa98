"""Pitfalls 11 and 12: people of another world, and groups made by what came after the start."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from workbench.analysis.checks.pitfalls.case import Case
from workbench.analysis.designs.balance import effective_size
from workbench.analysis.designs.columns import covariates_of
from workbench.analysis.inference.glm import curve
from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.base.words import Share

EDGE = 0.02
OUTSIDE = 0.05
"""So many people whose score is near 0 or 1, and the groups hardly meet."""
HEAVIEST, EFFECTIVE = 0.05, 0.3
FULL = 0.999
ENOUGH = 5
"""So many missing answers, always with those of the outcome, betray a measure of the same day."""


def other_world(case: Case) -> Iterator[Finding]:
    """The two groups overlap: scores, weights, and what is left of the comparison group.

    A logit of the treatment on the covariates; weights as for those treated (p / (1 - p)); the
    effective number of the others by Kish (1965).
    """
    if case.analysis is None or case.table is None or case.arms is None:
        return
    if not case.analysis.covariates or case.analysis.design in ("matching", "weighting"):
        return
    known = case.arms.notna() & case.table[list(case.analysis.covariates)].notna().all(axis=1)
    arms = case.arms[known]
    columns = covariates_of(case.analysis, case.table[known])
    spread = np.ptp(columns.to_numpy(), axis=0) > 0
    x = pd.DataFrame({"(constant)": 1.0}, index=arms.index).join(columns.loc[:, spread])
    try:
        score = curve("logit", arms.to_numpy(dtype=float), x).fitted
    except DataError:
        yield case.finding("pitfall.other_world", False, share=Share(1.0), n=0)
        return
    outside = float(((score < EDGE) | (score > 1 - EDGE)).mean())
    weights = (score / (1 - score))[arms.to_numpy() == 0]
    left = effective_size(weights)
    if not np.isfinite(left):
        return
    heaviest = float(weights.max() / weights.sum())
    bad = outside > OUTSIDE or left / len(weights) < EFFECTIVE
    bad = bad or (heaviest > HEAVIEST and len(weights) > 2 / HEAVIEST)
    yield case.finding("pitfall.other_world", not bad, share=Share(outside), n=round(left))


def after_the_start(case: Case) -> Iterator[Finding]:
    """What is held constant was settled before the programme began.

    A covariate that is said to be measured late, or whose gaps are those of the outcome.
    """
    analysis, table = case.analysis, case.table
    if analysis is None or table is None or case.outcome is None or not analysis.covariates:
        return
    late = [name for name in analysis.covariates if name in case.late or _same_day(case, name)]
    yield case.finding("pitfall.after_the_start", not late, columns=", ".join(late))


def not_as_offered(case: Case) -> Iterator[Finding]:
    """The groups are those that were offered the programme or not, not those who stayed."""
    offered, arms = case.numbers(case.offered), case.arms
    if offered is None or arms is None:
        return
    both = offered.notna() & arms.notna()
    kept = float((offered[both] == arms[both]).mean())
    yield case.finding("pitfall.not_as_offered", kept >= FULL, share=Share(kept))


def _same_day(case: Case, name: str) -> bool:
    if case.table is None or case.outcome is None or name not in case.table:
        return False
    gaps, lost = case.table[name].isna(), case.outcome.isna()
    return bool(lost.sum() >= ENOUGH and (gaps == lost).mean() >= FULL)
