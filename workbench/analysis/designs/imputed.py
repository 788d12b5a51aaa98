"""Matching with replacement: the outcome that nobody saw, and the error of Abadie and Imbens."""

import numpy as np

from workbench.analysis.designs.neighbours import Matches, Places, noise, with_replacement
from workbench.analysis.regression import Array


def matches_of(points: Array, treated: Array, estimand: str) -> list[Matches]:
    """Return who stands in for the treated and, for ``ate``, also who stands in for the others."""
    one, zero = np.flatnonzero(treated == 1), np.flatnonzero(treated == 0)
    found = [with_replacement(points, one, zero)]
    if estimand == "ate":
        found.append(with_replacement(points, zero, one))
    return found


def weights_of_matches(matches: list[Matches], treated: Array) -> Array:
    """Return the weight of each row in the difference of means: itself, and those it stands for."""
    weights = np.zeros(len(treated))
    for found in matches:
        weights[np.unique(found.who)] += 1
        weights += np.bincount(found.by, found.share, len(treated))
    return weights


def mean_effect(
    matches: list[Matches], y: Array, treated: Array, x: Array | None
) -> tuple[float, Array]:
    """Return the mean effect, and the effect of each row that is answered for.

    With covariates *x*, each gap is freed of what the covariates of the two foretell: the bias
    adjustment of Abadie and Imbens (2011), by least squares among the rows that were used.
    """
    gaps = []
    for found in matches:
        sign = 1.0 if treated[found.who[0]] == 1 else -1.0
        shift = 0.0 if x is None else _foretold(found, y, x)
        gap = found.share * (y[found.who] - y[found.by] - shift)
        sums = np.bincount(found.who, gap, len(y))
        gaps.append(sign * sums[np.unique(found.who)])
    each = np.concatenate(gaps)
    return float(each.mean()), each


def abadie_imbens(
    points: Array, y: Array, matches: list[Matches], each: Array, treated: Array
) -> float:
    """Return the standard error of matching with replacement (Abadie and Imbens 2006, theorem 7).

    The variance is that of the population effect: the spread of the effects of each, and the noise
    of those who stand in for several, as often as they do.
    """
    both = len(matches) == 2
    variance = float(((each - each.mean()) ** 2).sum())
    for found in matches:
        arm = np.flatnonzero(treated == treated[found.by[0]])
        often = np.bincount(found.by, found.share, len(y))[arm]
        squares = np.bincount(found.by, found.share**2, len(y))[arm]
        extra = often**2 - squares + (2 * often if both else 0)
        variance += float((extra * noise(points, y, arm)).sum())
    return float(np.sqrt(variance) / len(each))


def _foretold(found: Matches, y: Array, x: Array) -> Array:
    """Return what the covariates foretell of the gap between a row and who stands in for it."""
    used: Places = np.unique(found.by)
    root = np.sqrt(np.bincount(found.by, found.share, len(y))[used])
    columns = np.column_stack([np.ones(len(x)), x])
    slope = np.linalg.lstsq(columns[used] * root[:, None], y[used] * root, rcond=None)[0]
    foretold: Array = (columns[found.who] - columns[found.by]) @ slope
    return foretold
