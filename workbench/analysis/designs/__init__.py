"""The designs, one file each: `needs`, `rests_on`, `estimate` and `check` are their contract."""

from workbench.analysis.designs import before_after, comparison, difference_in_differences, progress

ALL = {
    "progress": progress,
    "before_after": before_after,
    "comparison": comparison,
    "difference_in_differences": difference_in_differences,
}
"""Every design by the name that a plan uses."""
