"""Many simulated studies at once, on the sums of clubs: no row a person, no loop over studies."""

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.study import Study
from workbench.base.errors import DataError

Array = NDArray[np.float64]
CELLS = 2_000_000
"""How many clubs are drawn at a time, so that memory stays small."""
MOST = 10_000_000
"""More trials than this say nothing more."""


def seen(asked: Study, effect: float, trials: int, seed: int) -> float:
    """Return the share of *trials* in which an *effect* is seen.

    Clubs: Student's t on the means of clubs, which has clubs - 2 degrees of freedom; shares of yes
    are beta between clubs and binomial within. People: Student's t for two means, the normal test
    with a common share for yes or no. An odd number of clubs has one more without the programme.
    Raises DataError where a study cannot be drawn.
    """
    if not 1 <= trials <= MOST:
        raise DataError("power.trials", trials=trials, most=MOST)
    clubs, size = round(asked.clusters or 0), asked.size or 0
    if asked.design == "cluster" and (clubs < 4 or round(size) < 1):
        raise DataError("sample.too_few")
    rng = np.random.default_rng(seed)
    step, count = max(1, CELLS // max(clubs, 1)), 0
    for start in range(0, trials, step):
        n = min(step, trials - start)
        draw = _clubs if asked.design == "cluster" else _people
        count += int(draw(asked, effect, n, rng).sum())
    return count / trials


def _clubs(asked: Study, effect: float, trials: int, rng: np.random.Generator) -> NDArray[np.bool_]:
    clubs = round(asked.clusters or 0)
    sizes = _sizes(asked, (trials, clubs), rng)
    treated = np.arange(clubs) < clubs // 2
    if asked.outcome == "binary":
        before = asked.baseline or 0.0
        chance = _chances(np.where(treated, before + effect, before), asked.icc, sizes.shape, rng)
        means = rng.binomial(sizes, chance) / sizes
    else:
        spread = np.sqrt(asked.icc + (1 - asked.icc) / sizes)
        means = rng.standard_normal(sizes.shape) * spread + effect * treated
    return student(means[:, treated], means[:, ~treated], asked.level)


def student(one: Array, zero: Array, level: float) -> NDArray[np.bool_]:
    """Return in which rows Student's test with a common variance tells two groups apart."""
    from scipy.special import stdtrit  # heavy: loaded when it is used

    degrees = one.shape[1] + zero.shape[1] - 2
    gap = one.mean(axis=1) - zero.mean(axis=1)
    squares = one.var(axis=1) * one.shape[1] + zero.var(axis=1) * zero.shape[1]
    error = np.sqrt(squares / degrees * (1 / one.shape[1] + 1 / zero.shape[1]))
    found: NDArray[np.bool_] = np.abs(gap) > stdtrit(degrees, 0.5 + level / 2) * error
    return found


def _chances(means: Array, icc: float, shape: tuple[int, ...], rng: np.random.Generator) -> Array:
    """Return the chance of yes in each club: beta, so that two people correlate by icc."""
    if not icc:
        return np.broadcast_to(means, shape)
    k = 1 / icc - 1
    return rng.beta(means * k, (1 - means) * k, shape)


def _sizes(asked: Study, shape: tuple[int, int], rng: np.random.Generator) -> NDArray[np.int64]:
    """Return how many people each club has: log-normal round the mean, at least one."""
    size = asked.size or 0
    if asked.cv == 0:
        return np.full(shape, max(round(size), 1), dtype=np.int64)
    variance = np.log1p(asked.cv**2)
    drawn = size * rng.lognormal(-variance / 2, np.sqrt(variance), shape)
    return np.maximum(np.rint(drawn), 1).astype(np.int64)


def _people(
    asked: Study, effect: float, trials: int, rng: np.random.Generator
) -> NDArray[np.bool_]:
    from scipy.special import ndtri, stdtrit  # heavy: loaded when it is used

    n = round((asked.clusters or 0) * (asked.size or 0) / 2)
    if asked.outcome == "continuous":
        gap = rng.normal(effect, np.sqrt(2 / n), trials)
        error = np.sqrt(rng.chisquare(2 * n - 2, trials) / (2 * n - 2) * 2 / n)
        bound = stdtrit(2 * n - 2, 0.5 + asked.level / 2)
    else:
        before = asked.baseline or 0.0
        one, zero = (rng.binomial(n, share, trials) / n for share in (before + effect, before))
        middle = (one + zero) / 2
        gap, error = one - zero, np.sqrt(2 * middle * (1 - middle) / n)
        bound = ndtri(0.5 + asked.level / 2)
    found: NDArray[np.bool_] = np.abs(gap) > bound * error
    return found
