"""Several fillings of the gaps, one answer: the mean, and what the gaps add to its error."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.base.errors import DataError


@dataclass(frozen=True)
class Pooled:
    """The pooled estimate, its error and degrees of freedom.

    *within* and *between* are the two variances, *missing* the share of what should be known that
    is missing (fmi), *more* how much the gaps add to the variance (r).
    """

    estimate: float
    std_error: float
    df: float
    within: float
    between: float
    more: float
    missing: float

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Return the interval by Student's t."""
        from scipy.special import stdtrit  # heavy: loaded when it is used

        half = float(stdtrit(self.df, 0.5 + level / 2)) * self.std_error
        return self.estimate - half, self.estimate + half


def pool(estimates: Sequence[float], variances: Sequence[float], complete: float) -> Pooled:
    """Return the pooled answer of several fillings (Rubin 1987), few people counted.

    *complete* is the degrees of freedom that the analysis would have without any gap: n - k, or
    those of Satterthwaite with clubs (Barnard and Rubin 1999). Raises DataError with fewer than
    two fillings.

    >>> round(pool([1.2, 1.5, 0.9, 1.35, 1.1], [0.25, 0.22, 0.3, 0.27, 0.24], 99).df, 4)
    43.9313
    """
    m = len(estimates)
    if m < 2:
        raise DataError("missing.one_filling")
    within, between = float(np.mean(variances)), float(np.var(estimates, ddof=1))
    total = within + (1 + 1 / m) * between
    more = (1 + 1 / m) * between / within if within > 0 else float("inf")
    lost = (1 + 1 / m) * between / total
    seen = (complete + 1) / (complete + 3) * complete * (1 - lost)
    df = seen if lost == 0 else 1 / (lost**2 / (m - 1) + 1 / seen)
    missing = (more + 2 / (df + 3)) / (more + 1)
    return Pooled(float(np.mean(estimates)), total**0.5, df, within, between, more, missing)
