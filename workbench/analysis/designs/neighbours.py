"""Who is paired with whom: nearest neighbours, in turn or with replacement, and their error."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.regression import Array

Places = NDArray[np.int64]
AT_ONCE = 4_000_000
"""How many distances are held in memory at the same time."""
SAME = 1e-12
"""Two distances that differ by less, in proportion, are a tie."""
NONE = -1
"""The place of a match that was not found."""


@dataclass(frozen=True)
class Matches:
    """Who stands in for whom: row *by* answers for row *who*, with a *share* of 1 or less."""

    who: Places
    by: Places
    share: Array


def in_turn(
    score: Array, treated: Array, width: float = np.inf, either_side: bool = True
) -> Places:
    """Return for each treated row the nearest row of the others that is still free, or NONE.

    Those with the highest score choose first (the order called *largest* in MatchIt, Ho and others
    2011); nobody is taken further than *width* away. Ties go to the row that comes first. Without
    *either_side* a row takes the nearest whose score is not above its own (of a tie, the last), and
    one above only where none is left below: what MatchIt 4.5.1 does, and later releases do not.

    >>> score, treated = np.array([0.9, 0.5, 0.8, 0.55, 0.1]), np.array([1.0, 1.0, 0.0, 0.0, 0.0])
    >>> in_turn(score, treated)
    array([2, 3])
    >>> in_turn(score, treated, either_side=False)
    array([2, 4])
    """
    chosen, others = np.flatnonzero(treated == 1), np.flatnonzero(treated == 0)
    free = score[others].copy()
    found = np.full(len(chosen), NONE)
    for place in np.argsort(-score[chosen], kind="stable"):
        gaps = score[chosen[place]] - free
        below = np.where(gaps >= 0, gaps, np.inf)
        down = not either_side and bool(np.isfinite(below).any())
        wanted = below[::-1] if down else np.abs(gaps)
        best = int(np.argmin(wanted))
        best = len(wanted) - 1 - best if down else best
        wanted = below if down else wanted
        if wanted[best] <= width and np.isfinite(wanted[best]):
            found[place] = others[best]
            free[best] = -np.inf
    return found


def with_replacement(points: Array, who: Places, among: Places) -> Matches:
    """Return, for each row of *who*, the nearest row of *among*; those that tie share the place.

    *points* holds one line per row; distance is Euclid's.
    """
    asked, found, shares = [], [], []
    for part in _parts(who, len(among)):
        gaps = _distances(points[part], points[among])
        nearest = gaps.min(axis=1, keepdims=True)
        at, to = np.nonzero(gaps <= nearest * (1 + SAME) + SAME)
        ties = np.bincount(at, minlength=len(part))
        asked.append(part[at])
        found.append(among[to])
        shares.append(1.0 / ties[at])
    return Matches(np.concatenate(asked), np.concatenate(found), np.concatenate(shares))


def noise(points: Array, y: Array, arm: Places, neighbours: int = 2) -> Array:
    """Return the variance of the outcome around each row of *arm*, from the nearest of its arm.

    Abadie and Imbens (2006), equation 14, with two neighbours: J / (J + 1) times the squared gap to
    their mean. Needs three rows in the arm.
    """
    found = []
    for part in _parts(arm, len(arm)):
        gaps = _distances(points[part], points[arm])
        gaps[part[:, None] == arm[None, :]] = np.inf
        near = np.argpartition(gaps, neighbours - 1, axis=1)[:, :neighbours]
        gap = y[part] - y[arm[near]].mean(axis=1)
        found.append(neighbours / (neighbours + 1) * gap**2)
    return np.concatenate(found)


def whitened(covariates: Array) -> Array:
    """Return the covariates such that Euclid's distance is that of Mahalanobis."""
    spread = np.cov(covariates, rowvar=False).reshape(covariates.shape[1], -1)
    white: Array = np.linalg.solve(np.linalg.cholesky(spread), covariates.T).T
    return white


def _parts(who: Places, wide: int) -> list[Places]:
    steps = max(1, AT_ONCE // max(wide, 1))
    return [who[at : at + steps] for at in range(0, len(who), steps)]


def _distances(left: Array, right: Array) -> Array:
    gaps: Array = np.sqrt(((left[:, None, :] - right[None, :, :]) ** 2).sum(axis=2))
    return gaps
