"""From counts and means of two groups to an effect and its variance: what pilots are pooled by.

The formulas are those of the *Handbook of Research Synthesis* (Cooper, Hedges and Valentine, 2019,
chapters 11 and 12), with the large-sample variances that R's metafor takes. Every number may be an
array, one value a pilot. DataError is raised for counts or deviations that cannot be.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from workbench.analysis.pooling.model import Array
from workbench.base.errors import DataError

HALF = 0.5
"""What is added to each of the four counts of a pilot where one of them is nobody."""


Pair = tuple[ArrayLike, ArrayLike]
"""A figure of the group treated, then of the other."""


class EffectSize(NamedTuple):
    """An effect and its variance, on the scale on which pilots are pooled."""

    effect: Array
    variance: Array


def hedges_j(df: ArrayLike) -> Array:
    """Return the factor that takes the bias of few people out of a standardised mean (Hedges 1981).

    >>> round(float(hedges_j(40)), 4)
    0.9811
    """
    from scipy.special import gammaln

    m = np.asarray(df, float)
    return np.asarray(np.exp(gammaln(m / 2) - np.log(np.sqrt(m / 2)) - gammaln((m - 1) / 2)))


def risk_ratio(
    yes: ArrayLike, n: ArrayLike, yes_control: ArrayLike, n_control: ArrayLike
) -> EffectSize:
    """Return the logarithm of the ratio of two shares."""
    a, b, c, d = _four(yes, n, yes_control, n_control, HALF)
    effect = np.log(a / (a + b)) - np.log(c / (c + d))
    return EffectSize(effect, 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))


def odds_ratio(
    yes: ArrayLike, n: ArrayLike, yes_control: ArrayLike, n_control: ArrayLike
) -> EffectSize:
    """Return the logarithm of the odds ratio (Woolf 1955)."""
    a, b, c, d = _four(yes, n, yes_control, n_control, HALF)
    return EffectSize(np.log(a * d / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d)


def risk_difference(
    yes: ArrayLike, n: ArrayLike, yes_control: ArrayLike, n_control: ArrayLike
) -> EffectSize:
    """Return the difference of two shares; ½ is added where its variance would be zero.

    >>> found = risk_difference(18, 40, 11, 40)
    >>> round(float(found.effect), 3), round(float(found.variance), 5)
    (0.175, 0.01117)
    """
    a, b, c, d = _four(yes, n, yes_control, n_control, 0.0)
    nobody = (a * b == 0) & (c * d == 0)
    a, b, c, d = (np.where(nobody, cell + HALF, cell) for cell in (a, b, c, d))
    one, two = a + b, c + d
    return EffectSize(a / one - c / two, a * b / one**3 + c * d / two**3)


def mean_difference(mean: Pair, sd: Pair, n: Pair) -> EffectSize:
    """Return the difference of two means; each pair is the group treated, then the other."""
    one, two, s1, s2, n1, n2 = _groups(mean, sd, n)
    return EffectSize(one - two, s1**2 / n1 + s2**2 / n2)


def standardised_mean_difference(mean: Pair, sd: Pair, n: Pair) -> EffectSize:
    """Return Hedges' g: the difference of two means in standard deviations, pooled.

    >>> found = standardised_mean_difference((15, 12), (4, 5), (20, 22))
    >>> round(float(found.effect), 4), round(float(found.variance), 4)
    (0.6465, 0.1004)
    """
    one, two, s1, s2, n1, n2 = _groups(mean, sd, n)
    df = n1 + n2 - 2
    pooled = np.sqrt(((n1 - 1) * s1**2 + (n2 - 1) * s2**2) / df)
    g = hedges_j(df) * (one - two) / pooled
    return EffectSize(g, 1 / n1 + 1 / n2 + g**2 / (2 * (n1 + n2)))


def standardised_mean_change(
    mean: Pair,
    sd: tuple[ArrayLike, ArrayLike | None],
    n: ArrayLike,
    correlation: ArrayLike,
) -> EffectSize:
    """Return a change of the same people in standard deviations; each pair is after, then before.

    With both standard deviations it is counted in that of the change; where the second is None, in
    that of the first alone (Becker 1988). *correlation* is that of the two measures.
    """
    after, before = np.asarray(mean[0], float), np.asarray(mean[1], float)
    people, r, s1 = np.asarray(n, float), np.asarray(correlation, float), np.asarray(sd[0], float)
    _need(bool(np.all(people > 1) and np.all(np.abs(r) < 1) and np.all(s1 > 0)))
    if sd[1] is None:
        spread, chance = s1, 2 * (1 - r) / people
    else:
        s2 = np.asarray(sd[1], float)
        spread, chance = np.sqrt(s1**2 + s2**2 - 2 * r * s1 * s2), 1 / people
    g = hedges_j(people - 1) * (after - before) / spread
    return EffectSize(g, chance + g**2 / (2 * people))


def logit_share(yes: ArrayLike, n: ArrayLike) -> EffectSize:
    """Return the log odds of one share."""
    a, b, _, _ = _four(yes, n, 1, 2, HALF)
    return EffectSize(np.log(a / b), 1 / a + 1 / b)


def double_arcsine(yes: ArrayLike, n: ArrayLike) -> EffectSize:
    """Return the double arcsine of one share (Freeman and Tukey 1950)."""
    x, people = np.asarray(yes, float), np.asarray(n, float)
    _need(bool(np.all(people > 0) and np.all((x >= 0) & (x <= people))))
    angle = np.arcsin(np.sqrt(x / (people + 1))) + np.arcsin(np.sqrt((x + 1) / (people + 1)))
    return EffectSize(np.asarray(angle / 2), np.asarray(1 / (4 * people + 2)))


def _four(
    yes: ArrayLike, n: ArrayLike, yes_control: ArrayLike, n_control: ArrayLike, add: float
) -> tuple[Array, Array, Array, Array]:
    """Return the four counts, with *add* on each where one of them is zero; DataError if odd."""
    a, one = np.asarray(yes, float), np.asarray(n, float)
    c, two = np.asarray(yes_control, float), np.asarray(n_control, float)
    b, d = one - a, two - c
    _need(bool(np.all(one > 0) and np.all(two > 0)))
    _need(all(bool(np.all(cell >= 0)) for cell in (a, b, c, d)))
    more = np.where((a * b * c * d) == 0, add, 0.0)
    return a + more, b + more, c + more, d + more


def _groups(mean: Pair, sd: Pair, n: Pair) -> tuple[Array, Array, Array, Array, Array, Array]:
    one, two, s1, s2, n1, n2 = (np.asarray(part, float) for pair in (mean, sd, n) for part in pair)
    _need(bool(np.all(n1 > 1) and np.all(n2 > 1) and np.all(s1 > 0) and np.all(s2 > 0)))
    return one, two, s1, s2, n1, n2


def _need(possible: bool) -> None:
    if not possible:
        raise DataError("pooling.impossible_counts")
