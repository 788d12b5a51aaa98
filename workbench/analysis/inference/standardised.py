"""Everybody with the programme against everybody without: the risk difference and ratio."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.inference.glm import Curve
from workbench.analysis.regression import Array


@dataclass(frozen=True)
class Standardised:
    """The two average risks of a fitted curve, and the combinations that carry their errors."""

    treated: float
    control: float
    difference: Array
    log_ratio: Array


def standardise(
    curve: Curve, name: str, over: Array | None = None, others: Sequence[str] = ()
) -> Standardised:
    """Average the predicted risks with column *name* set to 1, then to 0, for all rows.

    *over* weighs the rows (those treated alone for the ATT); *others* are columns set to 0 both
    times, as the other values of the same treatment. The errors follow by the delta method
    with the covariates taken as they are: the combination is the gradient of the average risk.
    """
    weights = np.ones(len(curve.x)) if over is None else over
    weights = weights / weights.sum()
    means, slopes = [], []
    for value in (1.0, 0.0):
        x = curve.x.assign(**{**dict.fromkeys(others, 0.0), name: value})
        risk = curve.predicted(x)
        slope = risk * (1 - risk) if curve.family == "logit" else risk
        means.append(float(weights @ risk))
        slopes.append((weights * slope) @ x.to_numpy(dtype=float))
    one, zero = means
    return Standardised(
        treated=one,
        control=zero,
        difference=slopes[0] - slopes[1],
        log_ratio=slopes[0] / one - slopes[1] / zero,
    )
