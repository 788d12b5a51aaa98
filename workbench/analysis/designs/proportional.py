"""Whether one ratio speaks for all moments: one that turns with time is no single ratio."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.analysis.designs.survival import Pulls
from workbench.analysis.regression import Array

STEPS, STILL = 25, 1e-9


@dataclass(frozen=True)
class Drift:
    """How the logarithm of the hazard ratio of the first column moves with time.

    *early* and *late* are the ratio after a quarter and three quarters of the ends that were seen,
    by one step from a constant one; *p_value* that of a constant ratio.
    """

    early: float
    late: float
    p_value: float


@dataclass(frozen=True)
class AtRisk:
    """The moments at which ends were seen, in order, and the people still waiting at each.

    *ends* (m) are the moments, *happened* (m) how many ended there, *weight* (m) the sum of the
    people's relative speeds, *mean* (m × k) their weighted mean, *spread* (m × k × k) their
    weighted covariance.
    """

    ends: Array
    happened: Array
    weight: Array
    mean: Array
    spread: Array


def drift(times: Array, seen: Array, x: Array, beta: Array, summed: Pulls | None = None) -> Drift:
    """Return how the ratio of the first column of *x* (n × k) moves with the rank of the ends.

    The score test of a coefficient that moves with time g: sum of g times Schoenfeld's residuals
    (Schoenfeld 1982), the other coefficients estimated (Grambsch and Therneau 1994, with the exact
    information, as R's cox.zph since version 3). *beta* as `speeds` gives it. *summed* takes
    the pulls of people on the score to its error and its degrees of freedom, where people live in
    clubs (Lin and Wei 1989); without it the error is that of the model.

    >>> long = np.array([1.0, 2, 3, 4, 5, 6, 7, 8])
    >>> arm = np.array([[1.0], [1], [0], [0], [0], [0], [1], [1]])
    >>> found = drift(long, np.ones(8), arm, np.zeros(1))
    >>> found.early > 1 > found.late
    True
    """
    from scipy.special import ndtr, stdtr

    risk = waiting(times, seen, x, beta)
    g = np.arange(len(risk.ends), dtype=float)
    g = g - np.average(g, weights=risk.happened)
    moved = (risk.happened * g)[:, None] * risk.spread[:, 0]
    whole = np.einsum("m,mij->ij", risk.happened, risk.spread)
    own = float(((risk.happened * g**2)[:, None, None] * risk.spread).sum(axis=0)[0, 0])
    others = np.linalg.lstsq(whole, moved.sum(axis=0), rcond=None)[0]
    free = own - float(moved.sum(axis=0) @ others)
    pulls = pulls_on(g, risk, (times, seen, x, beta))
    plain = pulls_on(np.ones(len(g)), risk, (times, seen, x, beta))
    each = pulls[:, 0] - plain @ others
    score = float(each.sum())
    slope = score / free if free > 0 else 0.0
    quarter = [float(np.quantile(g, share)) for share in (0.25, 0.75)]
    early, late = (float(np.exp(beta[0] + slope * at)) for at in quarter)
    if summed is None:
        p_value = float(2 * ndtr(-abs(score) / np.sqrt(free))) if free > 0 else 1.0
        return Drift(early, late, p_value)
    error, df = summed(each)
    carries = error > 0 and np.isfinite(df) and df > 0
    return Drift(early, late, float(2 * stdtr(df, -abs(score / error))) if carries else 1.0)


def speeds(times: Array, seen: Array, x: Array) -> Array:
    """Return the logarithms of the hazard ratios of the columns of *x* (Cox 1972), ties by Breslow.

    Newton's steps, on columns of the same spread.
    """
    spread = x.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    scaled = (x - x.mean(axis=0)) / spread
    beta = np.zeros(x.shape[1])
    for _ in range(STEPS):
        risk = waiting(times, seen, scaled, beta)
        pull = pulls_on(np.ones(len(risk.ends)), risk, (times, seen, scaled, beta)).sum(axis=0)
        known = np.einsum("m,mij->ij", risk.happened, risk.spread)
        step = np.linalg.lstsq(known, pull, rcond=None)[0]
        beta = beta + step
        if np.abs(step).max() < STILL:
            break
    found: Array = beta / spread
    return found


def waiting(times: Array, seen: Array, x: Array, beta: Array) -> AtRisk:
    """Return who was still waiting each time that an end was seen."""
    ends, happened = np.unique(times[seen == 1], return_counts=True)
    order = np.argsort(times, kind="stable")
    speed = np.exp((x - x.mean(axis=0))[order] @ beta)
    rows = x[order]
    first = np.searchsorted(times[order], ends, "left")
    weight = _after(speed)[first]
    mean = _after(speed[:, None] * rows)[first] / weight[:, None]
    squares = _after(speed[:, None, None] * rows[:, :, None] * rows[:, None, :])[first]
    spread = squares / weight[:, None, None] - mean[:, :, None] * mean[:, None, :]
    return AtRisk(ends, happened.astype(float), weight, mean, spread)


def pulls_on(g: Array, risk: AtRisk, parts: tuple[Array, Array, Array, Array]) -> Array:
    """Return the pull (n × k) of each person on the score whose residuals weigh *g*."""
    times, seen, x, beta = parts
    speed = np.exp((x - x.mean(axis=0)) @ beta)
    place = np.searchsorted(risk.ends, times, "right")
    steps = g * risk.happened / risk.weight
    level = np.concatenate([[0.0], np.cumsum(steps)])[place]
    means = np.concatenate([np.zeros((1, x.shape[1])), np.cumsum(steps[:, None] * risk.mean, 0)])
    expected = speed[:, None] * (level[:, None] * x - means[place])
    at = np.minimum(np.searchsorted(risk.ends, times), len(risk.ends) - 1)
    jump = (seen * g[at])[:, None] * (x - risk.mean[at])
    pulls: Array = jump - expected
    return pulls


def schoenfeld(times: Array, seen: Array, x: Array, beta: Array) -> pd.DataFrame:
    """Return Schoenfeld's residuals: a row per end that was seen, a column per column of *x*.

    Indexed by the moment; what each was, less what was expected among those still waiting.
    """
    risk = waiting(times, seen, x, beta)
    mine = seen == 1
    residuals = x[mine] - risk.mean[np.searchsorted(risk.ends, times[mine])]
    return pd.DataFrame(residuals, index=pd.Index(times[mine], name="time")).sort_index(
        kind="stable"
    )


def _after(values: Array) -> Array:
    """Return the sum of each row and all after it."""
    sums: Array = np.cumsum(values[::-1], axis=0)[::-1]
    return sums
