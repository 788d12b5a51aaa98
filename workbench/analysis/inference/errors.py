"""Standard errors of a combination of coefficients: HC2 for people, CR2 for clubs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
ZERO = 1e-10
"""Below this a share of the variance is nothing but rounding."""


@dataclass(frozen=True)
class Weighted:
    """A weighted regression: errors and orthonormal columns of the weighted table, by row.

    *root* is the square root of the weights, *variance* the working variance before weighting.
    """

    errors: Array
    spread: Array
    root: Array
    variance: Array


def hc2(errors: Array, spread: Array, contrast: Array) -> tuple[float, float]:
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


def cr2(
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


def weighted_cr2(
    table: Weighted, contrast: Array, clusters: NDArray[np.int64]
) -> tuple[float, float]:
    """Return the CR2 error and its degrees of freedom where rows weigh differently.

    With W the weights, V the working variance and D its root, the block of a club is
    A = D (D B D)^(-1/2) D, B = ((I - H) V (I - H)')_gg (Pustejovsky and Tipton 2018, equation 9).
    """
    spread, root, variance = table.spread, table.root, table.variance
    inner = spread.T @ (spread * (root**2 * variance)[:, None])
    scores, norms, near, far = [], [], [], []
    for own in _places(clusters):
        q, r, v = spread[own], root[own], variance[own]
        hat = (q / r[:, None]) @ (q * r[:, None]).T
        block = np.diag(v) - hat * v - (hat * v).T
        block += (q / r[:, None]) @ inner @ (q / r[:, None]).T
        deviation = np.sqrt(v)
        sizes, sides = np.linalg.eigh(deviation[:, None] * block * deviation)
        lean = (q @ contrast) * r
        along = sides.T @ (deviation * lean)
        kept = sizes > ZERO * float(np.max(v)) ** 2
        if _decides(along[~kept], contrast):
            return np.nan, np.nan
        weight = deviation * (sides[:, kept] @ (along[kept] / np.sqrt(sizes[kept])))
        scores.append(float(weight @ (table.errors[own] / r)))
        norms.append(float(weight @ (v * weight)))
        near.append(q.T @ (weight / r))
        far.append(q.T @ (r * v * weight))
    g, h = np.array(near), np.array(far)
    shape = np.diag(norms) - g @ h.T - h @ g.T + g @ inner @ g.T
    return float(np.linalg.norm(scores)), float(np.trace(shape) ** 2 / np.sum(shape**2))
