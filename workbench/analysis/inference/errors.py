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


@dataclass(frozen=True)
class Clubs:
    """The clubs of a regression in the space of its columns, ready for any combination.

    A club of n rows and k columns has at most k directions. *lean* (directions × k) takes a
    combination to each direction, *free* is what of it the other clubs decide, *scores* the errors
    along it, *starts* where each club begins.
    """

    lean: Array
    free: Array
    scores: Array
    starts: NDArray[np.int64]


def clubs_of(errors: Array, spread: Array, clusters: NDArray[np.int64]) -> Clubs:
    """Return the clubs of a regression, by the singular values of each club's rows.

    The root of each club's block I - H is taken in the space of its columns, so that a club of
    thousands costs no more than its rows.
    """
    leans, free, scores, starts = [], [], [], [0]
    for own in _places(clusters):
        sides, sizes, turns = np.linalg.svd(spread[own], full_matrices=False)
        leans.append(sizes[:, None] * turns)
        free.append(1 - sizes**2)
        scores.append(sides.T @ errors[own])
        starts.append(starts[-1] + len(sizes))
    parts = (np.concatenate(leans), np.concatenate(free), np.concatenate(scores))
    return Clubs(*parts, starts=np.array(starts[:-1]))


def cr2(clubs: Clubs, contrast: Array) -> tuple[float, float]:
    """Return the CR2 error and its degrees of freedom; NaN where one club decides alone."""
    kept = clubs.free > ZERO
    along = clubs.lean @ contrast
    if _decides(along[~kept], contrast):
        return np.nan, np.nan
    weight = np.where(kept, along / np.sqrt(np.where(kept, clubs.free, 1.0)), 0.0)
    scores = np.add.reduceat(weight * clubs.scores, clubs.starts)
    norms = np.add.reduceat(weight**2, clubs.starts)
    tails = np.add.reduceat(weight[:, None] * clubs.lean, clubs.starts)
    lengths, across = (tails**2).sum(axis=1), tails.T @ tails
    squares = float(np.sum(norms**2) - 2 * np.sum(norms * lengths) + np.sum(across**2))
    trace = float(np.sum(norms - lengths))
    return float(np.linalg.norm(scores)), trace**2 / squares if squares > 0 else np.nan


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
