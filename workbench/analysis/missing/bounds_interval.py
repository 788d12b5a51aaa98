"""How sure Lee's bounds are: an interval for the effect that lies somewhere between the two."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.analysis.designs.carried import FEW
from workbench.analysis.designs.neighbours import Places
from workbench.analysis.missing.bounds import Bounds, arm_of, trimmed
from workbench.analysis.missing.known import two_arms
from workbench.base.errors import DataError

DRAWS = 999
LOST = 0.05
"""The share of draws that may hold a group nobody of which was seen."""


@dataclass(frozen=True)
class LeeInterval:
    """Lee's *bounds*, the error of each end, and the interval of the effect between them.

    *ci_low*, *ci_high* and the errors are None where a group has fewer than four clubs; *df* is
    what Student's quantile was taken with, *draws* how many resamplings could be used.
    """

    bounds: Bounds
    error_low: float | None
    error_high: float | None
    df: float | None
    ci_low: float | None
    ci_high: float | None
    level: float
    draws: int


def lee_interval(
    outcome: pd.Series,
    treated: pd.Series,
    clubs: pd.Series | None = None,
    level: float = 0.95,
    draws: int = DRAWS,
    seed: int = 1,
) -> LeeInterval:
    """Return Lee's bounds with an interval that holds the effect, wherever between them it lies.

    *outcome* is a number per person, missing where nobody saw it, *treated* 1 or 0, *clubs* the
    club of each. The interval is that of Imbens and Manski (2004, section 4): narrower than one
    that holds both bounds, since the effect cannot lie at both ends. The errors of the two ends
    come from drawing again people, or whole clubs, one fewer in each group than there are (Rao and
    Wu 1988), so that few clubs do not make them too small; the quantile is Student's, with the
    clubs less two degrees of freedom (less one where clubs hold both groups), never a normal one.
    Raises DataError as `lee_bounds` does, and where the group or the club of somebody is unknown.

    >>> outcome = pd.Series([1.0, 2, 3, 4, 2, 3, 1, 2, None, 3, 2, None])
    >>> found = lee_interval(outcome, pd.Series([1] * 6 + [0] * 6), draws=99)
    >>> found.ci_low < found.bounds.low <= found.bounds.high < found.ci_high
    True
    """
    if not 0 < level < 1:
        raise DataError("analysis.level_out_of_range", level=level)
    arms = two_arms(treated)
    one, other = (arm_of(outcome, arms == arm) for arm in (1, 0))
    bounds = trimmed(one, other, np.ones(len(outcome)))
    units, groups = _units(arms, clubs)
    sizes = [len(group) for group in groups]
    if min(sizes) < (2 if clubs is None else FEW):
        return LeeInterval(bounds, None, None, None, None, None, level, 0)
    rng = np.random.default_rng(seed)
    ends = []
    for _ in range(draws):
        counts = np.zeros(int(units.max()) + 1)
        for group in groups:
            counts += np.bincount(rng.choice(group, len(group) - 1), minlength=len(counts))
        try:
            drawn = trimmed(one, other, counts[units])
        except DataError:
            continue  # a group of which nobody drawn was seen
        ends.append((drawn.low, drawn.high))
    if len(ends) < (1 - LOST) * draws:
        return LeeInterval(bounds, None, None, None, None, None, level, len(ends))
    low, high = (float(end) for end in np.std(ends, axis=0, ddof=1))
    df = float(sum(sizes) - len(groups))
    half = between(bounds.width, (low, high), df, level)
    near, far = bounds.low - half * low, bounds.high + half * high
    return LeeInterval(bounds, low, high, df, near, far, level, len(ends))


def between(width: float, errors: tuple[float, float], df: float, level: float = 0.95) -> float:
    """Return how many errors to go beyond each bound (Imbens and Manski 2004, equation 7).

    From Student's two-sided quantile, where the bounds are one point, to the one-sided one, where
    they are far apart.

    >>> round(between(0.0, (1.0, 1.0), 1e9), 2), round(between(50.0, (1.0, 1.0), 1e9), 2)
    (1.96, 1.64)
    """
    from scipy.special import stdtr

    apart = width / max(errors) if max(errors) > 0 else np.inf
    low, high = 0.0, 1e3
    while high - low > 1e-9:
        middle = (low + high) / 2
        covered = float(stdtr(df, middle + apart) - stdtr(df, -middle))
        low, high = (middle, high) if covered < level else (low, middle)
    return high


def _units(arms: pd.Series, clubs: pd.Series | None) -> tuple[Places, list[Places]]:
    """Return the unit of each row that is drawn whole, and the units of each group drawn from."""
    if clubs is None:
        units = np.arange(len(arms))
    else:
        gaps = int(clubs.isna().sum())
        if gaps:
            raise DataError("missing.must_be_known", column=str(clubs.name or ""), n=gaps)
        units = pd.factorize(clubs)[0]
    had = np.bincount(units, arms.to_numpy()) / np.bincount(units)
    if not np.isin(had, [0.0, 1.0]).all():
        return units, [np.arange(len(had))]
    return units, [np.flatnonzero(had == arm) for arm in (0.0, 1.0)]
