"""Least squares with standard errors that are right for the design: HC2, or CR2 with few clubs."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.analysis.inference.errors import (
    ZERO,
    Clubs,
    Weighted,
    clubs_of,
    cr2,
    hc2,
    weighted_cr2,
)
from workbench.base.errors import DataError

Array = NDArray[np.float64]
MANY = 200_000
"""Above so many cells the regression is not refined."""


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
        from scipy.special import stdtrit  # heavy: loaded when it is used

        if self.std_error is None or self.df is None:
            return None, None
        half = float(stdtrit(self.df, 0.5 + level / 2)) * self.std_error
        return self.estimate - half, self.estimate + half

    @property
    def p_value(self) -> float | None:
        """The two-sided p-value of no effect."""
        from scipy.special import stdtr  # heavy: loaded when it is used

        if self.std_error is None or self.df is None:
            return None
        return float(2 * stdtr(self.df, -abs(self.estimate / self.std_error)))


@dataclass(frozen=True)
class Regression:
    """A regression that has been solved, ready for any linear combination of its coefficients.

    *beta* holds the coefficients, one per name. *spread* (n × k) holds orthonormal columns of the
    weighted table, *half* the matrix that takes a combination c to its weights spread @ half @ c,
    *errors* the weighted errors, *clusters* the club of each row as a whole number. *floor* is the
    size below which a standard error is rounding. Where rows weigh differently, *root* is the
    square root of their weights and *variance* their working variance.
    """

    names: tuple[str, ...]
    beta: Array
    spread: Array
    half: Array
    errors: Array
    clusters: NDArray[np.int64] | None = None
    floor: float = 0.0
    root: Array | None = None
    variance: Array | None = None

    @cached_property
    def clubs(self) -> Clubs:
        """The clubs in the space of the columns: made once for all combinations."""
        return clubs_of(self.errors, self.spread, np.asarray(self.clusters))

    def of(self, name: str) -> Fit:
        """Return the coefficient of one column."""
        return self.combination(self.unit(name))

    def unit(self, name: str) -> Array:
        """Return the combination that is one coefficient alone."""
        return np.array([float(own == name) for own in self.names])

    def combination(self, c: Array, absorbed: int = 0) -> Fit:
        """Return c'beta, with HC2 errors, or with CR2 errors and Satterthwaite degrees of freedom.

        *absorbed* counts the columns that were taken out of the table beforehand.
        """
        contrast = self.half @ c
        estimate = float(c @ self.beta)
        if self.clusters is None:
            error, df = hc2(self.errors, self.spread, contrast)
            df -= absorbed
        elif self.root is None or self.variance is None:
            error, df = cr2(self.clubs, contrast)
        else:
            table = Weighted(self.errors, self.spread, self.root, self.variance)
            error, df = weighted_cr2(table, contrast, self.clusters)
        if not error > self.floor * float(np.linalg.norm(contrast)) or not np.isfinite(df):
            return Fit(estimate, None, None)
        return Fit(estimate, error, df)

    def error(self, c: Array, kind: str) -> float:
        """Return another standard error of c'beta, to be compared with what other tools print.

        *kind* is ``const``, ``HC0``, ``HC1``, ``HC3``, ``CR0``, ``CR1`` (G / (G - 1)) or ``CR1S``
        (as Stata: also (n - 1) / (n - k)). None of them is used for a result.
        """
        n, k = self.spread.shape
        weights = self.spread @ (self.half @ c)
        if kind == "const":
            return float(np.linalg.norm(weights) * np.sqrt(self.errors @ self.errors / (n - k)))
        if kind.startswith("HC"):
            free = 1 - (self.spread**2).sum(axis=1)
            factor = {"HC0": 1.0, "HC1": n / (n - k), "HC3": 1.0}[kind]
            scores = weights * self.errors / (free if kind == "HC3" else 1.0)
            return float(np.sqrt(factor * (scores @ scores)))
        scores = np.bincount(np.asarray(self.clusters), weights * self.errors)
        groups = len(scores)
        factor = {"CR0": 1.0}.get(kind, groups / (groups - 1))
        factor *= (n - 1) / (n - k) if kind == "CR1S" else 1.0
        return float(np.sqrt(factor * (scores @ scores)))


def fit(y: Array, x: pd.DataFrame, name: str, clusters: pd.Series | None = None) -> Fit:
    """Regress *y* on the columns of *x* and return the coefficient of *name*; see `solve`."""
    return solve(y, x, clusters).of(name)


def solve(
    y: Array, x: pd.DataFrame, clusters: pd.Series | None = None, weights: Array | None = None
) -> Regression:
    """Regress *y* on the columns of *x*, by the QR decomposition of the scaled columns.

    Without clusters: HC2 errors (MacKinnon and White 1985), n - k degrees of freedom. With
    clusters: CR2 errors with Satterthwaite degrees of freedom (Bell and McCaffrey 2002; Pustejovsky
    and Tipton 2018), which stay right with few clubs. With *weights* the sums are weighted, and the
    working variance of all rows is the same, as clubSandwich takes it. There is no standard error
    where one row, or one club, decides the coefficient alone. Raises DataError when a column of *x*
    is a sum of others, or when there are not more rows than columns.
    """
    n, k = x.shape
    if n <= k:
        raise DataError("analysis.too_few_rows", n=n, columns=k)
    if rank(x) < k:
        raise DataError("analysis.collinear", columns=", ".join(_redundant(x)))
    root = np.ones(n) if weights is None else np.sqrt(weights)
    values = x.to_numpy(dtype=float) * root[:, None]
    target = y * root
    # So that euros and years weigh the same in rounding; a power of two rounds nothing itself.
    scale = 2.0 ** np.round(np.log2(np.linalg.norm(values, axis=0)))
    values = values / scale
    spread, upper = np.linalg.qr(values)
    beta = _refined(values, target, upper, np.linalg.solve(upper, spread.T @ target))
    errors = (target - values @ beta).astype(np.float64)
    return Regression(
        names=tuple(str(name) for name in x.columns),
        beta=(beta / scale).astype(np.float64),
        spread=spread,
        half=np.linalg.solve(upper.T, np.diag(1 / scale)),
        errors=errors,
        clusters=None if clusters is None else pd.factorize(clusters)[0],
        floor=ZERO * float(np.std(target)),
        root=None if weights is None else root,
        variance=None if weights is None else np.ones(n),
    )


def _refined(values: Array, target: Array, upper: Array, beta: Array) -> Array:
    """Return the coefficients after two corrections in longer numbers, where rows are not many.

    Corrected semi-normal equations (Björck 1987): they give back the digits that a table of nearly
    the same columns takes.
    """
    if values.size > MANY:
        return beta
    long_values, long_target = values.astype(np.longdouble), target.astype(np.longdouble)
    found = beta.astype(np.longdouble)
    for _ in range(2):
        gap = (long_values.T @ (long_target - long_values @ found)).astype(np.float64)
        found = found + np.linalg.solve(upper, np.linalg.solve(upper.T, gap))
    return found  # type: ignore[return-value]  # longer floats than the others


def rank(x: pd.DataFrame) -> int:
    """Return how many columns say something of their own, whatever their units."""
    values = x.to_numpy(dtype=float)
    lengths = np.sqrt((values**2).sum(axis=0))
    # The triangle of a long table has its singular values, at a fraction of the cost.
    upper = np.linalg.qr(values / np.where(lengths > 0, lengths, 1), mode="r")
    sizes = np.linalg.svd(upper, compute_uv=False)
    return int((sizes > sizes.max(initial=0) * max(values.shape) * np.finfo(float).eps).sum())


def _redundant(x: pd.DataFrame) -> list[str]:
    """Return the columns that add nothing to the ones before them."""
    kept: list[str] = []
    lost: list[str] = []
    for name in x.columns:
        (kept if rank(x[[*kept, name]]) > len(kept) else lost).append(str(name))
    return lost
