"""Pitfalls 1 and 2: people of a club counted as strangers, and clubs that are too few."""

from collections.abc import Iterator

import pandas as pd

from workbench.analysis.checks.pitfalls.case import Case
from workbench.base.findings import Finding
from workbench.base.words import Share
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
    if not known.any():
        return
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
    """Two groups have clubs enough, in all and in the smaller one, and degrees of freedom.

    Of one group the design says the same (``analysis.few_sites``).
    """
    clubs, arms = _clubs(case), case.arms
    if clubs is None or case.outcome is None or arms is None:
        return
    there = clubs[case.outcome.notna()]
    total, smallest = int(there.nunique()), int(there.groupby(arms[there.index]).nunique().min())
    df = case.effect.df if case.effect else None
    few = total < FEW or smallest < FEW_IN_ARM or (df is not None and df < FEW_DF)
    yield case.finding("pitfall.few_clubs", not few, clubs=total, fewest=smallest)


def heavy_club(case: Case) -> Iterator[Finding]:
    """No club has several times its share of the people."""
    clubs = _clubs(case)
    if clubs is None or case.outcome is None:
        return
    shares = clubs[case.outcome.notna()].value_counts(normalize=True)
    if len(shares) <= HEAVY:
        return
    largest = float(shares.max())
    holes = {"clubs": len(shares), "share": Share(largest)}
    yield case.finding("pitfall.heavy_club", largest <= HEAVY / len(shares), **holes)


def _clubs(case: Case) -> pd.Series | None:
    own = case.analysis.cluster if case.analysis else None
    column = own or case.site
    if case.table is None or column not in case.table:
        return None
    clubs = case.table[column]
    return None if own is None and _lot_of_people(case, clubs) else clubs


def _lot_of_people(case: Case, clubs: pd.Series) -> bool:
    """Whether a lot drew people inside the clubs: who is alike then stands on both sides."""
    drawn = case.analysis is not None and case.analysis.randomised
    return drawn and case.arms is not None and bool((case.arms.groupby(clubs).nunique() == 2).all())


def _p_value(values: pd.Series, clubs: pd.Series, lost: int) -> float:
    """Return the p-value of the F test that all clubs have one mean, *lost* means taken out."""
    from scipy.special import fdtrc

    groups = values.groupby(clubs)
    sizes, means = groups.size(), groups.mean()
    between, n = max(len(sizes) - 1 - lost, 1), len(values)
    inside = float(((values - clubs.map(means)) ** 2).sum()) / (n - len(sizes))
    across = float((sizes * (means - values.mean()) ** 2).sum()) / between
    return float(fdtrc(between, n - len(sizes), across / inside)) if inside > 0 else 0.0
