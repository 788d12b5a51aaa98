"""Pitfalls 14, 16 and 17: syntheses of few pilots, simple formulas of few cases, single prices."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from workbench.analysis.checks.pitfalls.case import Case
from workbench.base.findings import Finding
from workbench.base.words import Share

FEW_PILOTS = 5
SURE = 0.05
REMAINDERS = 0.5
ONE_PROXY = 0.5


def few_pilots(case: Case) -> Iterator[Finding]:
    """A synthesis has enough sites to say how far they differ."""
    if case.pilots is None:
        return
    k = len(case.pilots)
    yield case.finding("pitfall.few_pilots", k >= FEW_PILOTS, pilots=k)


def league_table(case: Case) -> Iterator[Finding]:
    """Sites that are ranked differ by more than chance (chi-square of shares, F test of means)."""
    column = case.site or (case.analysis.cluster if case.analysis else None)
    y, table = case.outcome, case.table
    if case.told != "ranking" or y is None or table is None or column not in table:
        return
    known = y.notna() & table[column].notna()
    groups = y[known].groupby(table.loc[known, column])
    sizes, means = groups.size(), groups.mean()
    p = _alike(y[known], sizes, means, table.loc[known, column])
    holes = {"clubs": len(sizes), "people": round(float(sizes.median()))}
    yield case.finding("pitfall.league_table", p < SURE, **holes)


def never_seen(case: Case) -> Iterator[Finding]:
    """A QCA has cases for at least half of the combinations that its formula speaks of."""
    if case.combinations is None:
        return
    k, cases = case.combinations.shape[1], len(case.combinations)
    seen, whole = len(case.combinations.drop_duplicates()), 2**k
    bad = cases < whole / 2 or (whole - seen) / whole > REMAINDERS
    holes = {"cases": cases, "conditions": k, "unseen": whole - seen, "combinations": whole}
    yield case.finding("pitfall.never_seen", not bad, **holes)


def single_price(case: Case) -> Iterator[Finding]:
    """A social return has a range, some deadweight, no benefit counted twice, no ruling proxy."""
    worth = case.worth
    if worth is None:
        return
    by_proxy = worth.groupby("proxy")["value"].sum()
    largest = float(by_proxy.max() / worth["value"].sum())
    ranged = {"low", "high"} <= set(worth) and bool((worth["low"] < worth["high"]).any())
    free = "deadweight" not in worth or bool((worth["deadweight"].fillna(0) == 0).any())
    twice = "stakeholder" in worth and bool(worth.duplicated(["proxy"]).any())
    bad = not ranged or free or twice or (largest > ONE_PROXY and len(by_proxy) > 1)
    holes = {"share": Share(largest), "proxy": str(by_proxy.idxmax())}
    yield case.finding("pitfall.single_price", not bad, **holes)


def _alike(y: pd.Series, sizes: pd.Series, means: pd.Series, clubs: pd.Series) -> float:
    from scipy.special import chdtrc, fdtrc

    between = float((sizes * (means - y.mean()) ** 2).sum())
    k = len(sizes)
    if y.isin([0, 1]).all():
        inside = float(y.mean() * (1 - y.mean()))
        return float(chdtrc(k - 1, between / inside)) if inside > 0 else 1.0
    free = len(y) - k
    inside = float(((y - clubs.map(means)) ** 2).sum()) / free if free > 0 else np.nan
    return float(fdtrc(k - 1, free, between / (k - 1) / inside)) if inside > 0 else 1.0
