"""How much pilots differ beyond chance: the estimators of tau², and its interval."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.pooling.model import (
    EXACT,
    ROUNDS,
    Array,
    Observed,
    crossing,
    solved,
    weighted,
)

GRID = np.concatenate([[0.0], np.geomspace(1e-8, 1.0, 24)])
"""Where the likelihood is looked at before its highest point is found exactly."""


def top(observed: Observed) -> Array:
    """Return a value that no estimate of tau² exceeds: the spread of all, and the largest variance.

    Above it the scores of both likelihoods are negative, and Q is below its degrees of freedom.
    """
    plain = weighted(observed, observed.present)
    largest = np.max(np.where(observed.present > 0, observed.variance, 0.0), axis=-1)
    return np.asarray(plain.q + largest)


STOP, OF_TYPICAL = 1e-5, 1e-3
"""Where R's metafor stops its scoring; and never further than this share of a typical variance."""


def reml(observed: Observed, stop: float = 0.0) -> Array:
    """Return the restricted maximum likelihood (Viechtbauer 2005), at its highest point.

    With *stop*, Fisher's scoring from Hedges' estimate instead, until tau² changes by no more: with
    1e-5 the figures are those of R's metafor, whose default that is. On effects of small scale it
    goes on to a thousandth of the variance of a typical pilot.
    """
    return scored(observed, stop) if stop else _most_likely(observed, restricted=True)


def scored(observed: Observed, stop: float) -> Array:
    """Return the restricted maximum likelihood by Fisher's scoring (metafor's ``rma.uni``)."""
    tau2 = he(observed)
    enough = np.minimum(stop, OF_TYPICAL * observed.df / observed.at(0.0).trace)
    moving = np.ones(tau2.shape, bool)
    for _ in range(ROUNDS):
        fit = observed.at(tau2)
        step = (fit.pull - fit.trace) / fit.trace_of_square
        while np.any(under := tau2 + step < 0):
            step = np.where(under, np.where(tau2 > 0, step / 2, 0.0), step)
        tau2 = np.where(moving, tau2 + step, tau2)
        moving &= np.abs(step) > enough
        if not moving.any():
            break
    return tau2


def ml(observed: Observed) -> Array:
    """Return the maximum likelihood (Viechtbauer 2005)."""
    return _most_likely(observed, restricted=False)


def _most_likely(observed: Observed, restricted: bool) -> Array:
    """Look along a grid for the highest likelihood, then for the zero of its slope beside it."""
    grid = top(observed)[..., None] * GRID
    fit = observed.over(grid)
    total = np.log(observed.variance[..., None, :] + grid[..., None])
    spread = (observed.present[..., None, :] * total).sum(axis=-1)
    if restricted:
        spread = spread + np.linalg.slogdet(fit.moments)[1]
    best = np.argmin(spread + fit.q, axis=-1)

    def slope(tau2: Array) -> Array:
        found = observed.at(tau2)
        return found.pull - (found.trace if restricted else found.weight.sum(axis=-1))

    def of_grid(place: NDArray[np.intp]) -> Array:
        inside = np.clip(place, 0, len(GRID) - 1)[..., None]
        return np.take_along_axis(grid, inside, axis=-1)[..., 0]

    here = of_grid(best)
    rising = slope(here) > 0
    low, high = np.where(rising, here, of_grid(best - 1)), np.where(rising, of_grid(best + 1), here)
    return crossing(slope, low, high)


def dl(observed: Observed) -> Array:
    """Return the estimate of moments of DerSimonian and Laird (1986)."""
    fixed = observed.at(0.0)
    return np.maximum((fixed.q - observed.df) / fixed.trace, 0.0)


def pm(observed: Observed) -> Array:
    """Return the estimate of Paule and Mandel (1982): where Q is its degrees of freedom."""
    return where_q_is(observed, observed.df)


def he(observed: Observed) -> Array:
    """Return the estimate of Hedges (1983), from plain least squares."""
    plain = weighted(observed, observed.present)
    return np.maximum((plain.q - _own(observed)) / plain.trace, 0.0)


def sj(observed: Observed) -> Array:
    """Return the two-step estimate of Sidik and Jonkman (2005)."""
    plain = weighted(observed, observed.present)
    first = np.asarray((observed.present * plain.residual**2).sum(axis=-1) / observed.k)
    second = observed.at(first)
    return np.asarray(first * second.q / observed.df)


def _own(observed: Observed) -> Array:
    """Return the part of the plain sum of squares that the pilots' own variances explain."""
    basis = observed.basis[0]
    plain = weighted(observed, observed.present)
    kept = observed.present * observed.variance
    squares = basis.T @ (kept[..., None] * basis)
    hat = np.trace(solved(plain.moments, squares), axis1=-2, axis2=-1)
    return np.asarray(kept.sum(axis=-1) - hat)


def common(observed: Observed) -> Array:
    """Return zero: one effect for all pilots, which differ by chance alone."""
    return np.zeros(observed.k.shape)


def where_q_is(observed: Observed, value: Array | float) -> Array:
    """Return the tau² at which Q falls to *value*; 0 where Q is already lower without it.

    Newton's steps on 1/Q, which rises and bends down, so that they come from below and never pass.
    """
    wanted = np.broadcast_to(np.asarray(value, float), observed.k.shape)
    tau2 = np.zeros(wanted.shape)
    for _ in range(ROUNDS):
        fit = observed.at(tau2)
        ahead = np.maximum(fit.q * (fit.q / wanted - 1), 0.0)
        step = np.divide(ahead, fit.pull, out=np.zeros_like(ahead), where=ahead > 0)
        tau2 = tau2 + step
        if np.all(step <= EXACT * tau2):
            break
    return tau2


def q_profile(observed: Observed, level: float) -> tuple[Array, Array]:
    """Return the interval of tau² (Viechtbauer 2007): all values with which Q is not surprising.

    Both ends are 0 where the pilots differ less than chance alone would have it.
    """
    from scipy.special import chdtri

    df, half = observed.df, (1 - level) / 2
    return where_q_is(observed, chdtri(df, half)), where_q_is(observed, chdtri(df, 1 - half))


METHODS: dict[str, Callable[[Observed], Array]] = {
    "REML": reml,
    "DL": dl,
    "PM": pm,
    "ML": ml,
    "HE": he,
    "SJ": sj,
    "FE": common,
}
"""The estimators by the names that the field gives them; the first three are the command's."""
