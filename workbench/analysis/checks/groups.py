"""The two groups that an analysis compares, with the weights and the score that it gives them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.analysis.designs import matching, weighting
from workbench.analysis.designs.groups import covariates_of, treated_of, weights_of
from workbench.analysis.designs.rows import known_rows
from workbench.analysis.inference.glm import curve
from workbench.analysis.regression import Array
from workbench.base.errors import DataError
from workbench.collection import Analysis


@dataclass(frozen=True)
class Groups:
    """The rows of an analysis, who is treated (1 or 0), each covariate as numbers, the weights.

    *covariates* has an indicator for every word; *own* says whether the design made the weights.
    """

    rows: pd.DataFrame
    treated: Array
    covariates: pd.DataFrame
    weights: Array
    own: bool


def groups_of(analysis: Analysis, table: pd.DataFrame, weights: pd.Series | None = None) -> Groups:
    """Return the two groups; *weights* has a weight per row of the table.

    Without *weights*: those of ``matching`` and ``weighting``, else the column of the plan, else 1.
    Raises DataError without covariates or a treatment that is 1 or 0, for weights that are negative
    or missing, and as the design does.
    """
    if not analysis.covariates:
        raise DataError("checks.no_covariates", id=analysis.id)
    if analysis.treatment is None:
        raise DataError("checks.no_groups", id=analysis.id)
    table = table.reset_index(drop=True)
    if weights is None and analysis.design == "matching":
        matched = matching.match(analysis, table)
        rows, given, own = matched.rows, matched.weights, True
    elif weights is None and analysis.design == "weighting":
        rows, _, found = weighting.weighted(analysis, table)
        given, own = found.weights, True
    else:
        rows = known_rows(analysis, table)
        given, own = weights_of(analysis, rows), weights is not None
        if weights is not None:
            given = _given(analysis, weights.reset_index(drop=True)[rows.index])
    treated = treated_of(analysis, rows).to_numpy()
    return Groups(rows, treated, covariates_of(analysis, rows, every_value=True), given, own)


def score_of(analysis: Analysis, groups: Groups) -> Array:
    """Return each person's chance of being treated, by a logit of the covariates.

    Raises DataError when a covariate tells the group without any doubt, or says what others say.
    """
    columns = covariates_of(analysis, groups.rows)
    x = pd.DataFrame({"(constant)": 1.0}, index=groups.rows.index).join(columns)
    return curve("logit", groups.treated, x).fitted


def _given(analysis: Analysis, weights: pd.Series) -> Array:
    values: Array = weights.to_numpy(dtype=float)
    if np.isnan(values).any() or (values < 0).any() or not values.sum() > 0:
        raise DataError("designs.negative_weights", id=analysis.id, column=str(weights.name or ""))
    return values
