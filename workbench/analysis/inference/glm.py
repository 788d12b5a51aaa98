"""Logit and Poisson regressions, solved so that their errors can be those of few clubs."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from workbench.analysis.regression import Array, Regression, rank, solve
from workbench.base.errors import DataError

ROUNDS = 60
CLOSE = 1e-8
"""R stops here too; the coefficients are then right to about twice as many digits."""
FAR = 25.0
"""Beyond this on the logit scale somebody is predicted without any doubt: separation."""


@dataclass(frozen=True)
class Curve:
    """A regression of a share (``logit``) or of a count (``poisson``): its fit and its table."""

    family: str
    solved: Regression
    x: pd.DataFrame
    fitted: Array

    def predicted(self, x: pd.DataFrame) -> Array:
        """Return what the curve gives for the rows of another table with the same columns."""
        return _mean(self.family, x.to_numpy(dtype=float) @ self.solved.beta)


def curve(
    family: str,
    y: Array,
    x: pd.DataFrame,
    clusters: pd.Series | None = None,
    weights: Array | None = None,
) -> Curve:
    """Fit ``logit`` or ``poisson`` by iterated weighted least squares (McCullagh, Nelder 1989).

    It stops where R stops, and the last weighted table is the regression whose CR2 errors are those
    of clubSandwich. Raises
    DataError as `solve` does, when the outcome is not what the family needs, and when a column
    tells the outcome without any doubt (perfect separation).
    """
    n, k = x.shape
    if n <= k or rank(x) < k:
        solve(y, x)  # says which columns
    prior = np.ones(n) if weights is None else weights
    values = x.to_numpy(dtype=float)
    mean = (y + 0.5) / 2 if family == "logit" else y + 0.1
    eta = np.log(mean / (1 - mean)) if family == "logit" else np.log(mean)
    before = np.inf
    for _ in range(ROUNDS):
        slope = _slope(family, mean)
        work = solve(eta + (y - mean) / slope, x, clusters, prior * slope)
        eta = values @ work.beta
        if family == "logit" and np.max(np.abs(eta)) > FAR:
            raise DataError("estimate.separation", columns=_largest(x, work.beta))
        mean = _mean(family, eta)
        now = _deviance(family, y, mean, prior)
        if abs(now - before) < CLOSE * (abs(now) + 0.1):
            break
        before = now
    else:
        raise DataError("estimate.separation", columns=_largest(x, work.beta))
    errors = np.sqrt(prior / slope) * (y - mean)
    root = np.sqrt(prior / slope)
    solved = replace(work, errors=errors, floor=0.0, root=root, variance=slope)
    return Curve(family, solved, x, mean)


def score_regression(part: Curve, y: Array, x: pd.DataFrame) -> Regression:
    """Return the linear regression whose null-imposed bootstrap is that of the curve's scores.

    *part* was fitted without the column that is asked for, *x* has it (Kline and Santos 2012).
    """
    slope = _slope(part.family, part.fitted)
    solved = solve((y - part.fitted) / slope, x, None, slope)
    return replace(solved, clusters=part.solved.clusters)


def _deviance(family: str, y: Array, mean: Array, prior: Array) -> float:
    from scipy.special import xlogy  # heavy: loaded when it is used

    if family == "logit":
        parts = xlogy(y, mean) + xlogy(1 - y, 1 - mean)
    else:
        parts = xlogy(y, mean) - mean - xlogy(y, y) + y
    return float(-2 * prior @ parts)


def _mean(family: str, eta: Array) -> Array:
    return 1 / (1 + np.exp(-eta)) if family == "logit" else np.exp(eta)


def _slope(family: str, mean: Array) -> Array:
    return mean * (1 - mean) if family == "logit" else mean


def _largest(x: pd.DataFrame, beta: Array) -> str:
    size = np.abs(beta) * x.std(ddof=0).to_numpy()
    return str(x.columns[int(np.argmax(size))])
