"""How alike the people of one site are, and what that costs."""

import numpy as np
import pandas as pd


def icc_anova(values: pd.Series, sites: pd.Series) -> float:
    """Return the intra-class correlation by analysis of variance; not below 0.

    (MSB - MSW) / (MSB + (m0 - 1) MSW), m0 the size of a site corrected for unequal sizes (Donner
    and Koval 1980). With one person a site nobody has a neighbour to resemble: 0.
    """
    groups = values.astype(float).groupby(sites)
    sizes, means, n = groups.size(), groups.mean(), len(values)
    if n == len(sizes):
        return 0.0
    within = float(((values - groups.transform("mean")) ** 2).sum()) / (n - len(sizes))
    between = float((sizes * (means - values.mean()) ** 2).sum()) / (len(sizes) - 1)
    m0 = (n - float((sizes**2).sum()) / n) / (len(sizes) - 1)
    total = between + (m0 - 1) * within
    return max((between - within) / total, 0.0) if total > 0 else 0.0


def design_effect(icc: float, sizes: pd.Series) -> float:
    """Return 1 + ((cv² + 1) m - 1) icc: how many times the variance grows (Kish 1965)."""
    spread = float(sizes.std(ddof=0) / sizes.mean())
    return max(1 + ((spread**2 + 1) * float(sizes.mean()) - 1) * icc, 1.0)


def wilson(share: float, n: float, quantile: float) -> tuple[float, float]:
    """Return Wilson's interval (1927) for a *share* of *n* people, *n* deflated where sites matter.

    >>> [round(end, 4) for end in wilson(249 / 537, 537, 1.959964)]
    [0.4219, 0.506]
    """
    middle = (share + quantile**2 / (2 * n)) / (1 + quantile**2 / n)
    half = quantile * np.sqrt(share * (1 - share) / n + quantile**2 / (4 * n**2))
    half /= 1 + quantile**2 / n
    low, high = max(float(middle - half), 0.0), min(float(middle + half), 1.0)
    return min(low, share), max(high, share)  # rounding could leave a share of 0 or 1 outside


def quantile_of(sites: int | None, level: float) -> float:
    """Return Student's quantile with sites - 1 degrees of freedom; the normal one without sites."""
    from scipy.special import ndtri, stdtrit  # heavy: loaded when it is used

    probability = 0.5 + level / 2
    return float(stdtrit(sites - 1, probability) if sites else ndtri(probability))
