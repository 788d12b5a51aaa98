"""Least squares with standard errors that are right for the design: HC2, or CR2 with few clubs."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit  # scipy.stats holds the same, and opens ten times slower

from workbench.base.errors import DataError

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Fit:
    """One coefficient: its estimate, standard error and degrees of freedom."""

    estimate: float
    std_error: float
    df: float

    def interval(self, level: float) -> tuple[float, float]:
        """Return the interval by Student's t."""
        half = float(stdtrit(self.df, 0.5 + level / 2)) * self.std_error
        return self.estimate - half, self.estimate + half

    @property
    def p_value(self) -> float:
        """The two-sided p-value of no effect."""
        return float(2 * stdtr(self.df, -abs(self.estimate / self.std_error)))


def fit(y: Array, x: pd.DataFrame, name: str, clusters: pd.Series | None = None) -> Fit:
    """Regress *y* on the columns of *x* and return the coefficient of *name*.

    Without clusters: HC2 errors (MacKinnon and White 1985), n - k degrees of freedom. With
    clusters: CR2 errors with Satterthwaite degrees of freedom (Bell and McCaffrey 2002; Pustejovsky
    and Tipton 2018), which stay right with few clubs. Raises DataError when a column of *x* is a
    sum of others, or when there are not more rows than columns.
    """
    values = x.to_numpy(dtype=float)
    n, k = values.shape
    if n <= k:
        raise DataError("analysis.too_few_rows", n=n, columns=k)
    if np.linalg.matrix_rank(values) < k:
        raise DataError("analysis.collinear", columns=", ".join(_redundant(x)))
    place = list(x.columns).index(name)
    if clusters is None:
        return _hc2(y, values, place)
    return _cr2(y, values, place, clusters.to_numpy())


def _hc2(y: Array, x: Array, place: int) -> Fit:
    from statsmodels.regression.linear_model import OLS  # heavy: loaded when it is used

    result = OLS(y, x).fit(cov_type="HC2", use_t=True)
    return Fit(float(result.params[place]), float(result.bse[place]), float(result.df_resid))


def _cr2(y: Array, x: Array, place: int, clusters: NDArray[np.object_]) -> Fit:
    bread = np.linalg.inv(x.T @ x)
    beta = bread @ x.T @ y
    errors = y - x @ beta
    contrast = bread[:, place]
    scores, norms, tails = [], [], []
    for cluster in pd.unique(pd.Series(clusters)):
        own = clusters == cluster
        part = x[own]
        weight = _inverse_root(np.eye(own.sum()) - part @ bread @ part.T) @ part @ contrast
        scores.append(float(weight @ errors[own]))
        norms.append(float(weight @ weight))
        tails.append(part.T @ weight)
    tail = np.array(tails)
    spread = np.diag(norms) - tail @ bread @ tail.T
    df = np.trace(spread) ** 2 / np.sum(spread**2)
    return Fit(float(beta[place]), float(np.sqrt(np.sum(np.square(scores)))), float(df))


def _inverse_root(matrix: Array) -> Array:
    """Return the symmetric inverse square root; directions with nothing left are dropped."""
    values, vectors = np.linalg.eigh(matrix)
    kept = values > 1e-10
    roots = np.zeros_like(values)
    roots[kept] = values[kept] ** -0.5
    product: Array = (vectors * roots) @ vectors.T
    return product


def _redundant(x: pd.DataFrame) -> list[str]:
    """Return the columns that add nothing to the ones before them."""
    kept: list[str] = []
    lost: list[str] = []
    for name in x.columns:
        more = x[[*kept, name]].to_numpy(dtype=float)
        (kept if np.linalg.matrix_rank(more) > len(kept) else lost).append(str(name))
    return lost
