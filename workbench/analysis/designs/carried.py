"""What a fit becomes in an effect: contrasts with intervals, and the bootstrap beside them."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from workbench.analysis.effect import Contrast
from workbench.analysis.inference.randomisation import randomisation
from workbench.analysis.inference.wild import wild
from workbench.analysis.regression import Array, Fit, Regression

FEW = 4
"""Fewer people, units or sites than this in a group carry no interval."""
WILD_BELOW = 40
"""Under so many clubs the wild bootstrap stands beside the usual p-value."""


@dataclass(frozen=True)
class Bootstrap:
    """The wild p-value and the note that says how it was made; both empty without clubs."""

    p_value: float | None = None
    notes: tuple[str, ...] = ()


def bootstrap(solved: Regression, c: Array, seed: int) -> Bootstrap:
    """Return the wild cluster bootstrap of c'beta where there are fewer than forty clubs."""
    if solved.clusters is None or int(np.max(solved.clusters)) + 1 >= WILD_BELOW:
        return Bootstrap()
    found = wild(solved, c, seed=seed)
    if found is None:
        return Bootstrap()
    how = "inference.wild_exact" if found.exact else "inference.wild_drawn"
    return Bootstrap(found.p_value, (how, "inference.wild_ties"))


def contrast(fit: Fit, level: float, value: str, reference: str, n: int | None = None) -> Contrast:
    """Return a fit as the contrast of one value with its reference."""
    low, high = fit.interval(level)
    numbers = (fit.estimate, fit.std_error, fit.df, low, high, fit.p_value)
    return Contrast(value, reference, *numbers, n)


def ratio(log: Contrast) -> Contrast:
    """Return a contrast of logarithms as a ratio; its standard error stays on that scale."""
    low, high = (None if end is None else float(np.exp(end)) for end in (log.ci_low, log.ci_high))
    return replace(log, estimate=float(np.exp(log.estimate)), ci_low=low, ci_high=high)


def sites_in_smallest_arm(arms: pd.Series, clusters: pd.Series) -> int:
    """Return how many sites the arm with the fewest has."""
    return int(clusters.groupby(arms).nunique().min())


@dataclass(frozen=True)
class SiteMeans:
    """Sites compared one by one: the mean of site means in each group, and the permutation."""

    treated: float
    control: float
    p_value: float
    lots: int


def site_means(
    y: pd.Series,
    treated: pd.Series,
    clusters: pd.Series,
    seed: int,
    strata: pd.Series | None = None,
) -> SiteMeans:
    """Compare the means of sites, each counting once, and draw the sites' lot again.

    *strata*, a value a site in the order of the sites, are those the lot was drawn within.
    """
    sites = pd.DataFrame({"y": y, "d": treated, "site": clusters}).groupby("site").mean()
    within = None if strata is None else strata.set_axis(sites.index)
    lot = randomisation(sites["y"], sites["d"], strata=within, seed=seed)
    one, zero = (float(sites.loc[sites["d"] == arm, "y"].mean()) for arm in (1, 0))
    return SiteMeans(one, zero, lot.p_value, lot.lots)
