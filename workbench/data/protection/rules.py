"""The rules of disclosure, in one place: how few people are too few, and who weighs too much.

They are those of the ACRO tools and of the Handbook on Statistical Disclosure Control (A. Hundepool
and others, Wiley, 2012, chapters 4 and 5): a threshold, the dominance of a few, and the p% rule.
"""

from collections.abc import Iterable

SMALL = 5
"""Cells of fewer people are not shown."""
DOMINANT, DOMINANT_SHARE = 2, 0.9
"""The (n, k) rule: where the two largest make over 90 % of a sum, it tells about one of them."""
CLOSE = 0.1
"""The p% rule: the second largest must not guess the largest to within 10 % of its value."""


def small(count: int, least: int = SMALL) -> bool:
    """Whether a count shows somebody, but too few. Nobody (0) is not small.

    >>> [small(n) for n in (0, 1, 4, 5)]
    [False, True, True, False]
    """
    return 0 < count < least


def dominated(values: Iterable[float]) -> bool:
    """Whether a sum of amounts tells too much about the largest of them.

    Either the two largest make over 90 % of it (the (n, k) rule), or the total less the two largest
    is under 10 % of the largest (the p% rule). The sign of an amount is left aside.

    >>> dominated([900, 60, 20, 20]), dominated([100, 100, 100, 100, 100])
    (True, False)
    """
    sizes = sorted((abs(value) for value in values), reverse=True)
    total = sum(sizes)
    if not total:
        return False
    others = total - sum(sizes[:2])
    return sum(sizes[:DOMINANT]) > DOMINANT_SHARE * total or others < CLOSE * sizes[0]
