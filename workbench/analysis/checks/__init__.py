"""Checks: what each one looks at, what passing means, and what it does not mean."""

from workbench.analysis.checks.love import love_plot, love_plots
from workbench.analysis.checks.overlap import effective_sample, overlap
from workbench.analysis.checks.paths import bacon_weights, honest_breakdown, parallel_trends
from workbench.analysis.checks.pitfalls import Case, Pitfall, pitfalls
from workbench.analysis.checks.placebo_time import placebo_in_time
from workbench.analysis.checks.record import Checked
from workbench.analysis.checks.robust import balance_at_entry, leave_one_site_out, placebo_group
from workbench.analysis.checks.sensitivity import (
    adjusted,
    benchmark,
    e_value,
    oster,
    robustness,
    rosenbaum,
    rosenbaum_limit,
)
from workbench.analysis.checks.unseen import (
    check_e_value,
    check_oster,
    check_robustness,
    check_rosenbaum,
)

__all__ = [
    "Case",
    "Checked",
    "Pitfall",
    "adjusted",
    "bacon_weights",
    "balance_at_entry",
    "benchmark",
    "check_e_value",
    "check_oster",
    "check_robustness",
    "check_rosenbaum",
    "e_value",
    "effective_sample",
    "honest_breakdown",
    "leave_one_site_out",
    "love_plot",
    "love_plots",
    "oster",
    "overlap",
    "parallel_trends",
    "pitfalls",
    "placebo_group",
    "placebo_in_time",
    "robustness",
    "rosenbaum",
    "rosenbaum_limit",
]
