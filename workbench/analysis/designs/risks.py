"""Risk differences and ratios of a comparison, from a curve that stays between 0 and 1."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.analysis.designs.carried import Bootstrap, bootstrap, contrast, ratio
from workbench.analysis.designs.cells import sizes
from workbench.analysis.designs.columns import Treatment, weights_of
from workbench.analysis.designs.rows import need_sites, numbers
from workbench.analysis.effect import Contrast
from workbench.analysis.inference.glm import Curve, curve, score_regression
from workbench.analysis.inference.standardised import Standardised, standardise
from workbench.analysis.regression import Array, Fit
from workbench.base.errors import DataError
from workbench.collection import Analysis


@dataclass(frozen=True)
class Risks:
    """A contrast per value of the treatment, the bootstrap of the first, and both mean risks."""

    contrasts: tuple[Contrast, ...]
    boot: Bootstrap
    detail: dict[str, float]


def risks(
    analysis: Analysis, rows: pd.DataFrame, treatment: Treatment, x: pd.DataFrame, level: float
) -> Risks:
    """Fit the curve of the plan on the columns *x* and compare the risks of each value.

    Raises DataError when the outcome is not 0 or 1, when a column separates, or when nobody in the
    reference could have said yes.
    """
    y = numbers(analysis, rows, analysis.outcome).to_numpy()
    if not set(np.unique(y)) <= {0.0, 1.0}:
        raise DataError("analysis.not_yes_no", id=analysis.id, column=analysis.outcome)
    family = "poisson" if analysis.method == "poisson" else "logit"
    _need_both_answers(y, treatment, str(analysis.treatment))
    weights = weights_of(analysis, rows)
    fitted = curve(family, y, x, need_sites(analysis, rows), weights)
    found = tuple(
        _contrast(analysis, fitted, treatment, place, level)
        for place in range(len(treatment.names))
    )
    without = curve(
        family, y, x.drop(columns=treatment.names[0]), need_sites(analysis, rows), weights
    )
    scores = score_regression(without, y, x)
    boot = bootstrap(scores, scores.unit(treatment.names[0]), analysis.seed)
    first = _standardised(analysis, fitted, treatment, 0)
    detail = {"mean_treated": first.treated, "mean_control": first.control}
    if treatment.kind != "two":
        return Risks(found, boot, {})
    if x.shape[1] > 1 + len(treatment.names):  # the two shares are those of the curve
        return Risks(found, boot, {**detail, "standardised": 1.0})
    seen = {} if analysis.weights else sizes(treatment.arms(), rows)
    return Risks(found, boot, {**detail, **seen})


def _contrast(
    analysis: Analysis, fitted: Curve, treatment: Treatment, place: int, level: float
) -> Contrast:
    name, value = treatment.names[place], treatment.words[place]
    both = _standardised(analysis, fitted, treatment, place)
    ask = (level, value, treatment.reference, len(fitted.x))
    if analysis.measure == "risk_ratio" and analysis.method == "poisson":
        return ratio(contrast(fitted.solved.of(name), *ask))
    if analysis.measure == "risk_ratio":
        carried = fitted.solved.combination(both.log_ratio)
        log = float(np.log(both.treated / both.control))
        return ratio(contrast(Fit(log, carried.std_error, carried.df), *ask))
    carried = fitted.solved.combination(both.difference)
    return contrast(Fit(both.treated - both.control, carried.std_error, carried.df), *ask)


def _standardised(
    analysis: Analysis, fitted: Curve, treatment: Treatment, place: int
) -> Standardised:
    over: Array | None = None
    if analysis.estimand == "att":
        over = (treatment.arms() == place + 1).to_numpy(dtype=float)
    return standardise(fitted, treatment.names[place], over, treatment.names)


def _need_both_answers(y: Array, treatment: Treatment, column: str) -> None:
    """Raise DataError where a group all said yes, or all no: the curve has no solution there."""
    for _, group in pd.Series(y).groupby(treatment.arms().to_numpy()):
        if group.nunique() < 2:
            raise DataError("estimate.separation", columns=column)
