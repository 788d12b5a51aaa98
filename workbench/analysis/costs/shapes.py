"""A range of plausible values: its middle, its ends, and draws from it."""

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.costs.record import Uncertain

Numbers = NDArray[np.float64]

NEVER = (-np.inf, np.inf)


def middle(of: Uncertain) -> float:
    """Return the most plausible value of a triangle, the mean of every other shape.

    >>> middle(Uncertain(triangular=(40, 46, 60))), middle(Uncertain(beta=(24, 22)))
    (46.0, 0.5217391304347826)
    """
    given = of.numbers
    match of.shape:
        case "triangular":
            return float(given[1])
        case "uniform":
            return (given[0] + given[1]) / 2
        case "beta":
            return given[0] / (given[0] + given[1])
        case _:
            return float(given[0])


def quantile(of: Uncertain, share: float, bounds: tuple[float, float] = NEVER) -> float:
    """Return the value under which a *share* of the plausible ones lie, cut at *bounds*.

    >>> round(quantile(Uncertain(uniform=(0, 10)), 0.05), 2)
    0.5
    """
    return float(_inverse(of, np.array([share]), bounds)[0])


def draw(
    of: Uncertain, n: int, rng: np.random.Generator, bounds: tuple[float, float] = NEVER
) -> Numbers:
    """Return *n* plausible values; those of a normal stay within *bounds*, by drawing there."""
    made: Numbers
    match of.shape:
        case "beta":
            yes, no = of.numbers
            made = rng.beta(yes, no, size=n)
        case "triangular":
            low, mode, high = of.numbers
            made = rng.triangular(low, mode, high, size=n)
        case _:
            made = _inverse(of, rng.random(n), bounds)
    return made


def _inverse(of: Uncertain, shares: Numbers, bounds: tuple[float, float]) -> Numbers:
    given = of.numbers
    match of.shape:
        case "triangular":
            return _triangle(shares, given[0], given[1], given[2])
        case "uniform":
            return given[0] + shares * (given[1] - given[0])
        case "normal":
            from scipy.special import ndtr, ndtri

            low, high = (float(ndtr((end - given[0]) / given[1])) for end in bounds)
            made: Numbers = given[0] + given[1] * ndtri(low + shares * (high - low))
            return made
        case "beta":
            from scipy.special import betaincinv

            found: Numbers = betaincinv(given[0], given[1], shares)
            return found
        case _:
            return np.full(len(shares), float(given[0]))


def _triangle(shares: Numbers, low: float, mode: float, high: float) -> Numbers:
    turn = (mode - low) / (high - low)
    rising = low + np.sqrt(shares * (high - low) * (mode - low))
    falling = high - np.sqrt((1 - shares) * (high - low) * (high - mode))
    return np.where(shares < turn, rising, falling)
