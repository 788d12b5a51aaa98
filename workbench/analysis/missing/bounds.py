"""Between which two values the answer must lie, whatever those who are missing have become."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.analysis.designs.neighbours import Places
from workbench.analysis.regression import Array
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


def lee_bounds(outcome: pd.Series, treated: pd.Series, counts: Array | None = None) -> Bounds:
    """Return Lee's bounds of the effect on those who would be seen with or without the programme.

    The group that kept more people loses the share in excess, from the top, then from the bottom:
    q = (s1 - s0) / s1 where s is the share seen (Lee 2009). Holds where people were drawn by lot
    and the programme moves everybody's chance of being seen the same way. *counts* says for how
    many people each row stands; one without it. `lee_interval` says how sure they are. Raises
    DataError when a group has nobody seen.

    >>> lee_bounds(pd.Series([1.0, 2, 3, 4, 1, 2, None, None]), pd.Series([1, 1, 1, 1, 0, 0, 0, 0]))
    Bounds(low=0.0, high=2.0, point=1.0, trimmed=0.5)
    """
    n = np.ones(len(outcome)) if counts is None else counts
    return trimmed(arm_of(outcome, treated == 1), arm_of(outcome, treated == 0), n)


@dataclass(frozen=True)
class Arm:
    """One group: the rows of those seen, lowest first, their values, and the rows of all."""

    rows: Places
    ordered: Array
    everybody: Places

    def told(self, counts: Array) -> tuple[Array, float]:
        """Return for how many each of those seen stands, and the share of the group that was seen.

        Raises DataError when nobody was seen.
        """
        own = counts[self.rows]
        seen = float(own.sum())
        if not seen > 0:
            raise DataError("missing.nobody_seen")
        return own, seen / float(counts[self.everybody].sum())


def arm_of(outcome: pd.Series, own: pd.Series) -> Arm:
    """Return the group of the rows that *own* names."""
    values = outcome.to_numpy(dtype=float)
    everybody = np.flatnonzero(own.to_numpy())
    seen = everybody[~np.isnan(values[everybody])]
    rows = seen[np.argsort(values[seen], kind="stable")]
    return Arm(rows, values[rows], everybody)


def trimmed(one: Arm, other: Arm, counts: Array) -> Bounds:
    """Return Lee's bounds of two groups whose rows stand for *counts* people each."""
    told = [arm.told(counts) for arm in (one, other)]
    means = [
        float(arm.ordered @ own) / float(own.sum())
        for arm, (own, _) in zip((one, other), told, strict=True)
    ]
    more = 0 if told[0][1] > told[1][1] else 1
    excess = 1 - told[1 - more][1] / told[more][1]
    own, values = told[more][0], (one, other)[more].ordered
    kept = float(own.sum()) * (1 - excess)
    bottom = _lowest(values, own, kept)
    top = _lowest(values[::-1], own[::-1], kept)
    rest = means[1 - more]
    ends = (bottom - rest, top - rest) if more == 0 else (rest - top, rest - bottom)
    return Bounds(*ends, means[0] - means[1], float(excess))


def _lowest(values: Array, counts: Array, kept: float) -> float:
    """Return the mean of the first *kept* people."""
    weights = np.clip(kept - (np.cumsum(counts) - counts), 0, counts)
    return float(values @ weights) / float(weights.sum())


def _filled(values: pd.Series, low: float, high: float) -> tuple[float, float, float]:
    seen = values.notna()
    if not seen.any():
        raise DataError("missing.nobody_seen")
    share, mean = float(seen.mean()), float(values.mean())
    return share * mean + (1 - share) * low, share * mean + (1 - share) * high, mean
