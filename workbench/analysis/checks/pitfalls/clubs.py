"""Pitfalls 1 and 2: people of a club counted as strangers, and clubs that are too few."""

from collections.abc import Iterator

import pandas as pd

from workbench.analysis.checks.pitfalls.case import Case
from workbench.base.findings import Finding
from workbench.data.quality.chance import icc

MUCH = 1.2
"""A design effect above this makes a margin ten per cent too small."""
SURE = 0.01
FEW, FEW_IN_ARM, FEW_DF = 10, 6, 10.0
HEAVY = 3
"""A club with so many times its share of the people decides too much."""


def people_as_strangers(case: Case) -> Iterator[Finding]:
    """The analysis knows the clubs, or people of a club do not resemble each other.

    The design effect 1 + (m - 1) ICC (Kish 1965), with the ANOVA ICC of the outcome around the mean
    of each group: what the programme does to whole clubs is no likeness of their people. Cried only
    where the F test of the clubs is sure too.
    """
    y, clubs = case.outcome, _clubs(case)
    if y is None or clubs is None or case.analysis is None:
        return
    groups = pd.Series(0, y.index) if case.arms is None else case.arms
    known = y.notna() & clubs.notna() & groups.notna()
    rest = y[known] - y[known].groupby(groups[known]).transform("mean")
    alike = icc(rest, clubs[known])
    effect = 1 + (float(clubs[known].value_counts().mean()) - 1) * alike
    used = case.analysis.cluster is not None
    lost = int(groups[known].nunique()) - 1
    passed = used or effect <= MUCH or _p_value(rest, clubs[known], lost) > SURE
    n = int(known.sum())
    holes = {"people": n, "count": round(n / effect), "icc": round(alike, 2)}
    yield case.finding("pitfall.people_as_strangers", passed, **holes)


def few_clubs(case: Case) -> Iterator[Finding]:
    """Clubs, clubs of the smaller group, and degrees of freedom are enough; no club weighs most."""
    clubs, arms = _clubs(case), case.arms
    if clubs is None or case.outcome is None:
        return
    there = clubs[case.outcome.notna()]
    shares = there.value_counts(normalize=True)
    smallest = len(shares)
    if arms is not None:
        by_arm = there.groupby(arms[there.index]).nunique()
        smallest = int(by_arm.min())
    df = case.effect.df if case.effect else None
    heavy = float(shares.max()) > max(HEAVY / len(shares), 1e-9) and len(shares) > HEAVY
    few = len(shares) < FEW or (arms is not None and smallest < FEW_IN_ARM)
    passed = not (few or heavy or (df is not None and df < FEW_DF))
    holes = {"clubs": len(shares), "fewest": smallest, "largest": round(100 * float(shares.max()))}
    yield case.finding("pitfall.few_clubs", passed, **holes)


def _clubs(case: Case) -> pd.Series | None:
    own = case.analysis.cluster if case.analysis else None
    column = case.site or own
    return case.table[column] if case.table is not None and column in case.table else None


def _p_value(values: pd.Series, clubs: pd.Series, lost: int) -> float:
    """Return the p-value of the F test that all clubs have one mean, *lost* means taken out."""
    from scipy.special import fdtrc

    groups = values.groupby(clubs)
    sizes, means = groups.size(), groups.mean()
    between, n = max(len(sizes) - 1 - lost, 1), len(values)
    inside = float(((values - clubs.map(means)) ** 2).sum()) / (n - len(sizes))
    across = float((sizes * (means - values.mean()) ** 2).sum()) / between
    return float(fdtrc(between, n - len(sizes), across / inside)) if inside > 0 else 0.0
