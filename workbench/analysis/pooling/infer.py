"""Intervals of an average: Hartung and Knapp's or the normal one, and that of the next site."""

from dataclasses import dataclass

import numpy as np

from workbench.analysis.pooling.model import Array, Observed, Weighted


@dataclass(frozen=True)
class Inferred:
    """A weighted fit with its covariance (..., p, p), its *spread*, and its quantile (...).

    *spread* is the factor of Hartung and Knapp (2001), Sidik and Jonkman (2002): the weighted mean
    square of the residuals; 1 with the normal test.
    """

    fit: Weighted
    covariance: Array
    spread: Array
    quantile: Array
    test: str
    df: Array

    def at(self, place: Array, spread: Array | None = None) -> tuple[Array, Array]:
        """Return the effect and its standard error where the columns are *place* (p)."""
        factor = self.spread if spread is None else spread
        variance = (place @ self.covariance) @ place
        return np.asarray(self.fit.beta() @ place), np.asarray(np.sqrt(factor * variance))

    def p_value(self, estimate: Array, std_error: Array) -> Array:
        """Return the two-sided p-value of an effect of zero."""
        from scipy.special import ndtr, stdtr

        far = np.full(np.shape(estimate), np.inf)
        ratio = -np.divide(np.abs(estimate), std_error, out=far, where=std_error > 0)
        return np.asarray(2 * (ndtr(ratio) if self.test == "z" else stdtr(self.df, ratio)))


def inferred(observed: Observed, tau2: Array, test: str, level: float) -> Inferred:
    """Return the fit at *tau2* with what its intervals need.

    *test* is ``t`` (Hartung-Knapp, never truncated, k - p degrees of freedom) or ``z`` (normal).
    """
    from scipy.special import ndtri, stdtrit

    fit, df, upper = observed.at(tau2), observed.df, (1 + level) / 2
    if test == "z":
        spread, quantile = np.ones(df.shape), np.full(df.shape, ndtri(upper))
    else:
        spread, quantile = fit.q / df, stdtrit(df, upper)
    return Inferred(fit, fit.covariance(), np.asarray(spread), np.asarray(quantile), test, df)


def half_width(observed: Observed, tau2: Array, std_error: Array, level: float) -> Array:
    """Return half the width of the prediction interval; NaN with too few pilots.

    Student's t with k - p - 1 degrees of freedom, k - 2 without moderators, and the variance
    tau² + SE² (Higgins, Thompson and Spiegelhalter 2009; Riley, Higgins and Deeks 2011).
    """
    from scipy.special import stdtrit

    df = observed.df - 1
    quantile = stdtrit(np.maximum(df, 1), (1 + level) / 2)
    return np.asarray(np.where(df >= 1, quantile * np.sqrt(tau2 + std_error**2), np.nan))
