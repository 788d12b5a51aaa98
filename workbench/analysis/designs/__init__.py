"""The designs, one file each: `needs`, `rests_on`, `estimate` and `check` are their contract."""

from workbench.analysis.designs import before_after, comparison, progress

ALL = {"progress": progress, "before_after": before_after, "comparison": comparison}
"""Every design by the name that a plan uses."""
