"""Many outcomes, one star: p-values corrected over a family that was declared beforehand."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from workbench.analysis.inference.wild import DRAWS, random_signs, statistics
from workbench.analysis.regression import Array, Regression
from workbench.base.errors import DataError

LUCKY = 0.05
"""Under this p-value a result is taken to stand out: one in twenty does by chance alone."""


def adjusted(p_values: Sequence[float], method: Literal["holm", "bh"] = "holm") -> list[float]:
    """Return the p-values corrected for their number: ``holm`` (1979), or ``bh`` (1995).

    Holm: how often one of them would be so small by chance; Benjamini-Hochberg: which part of
    those called different would be so by chance. Equal to R's ``p.adjust``.

    >>> adjusted([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    given = np.asarray(p_values, dtype=float)
    order, n = np.argsort(given, kind="stable"), len(given)
    if method == "holm":
        steps = np.maximum.accumulate(given[order] * np.arange(n, 0, -1))
    else:
        steps = np.minimum.accumulate((given[order] * n / np.arange(1, n + 1))[::-1])[::-1]
    found = np.empty(n)
    found[order] = np.minimum(steps, 1.0)
    return [float(p) for p in found]


def romano_wolf(
    tests: Sequence[tuple[Regression, Array]], draws: int = DRAWS, seed: int = 1
) -> list[float]:
    """Return the step-down p-values of Romano and Wolf (2005), whole clubs changing their sign.

    Each test is a regression and its combination; all have the same clubs, in the same order, so
    that one pattern of signs moves every outcome at once. Raises DataError when they have not.
    """
    groups = {int(np.max(np.asarray(solved.clusters))) + 1 for solved, _ in tests}
    if len(groups) != 1:
        raise DataError("inference.other_clubs")
    signs = random_signs(groups.pop(), draws, seed)
    ones = np.ones((1, signs.shape[1]))
    seen = np.array([float(statistics(solved, c, ones)[0]) for solved, c in tests])
    drawn = np.column_stack([statistics(solved, c, signs) for solved, c in tests])
    found = np.empty(len(tests))
    before = 0.0
    order = np.argsort(-seen)
    for step, place in enumerate(order):
        highest = drawn[:, order[step:]].max(axis=1)
        p = float((1 + (highest >= seen[place] * (1 - 1e-9)).sum()) / (1 + draws))
        before = found[place] = max(before, p)
    return [float(p) for p in found]
