"""The designs, one file each: `needs`, `rests_on`, `estimate` and `check` are their contract."""

from workbench.analysis.designs import (
    before_after,
    comparison,
    difference_in_differences,
    discontinuity,
    instrument,
    interrupted_series,
    matching,
    progress,
    staggered,
    synthetic_control,
    time_to_event,
    weighting,
)

ALL = {
    "progress": progress,
    "before_after": before_after,
    "comparison": comparison,
    "difference_in_differences": difference_in_differences,
    "staggered": staggered,
    "matching": matching,
    "weighting": weighting,
    "discontinuity": discontinuity,
    "interrupted_series": interrupted_series,
    "time_to_event": time_to_event,
    "synthetic_control": synthetic_control,
    "instrument": instrument,
}
"""Every design by the name that a plan uses."""
