"""Stacked estimating equations: all steps at once, so that none is taken as known."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.regression import Array

Loose = NDArray[Any]
"""Numbers, real or complex: the same equations are read with both."""
Equations = Callable[[Loose], Loose]
"""Give one row per person and one column per parameter; at the estimate each column sums to 0."""
STEP = 1e-30


def along(x: Loose, slope: Loose) -> Loose:
    """Return x times slope, without the threads that cost more than so small a product."""
    line: Loose = np.einsum("ij,j->i", x, slope)
    return line


def sandwich(equations: Equations, at: Array, wanted: Array) -> float:
    """Return the standard error of *wanted* times the parameters, whatever was estimated first.

    The sandwich of Stefanski and Boos (2002); the slopes are taken by a complex step (Squire and
    Trapp 1998), exact to rounding.
    """
    whole = np.zeros(len(equations(at.astype(complex))), dtype=np.int64)
    pull = np.linalg.solve(_slopes(equations, at, whole)[0].T, wanted)
    return float(np.linalg.norm(equations(at.astype(complex)).real @ pull))


def influences(equations: Equations, at: Array, wanted: Array, clubs: NDArray[np.int64]) -> Array:
    """Return how far the answer moves when each club is left out, by one Newton step.

    The one-step jackknife: the generalisation of CR3 to any estimating equation.
    """
    slopes = _slopes(equations, at, clubs)
    sums = _by_club(equations(at.astype(complex)).real, clubs)
    moved = np.linalg.solve(slopes.sum(axis=0) - slopes, sums[:, :, None])[:, :, 0]
    away: Array = moved @ wanted
    return away


def _slopes(equations: Equations, at: Array, clubs: NDArray[np.int64]) -> Array:
    """Return, for each club, the slope of the sum of each equation along each parameter."""
    columns = []
    for place in range(len(at)):
        moved = at.astype(complex)
        moved[place] += STEP * 1j
        columns.append(_by_club(equations(moved).imag / STEP, clubs))
    return np.stack(columns, axis=2)


def _by_club(values: Array, clubs: NDArray[np.int64]) -> Array:
    count = int(clubs.max()) + 1
    return np.column_stack([np.bincount(clubs, column, count) for column in values.T])
