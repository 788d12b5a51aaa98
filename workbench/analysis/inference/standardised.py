"""Everybody with the programme against everybody without: the risk difference and ratio."""

from dataclasses import dataclass

import numpy as np

from workbench.analysis.inference.glm import Curve
from workbench.analysis.regression import Array, Fit


@dataclass(frozen=True)
class Standardised:
    """The two average risks of a fitted curve, and the combinations that carry their errors."""

    treated: float
    control: float
    difference: Array
    log_ratio: Array


def standardise(curve: Curve, name: str, over: Array | None = None) -> Standardised:
    """Average the predicted risks with column *name* set to 1, then to 0, for all rows.

    *over* weighs the rows (those treated alone for the ATT). The errors follow by the delta method
    with the covariates taken as they are: the combination is the gradient of the average risk.
    """
    weights = np.ones(len(curve.x)) if over is None else over
    weights = weights / weights.sum()
    means, slopes = [], []
    for value in (1.0, 0.0):
        x = curve.x.assign(**{name: value})
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


def risk_difference(curve: Curve, name: str, over: Array | None = None) -> Fit:
    """Return the standardised risk difference, with the errors that the curve's clubs carry."""
    found = standardise(curve, name, over)
    carried = curve.solved.combination(found.difference)
    return Fit(found.treated - found.control, carried.std_error, carried.df)


def log_risk_ratio(curve: Curve, name: str, over: Array | None = None) -> Fit:
    """Return the logarithm of the standardised risk ratio and its error."""
    found = standardise(curve, name, over)
    carried = curve.solved.combination(found.log_ratio)
    return Fit(float(np.log(found.treated / found.control)), carried.std_error, carried.df)
