"""What a design does not listen to is refused: an option that is ignored in silence misleads."""

from workbench.base.errors import DataError
from workbench.collection import Analysis

ALONE = {
    "progress": ("before", "treatment", "covariates"),
    "before_after": ("treatment", "covariates"),
    "synthetic_control": ("covariates", "cluster"),
    "interrupted_series": ("cluster",),
    "time_to_event": ("covariates",),
}
"""What designs cannot use, by the names of a plan; a Cox regression takes covariates."""
WEIGHTED = frozenset({"comparison", "weighting"})
"""The designs that take a column of weights."""
FOR_EVERYONE = frozenset({"comparison", "matching", "weighting"})
"""The designs that can answer for everyone, and not only for those treated."""
RATIOS = frozenset({"comparison"})
"""The designs whose estimate may be a ratio."""


def need_heard(analysis: Analysis) -> None:
    """Raise DataError when a plan gives a design something that it would not use.

    >>> need_heard(Analysis(id="a", design="progress", outcome="y", label="Job", unit="share"))
    """
    for name in ALONE.get(analysis.design, ()):
        if getattr(analysis, name) not in (None, ()) and analysis.method != "cox":
            raise DataError("estimate.not_heard", where=analysis.id, option=name)
    if analysis.strata is not None and analysis.design != "comparison":
        raise DataError("estimate.not_heard", where=analysis.id, option="strata")
    if analysis.weights is not None and analysis.design not in WEIGHTED:
        raise DataError("designs.no_weights", id=analysis.id, column=analysis.weights)
    if analysis.estimand == "ate" and analysis.design not in FOR_EVERYONE:
        raise DataError("designs.not_everyone", id=analysis.id, method=analysis.design)
    if analysis.measure == "risk_ratio" and analysis.design not in RATIOS:
        raise DataError("designs.no_ratio", id=analysis.id)
