"""Pitfalls 5 and 6: groups that lose people unequally, and results of those who were found."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from workbench.analysis.attrition import attrition, too_much
from workbench.analysis.checks.pitfalls.case import Case
from workbench.analysis.missing.bounds import lee_bounds, worst_best
from workbench.analysis.regression import solve
from workbench.base.findings import Finding
from workbench.base.words import Share

SURE = 0.01
WIDE = 0.1
"""So far apart the two bounds tell two stories."""
FEW = 2


def lost_unequally(case: Case) -> Iterator[Finding]:
    """Neither group lost so many more people that the effect may come from it.

    The cautious boundary of the What Works Clearinghouse, and a gap that chance does not make (CR2
    by club). The sentence carries Lee's bounds.
    """
    y, arms = case.outcome, case.arms
    if y is None or arms is None or not y.isna().any():
        return
    there = arms.notna()
    overall, gap = attrition(y[there].isna(), arms[there])
    bad = too_much(overall, gap) and (_chance(case, y[there], arms[there]) <= SURE or gap == 0)
    if y[there & (arms == 1)].count() < FEW or y[there & (arms == 0)].count() < FEW:
        return
    bounds = lee_bounds(y[there], arms[there])
    shares = y[there].isna().groupby(arms[there]).mean()
    holes = {
        "treated": Share(shares[1]), "others": Share(shares[0]),
        "low": case.amount(bounds.low), "high": case.amount(bounds.high),
    }  # fmt: skip
    yield case.finding("pitfall.lost_unequally", not bad, **holes)


def only_those_found(case: Case) -> Iterator[Finding]:
    """A share holds for those who started, not only for those who were reached."""
    y = case.outcome
    if y is None or not y.notna().any() or not y.dropna().isin([0, 1]).all():
        return
    bounds = worst_best(y)
    holes = {"point": Share(bounds.point), "low": Share(bounds.low), "high": Share(bounds.high)}
    yield case.finding("pitfall.only_those_found", bounds.width <= WIDE, **holes)


def _chance(case: Case, y: pd.Series, arms: pd.Series) -> float:
    """Return the p-value of the gap between the two groups' losses."""
    x = pd.DataFrame({"(constant)": 1.0, "(treated)": arms})
    own = case.analysis.cluster if case.analysis else None
    clubs = case.table[own][arms.index] if case.table is not None and own else None
    missing = y.isna().to_numpy().astype(np.float64)
    found = solve(missing, x, clubs).of("(treated)").p_value
    return 1.0 if found is None else found
