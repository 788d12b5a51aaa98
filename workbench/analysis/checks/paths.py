"""How far the paths may have parted by themselves before the answer falls."""

import pandas as pd

from workbench.analysis.checks.record import Checked
from workbench.analysis.designs.made import heard
from workbench.analysis.designs.starts import panel_of
from workbench.base.findings import Finding
from workbench.base.words import Phrase
from workbench.collection import Analysis

ENOUGH = 1.0
"""The result should bear a parting as large as the largest seen between two moments before."""
FURTHEST = 10.0
"""The library looks no further: a result that still stands there is said to bear so much."""


def honest_breakdown(analysis: Analysis, table: pd.DataFrame) -> Checked:
    """Return how large M may be before the interval meets zero (Rambachan and Roth 2023).

    *analysis* is of the design ``staggered``. M = 1: after the start the paths may part, from one
    moment to the next, by as much as the most seen before it. Callaway and Sant'Anna's event study
    with a universal base, by the library diff-diff. ``detail``: ``m``, the breakdown value, 0 where
    the interval holds zero already. ``figures``: the event study (``moment``, ``estimate``,
    ``std_error``). Raises DataError as the design does.
    """
    from diff_diff import CallawaySantAnna, HonestDiD

    panel = panel_of(analysis, table)
    by = "cluster" if panel.clustered else None
    names = list(panel.covariates) or None
    with heard():
        fitted = CallawaySantAnna(cluster=by, base_period="universal").fit(
            panel.rows,
            "outcome",
            "unit",
            "time",
            "first",
            covariates=names,
        )
        study = fitted.aggregate("event_study")
        limit = HonestDiD(method="relative_magnitude").breakdown_value(study, tol=0.01)
    told = study.to_dataframe()
    figures = pd.DataFrame(
        {"moment": told["event_time"], "estimate": told["att"], "std_error": told["se"]}
    )
    m = FURTHEST if limit is None else float(limit)
    holes = {"label": analysis.label, "m": round(m, 1)}
    return Checked(
        Finding("checks.honest", m >= ENOUGH, analysis.id, "warning", holes),
        Phrase("checks.honest_means"),
        Phrase("checks.honest_not"),
        figures,
        {"m": m},
    )
