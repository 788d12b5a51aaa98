"""One analysis a design, with the names that drawn tables have."""

from workbench.collection import Analysis

PLANS = {
    "matching": {"outcome": "y", "treatment": "treated", "covariates": ("x", "town")},
    "weighting": {"outcome": "y", "treatment": "treated", "covariates": ("x", "town")},
    "staggered": {"outcome": "y", "follows": "club", "time": "year", "first": "first"},
    "discontinuity": {"outcome": "y", "running": "score", "cutoff": 50.0},
    "interrupted_series": {"outcome": "y", "time": "month", "treatment": "after"},
    "time_to_event": {"outcome": "months", "event": "seen", "treatment": "treated"},
    "synthetic_control": {
        "outcome": "y",
        "treatment": "now",
        "time": "year",
        "follows": "club",
    },
    "instrument": {"outcome": "y", "treatment": "came", "instrument": "offered"},
}
BY_MONTH = {
    "design": "difference_in_differences",
    "outcome": "y",
    "treatment": "now",
    "time": "month",
    "unit": "club",
    "cluster": "club",
}
"""What is asked of a table of clubs and months, without a plan."""


def planned_from(plans):
    """Return how to make an analysis of a design, with other values where they are given."""

    def planned(design, **changes):
        given = {"id": "a", "design": design, "label": "A", "unit": "points", **plans[design]}
        return Analysis(**{**given, **changes})

    return planned
