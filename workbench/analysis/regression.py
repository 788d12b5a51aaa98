"""Least squares with standard errors that are right for the design: HC2, or CR2 with few clubs."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit  # scipy.stats holds the same, and opens ten times slower

from workbench.base.errors import DataError

Array = NDArray[np.float64]
ZERO = 1e-10
"""Below this a share of the variance is nothing but rounding."""


@dataclass(frozen=True)
class Fit:
    """One coefficient: its estimate, standard error and degrees of freedom.

    The last two are None where the rows cannot carry a standard error.
    """

    estimate: float
    std_error: float | None
    df: float | None

    def interval(self, level: float) -> tuple[float | None, float | None]:
        """Return the interval by Student's t; None and None without a standard error."""
        if self.std_error is None or self.df is None:
            return None, None
        half = float(stdtrit(self.df, 0.5 + level / 2)) * self.std_error
        return self.estimate - half, self.estimate + half

    @property
    def p_value(self) -> float | None:
        """The two-sided p-value of no effect."""
        if self.std_error is None or self.df is None:
            return None
        return float(2 * stdtr(self.df, -abs(self.estimate / self.std_error)))


def fit(y: Array, x: pd.DataFrame, name: str, clusters: pd.Series | None = None) -> Fit:
    """Regress *y* on the columns of *x* and return the coefficient of *name*.

    Without clusters: HC2 errors (MacKinnon and White 1985), n - k degrees of freedom. With
    clusters: CR2 errors with Satterthwaite degrees of freedom (Bell and McCaffrey 2002; Pustejovsky
    and Tipton 2018), which stay right with few clubs. There is no standard error where one row, or
    one club, decides the coefficient alone. Raises DataError when a column of *x* is a sum of
    others, or when there are not more rows than columns.
    """
    from statsmodels.regression.linear_model import OLS  # heavy: loaded when it is used

    n, k = x.shape
    if n <= k:
        raise DataError("analysis.too_few_rows", n=n, columns=k)
    if _rank(x) < k:
        raise DataError("analysis.collinear", columns=", ".join(_redundant(x)))
    place = list(x.columns).index(name)
    values = x.to_numpy(dtype=float)
    scale = np.linalg.norm(values, axis=0)  # so that euros and years weigh the same in rounding
    values = values / scale
    result = OLS(y, values).fit()
    root = np.linalg.cholesky(np.asarray(result.normalized_cov_params))
    spread = values @ root  # orthonormal columns: its squared rows are the leverages
    errors = np.asarray(result.resid)
    if clusters is None:
        std_error, df = _hc2(errors, spread, root[place])
    else:
        std_error, df = _cr2(errors, spread, root[place], pd.factorize(clusters)[0])
    estimate = float(result.params[place] / scale[place])
    floor = ZERO * float(np.std(y) * np.linalg.norm(root[place]))
    if not std_error > floor or not np.isfinite(df):
        return Fit(estimate, None, None)
    return Fit(estimate, std_error / float(scale[place]), df)


def _hc2(errors: Array, spread: Array, contrast: Array) -> tuple[float, float]:
    """Return the HC2 error and its degrees of freedom; NaN where one row decides alone.

    A row that has a column of its own (leverage 1) weighs nothing for the other columns.
    """
    free = 1 - (spread**2).sum(axis=1)
    kept = free > ZERO
    weights = spread @ contrast
    if _decides(weights[~kept], contrast):
        return np.nan, np.nan
    scores = weights[kept] * errors[kept] / np.sqrt(free[kept])
    return float(np.sqrt(scores @ scores)), float(spread.shape[0] - spread.shape[1])


def _cr2(
    errors: Array, spread: Array, contrast: Array, clusters: NDArray[np.int64]
) -> tuple[float, float]:
    """Return the CR2 error and its degrees of freedom; NaN where one club decides alone.

    The root of each club's block I - H is taken in the space of its columns, so that a club of
    thousands costs no more than its rows.
    """
    scores, norms, tails = [], [], []
    for own in _places(clusters):
        sides, sizes, _ = np.linalg.svd(spread[own], full_matrices=False)
        free = 1 - sizes**2
        kept = free > ZERO
        along = sides.T @ (spread[own] @ contrast)
        if _decides(along[~kept], contrast):
            return np.nan, np.nan
        weight = sides[:, kept] @ (along[kept] / np.sqrt(free[kept]))
        scores.append(float(weight @ errors[own]))
        norms.append(float(weight @ weight))
        tails.append(spread[own].T @ weight)
    tail = np.array(tails)
    shape = np.diag(norms) - tail @ tail.T
    return float(np.linalg.norm(scores)), float(np.trace(shape) ** 2 / np.sum(shape**2))


def _decides(weights: Array, contrast: Array) -> bool:
    """Whether rows that are fitted exactly carry weight in the coefficient that is asked for."""
    return bool((np.abs(weights) > np.sqrt(ZERO) * np.linalg.norm(contrast)).any())


def _places(clusters: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Return the rows of each club."""
    order = np.argsort(clusters, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(clusters[order])) + 1)


def _rank(x: pd.DataFrame) -> int:
    """Return how many columns say something of their own, whatever their units."""
    values = x.to_numpy(dtype=float)
    lengths = np.sqrt((values**2).sum(axis=0))
    return int(np.linalg.matrix_rank(values / np.where(lengths > 0, lengths, 1)))


def _redundant(x: pd.DataFrame) -> list[str]:
    """Return the columns that add nothing to the ones before them."""
    kept: list[str] = []
    lost: list[str] = []
    for name in x.columns:
        (kept if _rank(x[[*kept, name]]) > len(kept) else lost).append(str(name))
    return lost
