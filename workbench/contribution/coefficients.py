"""Coefficients of agreement between coders: the share, Cohen's kappa, Krippendorff's alpha."""

from collections.abc import Hashable, Sequence
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Level = Literal["nominal", "ordinal", "interval"]
Ratings = Sequence[Sequence[Hashable]]
"""A row a coder, a column a passage; None where the coder did not see it."""
Floats = NDArray[np.float64]
DRAWS = 2000


def percent(ratings: Ratings) -> float | None:
    """Return the share of pairs of codes of one passage that are the same.

    >>> percent([["a", "b", "a"], ["a", "b", "b"]])
    0.6666666666666666
    """
    pairs = [pair for unit in units_of(ratings) for pair in combinations(unit, 2)]
    return sum(one == other for one, other in pairs) / len(pairs) if pairs else None


def kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float | None:
    """Return Cohen's kappa of two coders, on the passages both coded (Cohen 1960).

    None where both always give one and the same code: chance then explains all.

    >>> kappa(["yes", "yes", "no", "no"], ["yes", "no", "no", "no"])
    0.5
    """
    pairs = [(a, b) for a, b in zip(first, second, strict=True) if a is not None and b is not None]
    if not pairs:
        return None
    observed = sum(a == b for a, b in pairs) / len(pairs)
    ones, others = [a for a, _ in pairs], [b for _, b in pairs]
    chance = sum(ones.count(code) * others.count(code) for code in set(ones)) / len(pairs) ** 2
    return None if chance == 1 else (observed - chance) / (1 - chance)


def alpha(
    ratings: Ratings, level: Level = "nominal", order: Sequence[Hashable] | None = None
) -> float | None:
    """Return Krippendorff's alpha; passages coded once, and missing codes, are left out.

    *level* says how far apart two codes are: other, ranks between them, or their difference; codes
    are numbers for the last two, or *order* lists them. One minus observed over expected
    disagreement, from the coincidences (Krippendorff 2011, Computing alpha-reliability).

    >>> alpha([[1, 2, 3, None], [1, 2, 3, 3]])
    1.0
    """
    values, coincidences = _coincidences(ratings, order)
    if len(values) < 2:
        return None
    return _alpha(coincidences.sum(axis=0), _places(values, level, order), level)


def units_of(ratings: Ratings) -> list[list[Hashable]]:
    """Return the codes of each passage that was coded twice at least."""
    units = [[code for code in unit if code is not None] for unit in zip(*ratings, strict=True)]
    return [unit for unit in units if len(unit) > 1]


def _coincidences(
    ratings: Ratings, order: Sequence[Hashable] | None
) -> tuple[list[Hashable], Floats]:
    """Return the codes in order, and how often each meets each in every passage."""
    units = units_of(ratings)
    seen = {code for unit in units for code in unit}
    values: list[Hashable] = (
        [v for v in order if v in seen] if order else sorted(seen, key=_sortable)
    )
    counts = np.array([[unit.count(v) for v in values] for unit in units], dtype=float)
    counts = counts.reshape(len(units), len(values))
    met = counts[:, :, None] * counts[:, None, :]
    met -= counts[:, :, None] * np.eye(len(values))
    return values, met / (counts.sum(axis=1) - 1)[:, None, None]


def _sortable(value: Hashable) -> tuple[int, float, str]:
    return (0, float(value), "") if isinstance(value, int | float) else (1, 0.0, str(value))


def _places(values: Sequence[Hashable], level: Level, order: Sequence[Hashable] | None) -> Floats:
    """Return where the codes stand on their scale: their numbers, or their rank in the order."""
    if level == "interval" and order is None:
        return np.array([float(str(value)) for value in values])
    ranks = {value: rank for rank, value in enumerate(order or values)}
    return np.array([float(ranks[value]) for value in values])


def _alpha(met: Floats, places: Floats, level: Level) -> float | None:
    each = met.sum(axis=1)
    apart = _apart(each, places, level)
    expected = float((np.outer(each, each) * apart).sum()) / (float(each.sum()) - 1)
    return None if expected == 0 else 1 - float((met * apart).sum()) / expected


def _apart(each: Floats, places: Floats, level: Level) -> Floats:
    """Return how far apart two codes are, squared; ranks count the codes that lie between."""
    if level == "nominal":
        return 1 - np.eye(len(each))
    if level == "interval":
        return np.asarray((places[:, None] - places[None, :]) ** 2)
    middle = np.cumsum(each) - each / 2
    return np.asarray((middle[:, None] - middle[None, :]) ** 2)


def spread(
    ratings: Ratings, level: Level, order: Sequence[Hashable] | None, seed: int = 20240101
) -> tuple[float | None, float | None]:
    """Return the 2.5 and 97.5 percentiles of alpha over passages drawn again, with return."""
    values, met = _coincidences(ratings, order)
    places, n = _places(values, level, order), len(met)
    draws = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=DRAWS)
    again = np.tensordot(draws.astype(float), met, axes=1)
    found = [value for one in again if (value := _alpha(one, places, level)) is not None]
    if not found:
        return None, None
    low, high = np.percentile(found, [2.5, 97.5])
    return float(low), float(high)
