"""Pooling counts without weighing by variance: Mantel and Haenszel, for pilots with few events."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from workbench.analysis.pooling.effect_sizes import odds_ratio, risk_difference, risk_ratio
from workbench.analysis.pooling.model import Array
from workbench.base.errors import DataError


class MantelHaenszel(NamedTuple):
    """One effect for all pilots, on the logarithmic scale for ratios; *q* is Cochran's."""

    estimate: float
    std_error: float
    ci_low: float
    ci_high: float
    q: float
    k: int


def mantel_haenszel(
    measure: str,
    counts: tuple[ArrayLike, ArrayLike, ArrayLike, ArrayLike],
    level: float = 0.95,
) -> MantelHaenszel:
    """Pool the *counts* of k pilots: yes, n, yes of the other group, n of the other group.

    *measure* is ``risk_ratio`` (variance of Greenland and Robins 1985), ``odds_ratio`` (Robins,
    Breslow and Greenland 1986) or ``risk_difference`` (Greenland and Robins 1985). One effect is
    taken to hold for all pilots: nothing is said of the next one. Raises DataError for counts that
    cannot be, or where nobody had the event.

    >>> found = mantel_haenszel("risk_ratio", ([4, 6], [123, 306], [11, 29], [139, 303]))
    >>> round(found.estimate, 4)
    -1.3517
    """
    from scipy.special import ndtri

    effect = {
        "risk_ratio": risk_ratio,
        "odds_ratio": odds_ratio,
        "risk_difference": risk_difference,
    }
    single = effect[measure](*counts)
    a, one, c, two = (np.atleast_1d(np.asarray(part, float)) for part in counts)
    if not (a.any() and c.any() and (one - a).any() and (two - c).any()):
        raise DataError("pooling.nobody_had_it")
    estimate, std_error = FORMULAS[measure](a, one, c, two)
    wide = float(ndtri((1 + level) / 2)) * std_error
    q = float(((np.atleast_1d(single.effect) - estimate) ** 2 / single.variance).sum())
    return MantelHaenszel(estimate, std_error, estimate - wide, estimate + wide, q, len(a))


def _risk_ratio(a: Array, one: Array, c: Array, two: Array) -> tuple[float, float]:
    n = one + two
    up, down = (a * two / n).sum(), (c * one / n).sum()
    spread = ((one * two * (a + c) - a * c * n) / n**2).sum()
    return float(np.log(up / down)), float(np.sqrt(spread / (up * down)))


def _odds_ratio(a: Array, one: Array, c: Array, two: Array) -> tuple[float, float]:
    n, b, d = one + two, one - a, two - c
    for_it, against = (a + d) / n, (b + c) / n
    r, s = a * d / n, b * c / n
    up, down = r.sum(), s.sum()
    spread = (for_it * r).sum() / (2 * up**2)
    spread += (for_it * s + against * r).sum() / (2 * up * down)
    spread += (against * s).sum() / (2 * down**2)
    return float(np.log(up / down)), float(np.sqrt(spread))


def _risk_difference(a: Array, one: Array, c: Array, two: Array) -> tuple[float, float]:
    weight = one * two / (one + two)
    variance = a * (one - a) / one**3 + c * (two - c) / two**3
    estimate = (weight * (a / one - c / two)).sum() / weight.sum()
    return float(estimate), float(np.sqrt((weight**2 * variance).sum()) / weight.sum())


EFFECTS = {
    "risk_ratio": risk_ratio,
    "odds_ratio": odds_ratio,
    "risk_difference": risk_difference,
}
FORMULAS = {
    "risk_ratio": _risk_ratio,
    "odds_ratio": _odds_ratio,
    "risk_difference": _risk_difference,
}
