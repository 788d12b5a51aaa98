"""Randomisation inference: what the lot alone could have given, had the programme done nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product
from math import comb, prod

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.analysis.regression import Array

DRAWS = 9999
CLOSE = 1e-9
AT_ONCE = 20_000_000
"""So many draws times units are held at a time."""


@dataclass(frozen=True)
class Lottery:
    """The difference seen, its p-values (two-sided and to the right), and how many lots."""

    estimate: float
    p_value: float
    p_right: float
    lots: int
    exact: bool


def randomisation(
    values: pd.Series,
    treated: pd.Series,
    clusters: pd.Series | None = None,
    strata: pd.Series | None = None,
    *,
    draws: int = DRAWS,
    seed: int = 1,
) -> Lottery:
    """Draw the lot again: whole *clusters*, within *strata*, as many treated in each as there were.

    The statistic is the difference between the means of all people treated and of all others
    (Fisher 1935; Gerber and Green 2012, chapter 3). When all lots are no more than *draws* they are
    all tried, and the p-value is exact; ties count as “as far as seen”.

    >>> lot = randomisation(pd.Series([1.0, 2, 3, 9]), pd.Series([0, 0, 0, 1]))
    >>> lot.estimate, lot.p_value, lot.lots
    (7.0, 0.25, 4)
    """
    unit = pd.Series(range(len(values)), index=values.index) if clusters is None else clusters
    frame = pd.DataFrame({"y": values, "d": treated, "unit": unit, "n": 1.0})
    frame["stratum"] = 0 if strata is None else strata
    sums = frame.groupby("unit", sort=True).agg(
        y=("y", "sum"), n=("n", "sum"), d=("d", "max"), stratum=("stratum", "first")
    )
    groups = [(rows, int(sums["d"].to_numpy()[rows].sum())) for rows in _strata(sums["stratum"])]
    lots = prod(comb(len(rows), picked) for rows, picked in groups)
    exact = lots <= draws
    y, n = sums["y"].to_numpy(float), sums["n"].to_numpy(float)
    many = [_all(groups, len(sums))] if exact else _some(groups, len(sums), draws, seed)
    found = np.concatenate([_gap(chosen, y, n) for chosen in many])
    seen = float(_gap(sums["d"].to_numpy(float)[None, :], y, n)[0])
    room = CLOSE * max(float(np.max(np.abs(found))), abs(seen))
    extra = 0 if exact else 1
    total = len(found) + extra
    far = int((np.abs(found) >= abs(seen) - room).sum()) + extra
    right = int((found >= seen - room).sum()) + extra
    return Lottery(seen, far / total, right / total, lots if exact else draws, exact)


def _gap(chosen: Array, y: Array, n: Array) -> Array:
    ones, people = chosen @ y, chosen @ n
    found: Array = ones / people - (y.sum() - ones) / (n.sum() - people)
    return found


def _strata(strata: pd.Series) -> list[NDArray[np.int64]]:
    codes = pd.factorize(strata)[0]
    return [np.flatnonzero(codes == code) for code in range(codes.max() + 1)]


def _all(groups: list[tuple[NDArray[np.int64], int]], units: int) -> Array:
    """Return every lot (lots × units), one stratum after the other."""

    def picks() -> Iterator[tuple[int, ...]]:
        each = (list(combinations(rows, picked)) for rows, picked in groups)
        for parts in product(*each):
            yield tuple(unit for part in parts for unit in part)

    places = list(picks())
    chosen = np.zeros((len(places), units))
    for lot, treated in enumerate(places):
        chosen[lot, list(treated)] = 1.0
    return chosen


def _some(
    groups: list[tuple[NDArray[np.int64], int]], units: int, draws: int, seed: int
) -> Iterator[Array]:
    """Yield random lots, some at a time: in each stratum the units with the smallest numbers."""
    draw = np.random.default_rng(seed)
    step = max(1, AT_ONCE // units)
    for start in range(0, draws, step):
        lots = min(step, draws - start)
        chosen = np.zeros((lots, units))
        for rows, picked in groups:
            order = draw.random((lots, len(rows))).argsort(axis=1)[:, :picked]
            np.put_along_axis(chosen, rows[order], 1.0, axis=1)
        yield chosen
