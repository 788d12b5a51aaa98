"""How surprising is it? The chances by which the rules decide whether to cry."""

import numpy as np
import pandas as pd

RARE = 0.001
"""What chance does less often than this in a sound file is told, per rule and column."""
USUAL_ICC = 0.05
"""People of one site resemble each other: at least this much is granted before a site is odd."""


def at_least(count: float, n: float, share: float, icc: float = 0.0) -> float:
    """Return the chance of *count* or more among *n*, each with the chance *share*.

    People of one site are no independent draws: n counts as n / (1 + (n - 1) icc) (Kish 1965).
    The binomial tail is taken as an incomplete beta function, so that parts of people are allowed.

    >>> round(at_least(8, 10, 0.5), 4)
    0.0547
    """
    if count <= 0:
        return 1.0
    from scipy.special import betainc

    effect = 1 + (n - 1) * icc
    return float(betainc(count / effect, (n - count) / effect + 1, share))


def all_or_none(n: float, share: float, icc: float) -> tuple[float, float]:
    """Return the chances that all *n* people of a site succeed, and that none does.

    Sites differ: their shares follow a beta distribution with the mean *share* and the
    correlation *icc* within a site (the beta-binomial distribution, Skellam 1948).
    """
    from scipy.special import betaln

    k = 1 / icc - 1
    a, b = share * k, (1 - share) * k
    if a <= 0 or b <= 0:
        return float(share == 1), float(share == 0)
    whole = betaln(a, b)
    return float(np.exp(betaln(a + n, b) - whole)), float(np.exp(betaln(a, b + n) - whole))


def icc(values: pd.Series, sites: pd.Series) -> float:
    """Return how much people of one site resemble each other: the ANOVA estimate, at least 0.

    (MSB - MSW) / (MSB + (m - 1) MSW), m being the mean size corrected for its spread (Donner 1986).
    """
    groups = values.groupby(sites)
    sizes, means = groups.count(), groups.mean()
    n, k = int(sizes.sum()), len(sizes)
    if k < 2 or n <= k:
        return 0.0
    between = float((sizes * (means - values.mean()) ** 2).sum()) / (k - 1)
    within = float(((values - sites.map(means)) ** 2).sum()) / (n - k)
    m = (n - float((sizes**2).sum()) / n) / (k - 1)
    whole = between + (m - 1) * within
    return max(0.0, (between - within) / whole) if whole > 0 else 0.0


def more_than(count: int, expected: float) -> float:
    """Return the chance of *count* or more rare events where *expected* were (Poisson)."""
    if count <= 0:
        return 1.0
    from scipy.special import pdtrc

    return float(pdtrc(count - 1, expected))
