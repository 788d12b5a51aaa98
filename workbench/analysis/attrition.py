"""Whether so many are missing, and so unequally, that a lot no longer makes two equal groups."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

OVERALL = (0.0, 0.05, 0.10, 0.15, 0.20, 0.25, 0.30, 0.35, 0.40, 0.45, 0.50, 0.57)
LARGEST_GAP = (0.057, 0.061, 0.063, 0.059, 0.054, 0.048, 0.041, 0.033, 0.026, 0.018, 0.010, 0.0)
"""The cautious boundary of the What Works Clearinghouse, Procedures and Standards Handbook."""


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


def too_much(overall: float, gap: float) -> bool:
    """Whether a lot with these losses falls below the boundary, read by straight lines.

    >>> too_much(0.10, 0.02), too_much(0.10, 0.10), too_much(0.60, 0.0)
    (False, True, True)
    """
    return overall > OVERALL[-1] or gap > float(np.interp(overall, OVERALL, LARGEST_GAP))
