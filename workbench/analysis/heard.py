"""What a design does not listen to is refused: an option that is ignored in silence misleads."""

from workbench.base.errors import DataError
from workbench.collection import Analysis

DEAF = {
    "progress": ("before", "treatment", "covariates", "weights"),
    "before_after": ("treatment", "covariates", "weights"),
    "difference_in_differences": ("weights",),
}
"""What some designs cannot use, by the names of a plan."""
NO_RATIO = ("progress", "before_after", "difference_in_differences")
"""The designs whose estimate is a share or a difference, and never a ratio."""


def need_heard(analysis: Analysis) -> None:
    """Raise DataError when a plan gives a design something that it would not use.

    >>> need_heard(Analysis(id="a", design="progress", outcome="y", label="Job", unit="share"))
    """
    for name in DEAF.get(analysis.design, ()):
        if getattr(analysis, name) not in (None, ()):
            raise DataError("estimate.not_heard", where=analysis.id, option=name)
    if analysis.measure == "risk_ratio" and analysis.design in NO_RATIO:
        raise DataError("estimate.not_heard", where=analysis.id, option="measure: risk_ratio")
