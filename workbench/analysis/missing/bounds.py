"""Between which two values the answer must lie, whatever those who are missing have become."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.base.errors import DataError


@dataclass(frozen=True)
class Bounds:
    """The lowest and the highest answer, and *point*, that of the people who were seen.

    *trimmed* is the share of the fuller group that Lee's bounds set aside, 0 elsewhere.
    """

    low: float
    high: float
    point: float
    trimmed: float = 0.0

    @property
    def width(self) -> float:
        """How far apart the two answers are."""
        return self.high - self.low


def worst_best(
    outcome: pd.Series, treated: pd.Series | None = None, low: float = 0.0, high: float = 1.0
) -> Bounds:
    """Return the mean, or the difference of two means, if all who are missing did worst, or best.

    *outcome* is a number per person, missing where nobody saw it; *treated* 1 or 0, None where
    there is one group. *low* and *high* are the least and the most that anybody can score. No
    assumption at all (Horowitz and Manski 2000). Raises DataError when nobody was seen, or when an
    answer lies outside.

    >>> worst_best(pd.Series([1.0, 0.0, None, None]))
    Bounds(low=0.25, high=0.75, point=0.5, trimmed=0.0)
    """
    values = outcome.astype(float)
    if (values < low).any() or (values > high).any():
        raise DataError("missing.outside", low=low, high=high)
    if treated is None:
        return Bounds(*_filled(values, low, high))
    one, other = (_filled(values[treated == arm], low, high) for arm in (1, 0))
    return Bounds(one[0] - other[1], one[1] - other[0], one[2] - other[2])


def lee_bounds(outcome: pd.Series, treated: pd.Series) -> Bounds:
    """Return Lee's bounds of the effect on those who would be seen with or without the programme.

    The group that kept more people loses the share in excess, from the top, then from the bottom:
    q = (s1 - s0) / s1 where s is the share seen (Lee 2009). Holds where people were drawn by lot
    and the programme moves everybody's chance of being seen the same way. Raises DataError when a
    group has nobody seen.
    """
    values = outcome.astype(float)
    arms = {arm: np.sort(values[treated == arm].dropna().to_numpy()) for arm in (0, 1)}
    if not all(len(seen) for seen in arms.values()):
        raise DataError("missing.nobody_seen")
    shares = {arm: len(arms[arm]) / int((treated == arm).sum()) for arm in (0, 1)}
    point = float(arms[1].mean() - arms[0].mean())
    fuller = 1 if shares[1] > shares[0] else 0
    excess = 1 - shares[1 - fuller] / shares[fuller]
    bottom, top = _trimmed(arms[fuller], excess)
    rest = float(arms[1 - fuller].mean())
    ends = (bottom - rest, top - rest) if fuller else (rest - top, rest - bottom)
    return Bounds(*ends, point, float(excess))


def _filled(values: pd.Series, low: float, high: float) -> tuple[float, float, float]:
    seen = values.notna()
    if not seen.any():
        raise DataError("missing.nobody_seen")
    share, mean = float(seen.mean()), float(values.mean())
    return share * mean + (1 - share) * low, share * mean + (1 - share) * high, mean


def _trimmed(ordered: np.ndarray, excess: float) -> tuple[float, float]:
    """Return the means of a group without its top, and without its bottom."""
    kept = len(ordered) * (1 - excess)
    weights = np.clip(kept - np.arange(len(ordered)), 0, 1)
    return float(np.average(ordered, weights=weights)), float(
        np.average(ordered[::-1], weights=weights)
    )
