"""The two groups and what is known of them: flags, covariates, weights, and the logit."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from workbench.analysis.designs.rows import numbers
from workbench.analysis.regression import Array
from workbench.base.errors import DataError
from workbench.collection import Analysis

CONSTANT = "(constant)"
SURE = 1e-9
"""A fitted chance nearer than this to 0 or 1 is no chance any more."""
STEPS = 60
STILL = 1e-8
"""A deviance that moves by less, in proportion, has arrived: the rule of glm in R."""


def treated_of(analysis: Analysis, rows: pd.DataFrame, column: str | None = None) -> pd.Series:
    """Return who had the programme (1.0) and who not (0.0).

    Raises DataError unless the column holds both 0 and 1, and nothing else.
    """
    name = column or str(analysis.treatment)
    flags = pd.to_numeric(rows[name], errors="coerce")
    if set(flags.unique()) != {0, 1}:
        raise DataError("analysis.not_two_groups", id=analysis.id, column=name)
    return flags.astype(float)


def covariates_of(
    analysis: Analysis, rows: pd.DataFrame, every_value: bool = False
) -> pd.DataFrame:
    """Return the covariates as numbers; words become indicators, named column_value.

    The first value is the reference, and has no column unless *every_value* is asked for.
    """
    chosen = rows[list(dict.fromkeys(analysis.covariates))]
    if chosen.empty:
        return chosen
    return pd.get_dummies(chosen, drop_first=not every_value).astype(float)


def references_of(analysis: Analysis, rows: pd.DataFrame) -> Mapping[str, str]:
    """Return the value that stands for zero in each covariate of words."""
    words = rows[list(dict.fromkeys(analysis.covariates))].select_dtypes(exclude=["number", "bool"])
    return {str(name): str(pd.get_dummies(words[name]).columns[0]) for name in words}


def weights_of(analysis: Analysis, rows: pd.DataFrame) -> Array:
    """Return the weight of each row: 1 without a column of weights.

    Raises DataError when one is negative, or all are zero.
    """
    if analysis.weights is None:
        return np.ones(len(rows))
    weights: Array = numbers(analysis, rows, analysis.weights).to_numpy()
    if (weights < 0).any() or not weights.sum() > 0:
        raise DataError("designs.negative_weights", id=analysis.id, column=analysis.weights)
    return weights


def design_matrix(covariates: pd.DataFrame) -> Array:
    """Return the constant and the covariates in units that weigh the same in rounding.

    Raises DataError when a covariate adds nothing to the others, or rows are too few.
    """
    spread = covariates.std(ddof=0).replace(0.0, 1.0)
    scaled = (covariates - covariates.mean()) / spread
    values = np.column_stack([np.ones(len(scaled)), scaled.to_numpy(dtype=float)])
    if len(values) <= values.shape[1]:
        raise DataError("analysis.too_few_rows", n=len(values), columns=values.shape[1])
    if np.linalg.matrix_rank(values) < values.shape[1]:
        raise DataError("analysis.collinear", columns=", ".join(_redundant(covariates, values)))
    return values


def logit(analysis: Analysis, x: Array, y: Array, weights: Array) -> Array:
    """Return the coefficients of a logistic regression, started and stopped as R's glm.

    Steps are Newton's (reweighted least squares); they stop when the deviance changes by less than
    1e-8 of itself. Raises DataError when a covariate separates the groups: a chance is then 0 or 1.
    """
    from scipy.special import expit, log_expit  # heavy: loaded when it is used
    from scipy.special import logit as log_odds

    line = log_odds((weights * y + 0.5) / (weights + 1))
    before = np.inf
    for _ in range(STEPS):
        chance = expit(line)
        bend = weights * chance * (1 - chance)
        if np.minimum(chance, 1 - chance).min() < SURE:
            break
        root = np.sqrt(bend)
        aim = root * (line + (y - chance) / (chance * (1 - chance)))
        beta: Array = np.linalg.lstsq(x * root[:, None], aim, rcond=None)[0]
        line = x @ beta
        now = -2 * float(weights @ np.where(y == 1, log_expit(line), log_expit(-line)))
        if abs(now - before) / (abs(now) + 0.1) < STILL:
            return beta
        before = now
    names = ", ".join(dict.fromkeys(analysis.covariates))
    raise DataError("designs.separation", id=analysis.id, columns=names)


def _redundant(covariates: pd.DataFrame, values: Array) -> list[str]:
    """Return the covariates that add nothing to the ones before them."""
    ranks = [np.linalg.matrix_rank(values[:, : k + 1]) for k in range(values.shape[1])]
    return [str(name) for k, name in enumerate(covariates) if ranks[k + 1] == ranks[k]]
