"""The normal random-effects model at given values of tau²: weights, coefficients, residuals.

Arrays carry what is pooled along their last axis; axes before it are separate poolings, so that
leaving out each pilot in turn, or a thousand simulated poolings, is one pass.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
EXACT = 4 * np.finfo(float).eps
"""Two ends of a search that are as near as this, relatively, are one number."""
ROUNDS = 200


@dataclass(frozen=True)
class Observed:
    """Effects and variances (..., k), the columns of the model (k, p), and who is *present*.

    *present* is 1 or 0 (..., k): a pilot that is left out weighs nothing.
    """

    effect: Array
    variance: Array
    columns: Array
    present: Array

    @property
    def k(self) -> Array:
        """How many pilots are present in each pooling."""
        return np.asarray(self.present.sum(axis=-1))

    @property
    def p(self) -> int:
        """How many coefficients the model has."""
        return int(self.columns.shape[1])

    @property
    def df(self) -> Array:
        """The pilots less the coefficients."""
        return np.asarray(self.k - self.p)

    @cached_property
    def basis(self) -> tuple[Array, Array]:
        """An orthonormal basis of the columns, and the triangle that leads back to them."""
        q, r = np.linalg.qr(self.columns)
        return q, r

    def at(self, tau2: Array | float) -> "Weighted":
        """Return the weighted least squares with weights 1 / (variance + tau²)."""
        total = self.variance + np.asarray(tau2)[..., None]
        return weighted(self, self.present / total)

    def over(self, tau2: Array) -> "Weighted":
        """Return the same at several values (..., g) of tau² for each pooling."""
        wide = replace(
            self,
            effect=self.effect[..., None, :],
            variance=self.variance[..., None, :],
            present=self.present[..., None, :],
        )
        return wide.at(tau2)


@dataclass(frozen=True)
class Weighted:
    """One weighted fit: weights and residuals (..., k), the moments of the basis (..., p, p)."""

    observed: Observed
    weight: Array
    moments: Array
    coefficients: Array
    residual: Array

    @cached_property
    def q(self) -> Array:
        """The weighted sum of squared residuals: Cochran's Q where tau² is 0."""
        return np.asarray((self.weight * self.residual**2).sum(axis=-1))

    @cached_property
    def trace(self) -> Array:
        """The trace of P = W - W X (X'WX)^-1 X'W."""
        basis = self.observed.basis[0]
        squares = basis.T @ (self.weight[..., None] ** 2 * basis)
        hat = np.trace(solved(self.moments, squares), axis1=-2, axis2=-1)
        return np.asarray(self.weight.sum(axis=-1) - hat)

    @property
    def trace_of_square(self) -> Array:
        """The trace of P P."""
        basis, wide = self.observed.basis[0], self.weight[..., None]
        twice = solved(self.moments, basis.T @ (wide**2 * basis))
        thrice = solved(self.moments, basis.T @ (wide**3 * basis))
        inner = np.trace(twice @ twice - 2 * thrice, axis1=-2, axis2=-1)
        return np.asarray((self.weight**2).sum(axis=-1) + inner)

    @property
    def pull(self) -> Array:
        """The sum of squares of P y."""
        return np.asarray(((self.weight * self.residual) ** 2).sum(axis=-1))

    def beta(self) -> Array:
        """Return the coefficients (..., p) of the columns as they were given."""
        r = self.observed.basis[1]
        return np.asarray(np.linalg.solve(r, self.coefficients[..., None])[..., 0])

    def covariance(self) -> Array:
        """Return (X'WX)^-1 (..., p, p)."""
        back = np.linalg.inv(self.observed.basis[1])
        return np.asarray(back @ np.linalg.inv(self.moments) @ back.T)


def weighted(observed: Observed, weight: Array) -> Weighted:
    """Return the least squares of the effects on the columns with these weights (..., k)."""
    basis, _ = observed.basis
    moments = basis.T @ (weight[..., None] * basis)
    sums = ((weight * observed.effect)[..., None, :] @ basis)[..., 0, :]
    coefficients = solved(moments, sums[..., None])[..., 0]
    residual = observed.effect - coefficients @ basis.T
    return Weighted(observed, weight, moments, coefficients, residual)


def solved(moments: Array, right: Array) -> Array:
    """Return the solution of a small system (..., p, p); a division where there is one column."""
    alone = moments.shape[-1] == 1
    return np.asarray(right / moments if alone else np.linalg.solve(moments, right))


def crossing(falls: Callable[[Array], Array], low: Array, high: Array) -> Array:
    """Return where a function crosses zero from above, between *low* and *high*, in each pooling.

    Ridders' method (1979), which keeps the crossing between its two ends. Where the function is
    not above zero at *low*, that is *low*.
    """
    a, b = np.array(low, float), np.array(high, float)
    fa, fb = falls(a), falls(b)
    done = fa <= 0
    b, fb = np.where(done, a, b), np.where(done, fa, fb)
    for _ in range(ROUNDS):
        if np.all(b - a <= EXACT * b):
            break
        middle = (a + b) / 2
        fm = falls(middle)
        slope = np.sqrt(np.maximum(fm * fm - fa * fb, np.finfo(float).tiny))
        new = np.clip(middle + (middle - a) * fm / slope, a, b)
        fn = falls(new)
        for x, fx in ((middle, fm), (new, fn)):
            above, below = (fx > 0) & (x > a), (fx <= 0) & (x < b)
            a, fa = np.where(above, x, a), np.where(above, fx, fa)
            b, fb = np.where(below, x, b), np.where(below, fx, fb)
        a = np.where(fb == 0, b, a)
    return b
