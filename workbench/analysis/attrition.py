"""Whether so many are missing, and so unequally, that a lot no longer makes two equal groups."""

from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Boundary = Literal["cautious", "optimistic"]
LARGEST_GAP: dict[Boundary, tuple[float, ...]] = {
    "cautious": (
        5.7, 5.8, 5.9, 5.9, 6.0, 6.1, 6.2, 6.3, 6.3, 6.3, 6.3, 6.2, 6.2, 6.1, 6.0, 5.9, 5.9, 5.8,
        5.7, 5.5, 5.4, 5.3, 5.2, 5.1, 4.9, 4.8, 4.7, 4.5, 4.4, 4.3, 4.1, 4.0, 3.8, 3.6, 3.5, 3.3,
        3.2, 3.1, 2.9, 2.8, 2.6, 2.5, 2.3, 2.1, 2.0, 1.8, 1.6, 1.5, 1.3, 1.2, 1.0, 0.9, 0.7, 0.6,
        0.4, 0.3, 0.2, 0.0,
    ),
    "optimistic": (
        10.0, 10.1, 10.2, 10.3, 10.4, 10.5, 10.7, 10.8, 10.9, 10.9, 10.9, 10.9, 10.9, 10.8, 10.8,
        10.7, 10.6, 10.5, 10.3, 10.2, 10.0, 9.9, 9.7, 9.5, 9.4, 9.2, 9.0, 8.8, 8.6, 8.4, 8.2, 8.0,
        7.8, 7.6, 7.4, 7.2, 7.0, 6.7, 6.5, 6.3, 6.0, 5.8, 5.6, 5.3, 5.1, 4.9, 4.6, 4.4, 4.2, 3.9,
        3.7, 3.5, 3.2, 3.0, 2.8, 2.6, 2.3, 2.1, 1.9, 1.6, 1.4, 1.1, 0.9, 0.7, 0.5, 0.3,
    ),
}  # fmt: skip
"""The largest gap, in points of percentage, for 0, 1, 2... % of people missing in all.

What Works Clearinghouse, Standards Handbook, version 4.1, table II.1, every line of it; beyond the
last one any gap is too large. ``cautious`` is for programmes that may themselves move who stays,
``optimistic`` for those that can hardly do so.
"""


def attrition(
    missing: pd.Series, arms: pd.Series, counts: NDArray[np.float64] | None = None
) -> tuple[float, float]:
    """Return the share of people who are missing, and the largest gap between two arms.

    *counts* says for how many people each row stands; one without it.

    >>> attrition(pd.Series([True, False, False, False]), pd.Series([0, 0, 1, 1]))
    (0.25, 0.5)
    """
    n = pd.Series(1.0 if counts is None else counts, index=missing.index)
    shares = (missing * n).groupby(arms).sum() / n.groupby(arms).sum()
    return float((missing * n).sum() / n.sum()), float(shares.max() - shares.min())


def too_much(overall: float, gap: float, boundary: Boundary = "cautious") -> bool:
    """Whether a lot with these losses falls below the boundary, read by straight lines.

    *overall* and *gap* are shares, as `attrition` returns them.

    >>> too_much(0.10, 0.02), too_much(0.10, 0.10), too_much(0.60, 0.0)
    (False, True, True)
    >>> too_much(0.10, 0.10, "optimistic")
    False
    """
    gaps = np.array(LARGEST_GAP[boundary]) / 100
    shares = np.arange(len(gaps)) / 100
    return overall > float(shares[-1]) or gap > float(np.interp(overall, shares, gaps))
