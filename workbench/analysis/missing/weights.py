"""Let those who were seen speak for those who were not and resembled them at the start."""

import numpy as np
import pandas as pd

from workbench.analysis.inference.glm import curve
from workbench.analysis.missing.known import need_known, numbers_in
from workbench.base.errors import DataError


def attrition_weights(
    seen: pd.Series, covariates: pd.DataFrame, treated: pd.Series | None = None
) -> pd.Series:
    """Return a weight per person: one over the chance of being seen, 0 for who was not.

    *seen* is true or false; *covariates* are what was known of everybody at the start: words become
    indicators. The chance is a logit of them, fitted in each group on its own where *treated* is
    given; weights are stabilised, so that those of a group add up to the people seen in it
    (Robins, Rotnitzky and Zhao 1995; Seaman and White 2013). The chance does not depend on
    the outcome, so scores and yes-or-no answers have the same weights; clubs belong in the analysis
    that uses them (``weights`` and ``cluster`` of a plan). Repairs losses that what is known
    explains, and no other. Raises DataError when a covariate is missing or infinite, says the same
    as others, or tells who is lost without any doubt, and where somebody's group is unknown.

    >>> seen = pd.Series([True, True, False, True, True, False])
    >>> weights = attrition_weights(seen, pd.DataFrame({"far": [0, 0, 0, 1, 1, 1]}))
    >>> [round(float(weight), 6) for weight in weights]
    [1.0, 1.0, 0.0, 1.0, 1.0, 0.0]
    """
    if covariates.isna().any().any():
        raise DataError("missing.covariate_missing", columns=_named(covariates))
    numbers_in(covariates, list(covariates.select_dtypes("number")))
    need_known(seen.to_frame("seen"), "seen")
    if treated is not None:
        need_known(treated.to_frame("treatment"), "treatment")
    x = pd.get_dummies(covariates, drop_first=True).astype(float)
    x.insert(0, "(constant)", 1.0)
    arms = pd.Series(0, index=seen.index) if treated is None else treated
    weights = pd.Series(0.0, index=seen.index)
    for arm in sorted(arms.dropna().unique()):
        own = arms == arm
        there = seen[own].to_numpy(dtype=bool)
        if not there.any():
            raise DataError("missing.nobody_seen")
        weights[own] = there * 1.0 if there.all() else _inverse(there, x[own])
    return weights


def _inverse(there: np.ndarray, x: pd.DataFrame) -> np.ndarray:
    chance = curve("logit", there.astype(float), x.loc[:, _vary(x)]).fitted
    raw = there / chance
    return np.asarray(raw * there.sum() / raw.sum())


def _vary(x: pd.DataFrame) -> list[str]:
    return [str(name) for name in x if name == "(constant)" or np.ptp(x[name].to_numpy()) > 0]


def _named(covariates: pd.DataFrame) -> str:
    return ", ".join(str(name) for name in covariates if covariates[name].isna().any())
