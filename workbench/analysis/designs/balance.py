"""How alike the two groups were at the start, before and after they were matched or weighted."""

import numpy as np
import pandas as pd

from workbench.analysis.regression import Array

ALIKE = 0.1
"""Below this standardised difference two groups are alike (Austin 2009)."""


def balance(
    covariates: pd.DataFrame, treated: Array, weights: Array, estimand: str
) -> pd.DataFrame:
    """Return one row per covariate: how far apart the groups were, and are.

    Columns: ``before`` and ``after``, the difference of means over the standard deviation of those
    treated (``att``) or of both groups (``ate``: the root of the mean of the two variances), always
    before any weighting (Stuart 2010); ``variance_ratio``, that of treated over others before, NaN
    for a yes-or-no covariate; ``ks``, the largest gap between the two distributions before. For a
    yes-or-no covariate the standard deviation is the root of p (1 - p).
    """
    one = treated == 1
    start = np.ones(len(treated))
    rows = {
        str(name): _line(covariates[name].to_numpy(dtype=float), one, (start, weights), estimand)
        for name in covariates
    }
    columns = ["before", "after", "variance_ratio", "ks"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


def effective_size(weights: Array) -> float:
    """Return how many people of equal weight would say as much (Kish 1965).

    >>> effective_size(np.array([1.0, 1.0, 1.0, 1.0])), effective_size(np.array([1.0, 0.0]))
    (4.0, 1.0)
    """
    return float(weights.sum() ** 2 / (weights**2).sum())


def _line(x: Array, one: np.ndarray, weights: tuple[Array, Array], estimand: str) -> list[float]:
    yes_no = bool(np.isin(x, [0.0, 1.0]).all())
    parts = [_variance(x[one], yes_no), _variance(x[~one], yes_no)]
    spread = np.sqrt(parts[0] if estimand == "att" else np.mean(parts))
    gaps = [np.average(x[one], weights=w[one]) - np.average(x[~one], weights=w[~one])
            for w in weights]  # fmt: skip
    scaled = [float(gap / spread) if spread > 0 else 0.0 for gap in gaps]
    ratio = np.nan if yes_no or not parts[1] > 0 else parts[0] / parts[1]
    return [*scaled, float(ratio), _widest_gap(x, one)]


def _variance(values: Array, yes_no: bool) -> float:
    mean = float(values.mean())
    return mean * (1 - mean) if yes_no else float(values.var(ddof=1)) if len(values) > 1 else 0.0


def _widest_gap(x: Array, one: np.ndarray) -> float:
    """Return the Kolmogorov-Smirnov distance between the two groups."""
    points = np.unique(x)
    shares = [
        np.searchsorted(np.sort(part), points, "right") / len(part) for part in (x[one], x[~one])
    ]
    return float(np.abs(shares[0] - shares[1]).max())
