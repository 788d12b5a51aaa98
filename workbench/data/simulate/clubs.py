"""Clubs differ: their sizes, and how well their people do whatever the programme."""

import numpy as np
from numpy.typing import NDArray

from workbench.data.simulate.programme import Programme

Numbers = NDArray[np.float64]
Booleans = NDArray[np.bool_]

SMALLEST = 2
"""No club has fewer people."""


def sizes(programme: Programme, rng: np.random.Generator, trials: int) -> NDArray[np.int64]:
    """Return how many people each club has: (trials, clubs), log-normal round the mean size."""
    shape = (trials, programme.clubs)
    if programme.size_cv == 0:
        return np.full(shape, programme.size)
    variance = np.log1p(programme.size_cv**2)
    drawn = programme.size * rng.lognormal(-variance / 2, np.sqrt(variance), shape)
    return np.maximum(np.rint(drawn), SMALLEST).astype(np.int64)


def places(found: NDArray[np.int64]) -> Booleans:
    """Return which places are taken: (trials, clubs, places), as many places as the largest has."""
    taken: Booleans = np.arange(int(found.max())) < found[..., None]
    return taken


def levels(programme: Programme, rng: np.random.Generator, trials: int) -> Numbers:
    """Return the standing of each club, a standard normal number: (trials, clubs)."""
    return rng.standard_normal((trials, programme.clubs))


def points(programme: Programme, standing: Numbers) -> Numbers:
    """Return what a club's standing adds to the score of its people; its variance is the ICC's."""
    added: Numbers = standing * np.sqrt(programme.icc) * programme.spread
    return added


def chances(programme: Programme, standing: Numbers) -> Numbers:
    """Return the chance of a positive exit in each club: beta, so that the ICC of exits is exact.

    For chances of mean p that follow Beta(p k, (1 - p) k), the correlation of two people of one
    club is 1 / (k + 1); k = 1 / icc - 1.
    """
    if programme.icc == 0:
        return np.full(standing.shape, programme.success)
    from scipy.special import betaincinv, ndtr

    k = 1 / programme.icc - 1
    drawn: Numbers = betaincinv(
        programme.success * k, (1 - programme.success) * k, np.clip(ndtr(standing), 1e-9, 1 - 1e-9)
    )
    return drawn
