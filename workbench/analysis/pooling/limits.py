"""The limits of a funnel of rates: how far chance alone leaves a club of a given size.

They are those of D. J. Spiegelhalter, "Funnel plots for comparing institutional performance"
(Statistics in Medicine 24, 2005, 1185-1202, appendix A.1): exact quantiles of the count, between
two whole numbers by interpolation. Nothing is taken to be normal, so that ten people are ten. His
formula leaves more than its share above the upper limit where clubs are small: here that one is
the lower limit of those who said no, so that a yes and a no are told alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from workbench.analysis.pooling.model import Array
from workbench.base.errors import DataError

LEVELS = (0.95, 0.998)
"""Chance alone leaves one club in twenty outside the inner limits, one in 500 outside both."""
SPREAD_FROM = 10
"""With fewer clubs nobody can tell how much they differ beyond chance."""
ALIKE = 1e-9
"""A likeness under this is none: people of one club are then no more alike than others."""


@dataclass(frozen=True)
class Rates:
    """Clubs and their counts: *count* people of *n*, two arrays of one length."""

    count: Array
    n: Array

    @property
    def together(self) -> float:
        """The rate of all people together."""
        return float(self.count.sum() / self.n.sum())


def rates(count: Sequence[float], n: Sequence[float]) -> Rates:
    """Return clubs to be compared; raise DataError for counts that cannot be.

    >>> rates([5, 10], [10, 30]).together
    0.375
    """
    x, size = np.asarray(count, float), np.asarray(n, float)
    whole = x.shape == size.shape and x.ndim == 1 and len(x) > 0
    if not whole or not np.all((size > 0) & (x >= 0) & (x <= size)):
        raise DataError("pooling.impossible_counts")
    return Rates(x, size)


def limits(n: float, rate: float, level: float, alike: float = 0.0) -> tuple[float, float]:
    """Return the lowest and the highest share of *n* people that chance leaves round *rate*.

    *level* is the share of clubs between them, *alike* how alike people of one club are (the
    intra-class correlation of a beta-binomial count; 0 is a binomial one). Chance leaves no more
    than half of the rest below, and no more than half above.

    >>> low, high = limits(20, 0.5, 0.95)
    >>> round(low, 3), round(high, 3)
    (0.256, 0.744)
    """
    tail = (1 - level) / 2
    low, high = (_lowest(int(n), one, tail, alike) for one in (rate, 1 - rate))
    return low, 1 - high


@lru_cache(maxsize=10_000)
def _lowest(n: int, rate: float, tail: float, alike: float) -> float:
    return max(_quantile(_cumulated(n, rate, alike), tail) / n, 0.0)


def _quantile(below: Array, tail: float) -> float:
    """Return the count at which the cumulated chances *below* reach *tail*, interpolated."""
    r = int(np.searchsorted(below, tail))
    before = below[r - 1] if r else 0.0
    return r - float((below[r] - tail) / (below[r] - before))


def _cumulated(n: int, rate: float, alike: float) -> Array:
    """Return the chances of 0 to *n* people or fewer."""
    from scipy.special import betaln, gammaln

    x = np.arange(n + 1.0)
    ways = gammaln(n + 1) - gammaln(x + 1) - gammaln(n - x + 1)
    if not 0 < rate < 1:
        return np.where(x >= n * rate, 1.0, 0.0)
    if alike <= ALIKE:
        chances = ways + x * np.log(rate) + (n - x) * np.log1p(-rate)
    else:
        a, b = _shape(rate, alike)
        chances = ways + betaln(x + a, n - x + b) - betaln(a, b)
    total = np.cumsum(np.exp(chances))
    return np.asarray(total / total[-1])


def _shape(rate: float, alike: float) -> tuple[float, float]:
    return rate * (1 - alike) / alike, (1 - rate) * (1 - alike) / alike


def likeness(clubs: Rates) -> float | None:
    """Return how alike people of one club are: the likeliest intra-class correlation at the mean.

    The likelihood is that of beta-binomial counts round the rate of all. None with fewer than
    SPREAD_FROM clubs, and where everybody or nobody said yes.

    >>> likeness(rates([10] * 12, [20] * 12))
    0.0
    """
    rate = clubs.together
    if len(clubs.n) < SPREAD_FROM or not 0 < rate < 1:
        return None
    tried = np.concatenate([[0.0], np.geomspace(1e-4, 0.9, 60)])
    first = int(np.argmax([_likelihood(clubs, rate, one) for one in tried]))
    if first == 0:
        return 0.0
    low, high = tried[first - 1], tried[min(first + 1, len(tried) - 1)]
    for _ in range(40):  # golden section: the likelihood has one top between the two
        left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
        if _likelihood(clubs, rate, left) > _likelihood(clubs, rate, right):
            high = right
        else:
            low = left
    return float((low + high) / 2)


GOLDEN = (5**0.5 - 1) / 2


def _likelihood(clubs: Rates, rate: float, alike: float) -> float:
    """Return the logarithm of the chance of these counts, but for a constant."""
    from scipy.special import betaln

    x, rest = clubs.count, clubs.n - clubs.count
    if alike <= ALIKE:
        return float((x * np.log(rate) + rest * np.log1p(-rate)).sum())
    a, b = _shape(rate, alike)
    return float((betaln(x + a, rest + b) - betaln(a, b)).sum())
