"""Whether paths ran alike before the start, and how far they may part before the answer falls."""

import pandas as pd

from workbench.analysis.checks.pitfalls.starts import already_treated_weight, slope_before
from workbench.analysis.checks.record import Checked
from workbench.analysis.checks.starts import before_anybody, panel_rows, with_starts
from workbench.analysis.designs.made import heard
from workbench.analysis.designs.starts import panel_of
from workbench.analysis.estimate import estimate
from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.base.words import Phrase, Share
from workbench.collection import Analysis

ENOUGH = 1.0
"""The result should bear a parting as large as the largest seen between two moments before."""
FURTHEST = 10.0
"""The library looks no further: a result that still stands there is said to bear so much."""
ALPHA = 0.05
MOST = 0.1
"""The weight of late starters compared with early ones that is still borne."""


def honest_breakdown(analysis: Analysis, table: pd.DataFrame) -> Checked:
    """Return how large M may be before the interval meets zero (Rambachan and Roth 2023).

    *analysis* is of the design ``staggered``, or ``difference_in_differences`` with ``follows``.
    M = 1: after the start the paths may part, from one moment to the next, by as much as the most
    seen before it. Passes at 1 or more. Callaway and Sant'Anna's event study with a universal base,
    by the library diff-diff. ``detail``: ``m``, the breakdown value, 0 where the interval holds
    zero already.
    ``figures``: the event study (``moment``, ``estimate``, ``std_error``). Raises DataError as the
    design does, and with fewer than two moments before the first start.

    >>> from workbench.data.simulate import Programme, panel
    >>> plan = Analysis(id="a", design="staggered", outcome="score", time="time",
    ...     follows="person", first="first", cluster="club", label="A", unit="points")
    >>> people = panel(Programme(waves=5, starts=(4,), clubs=16, size=8, effect=0), 1)
    >>> honest_breakdown(plan, people).finding.passed
    False
    """
    from diff_diff import CallawaySantAnna, HonestDiD

    before_anybody(analysis, table)
    panel = panel_of(*with_starts(analysis, table))
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


def parallel_trends(analysis: Analysis, table: pd.DataFrame, level: float = 0.95) -> Checked:
    """Return the slope by which paths parted before the start, and the least one that would show.

    *analysis* as for `honest_breakdown`. The slope is that of those ever treated less that of the
    others, a moment, before the first start; errors by club, or by unit. ``figures``: one row, the
    numbers of ``detail`` and the ``estimate`` of the design. ``detail``: ``slope``,
    ``least``, the slope seen four times in five (minimum detectable trend, Roth 2022), ``p_value``,
    and ``could_make``, the effect that a slope of ``least`` would make over the moments after the
    start. Passes when no other slope is seen, and one that stays unseen could not make the effect.
    Raises DataError as the design does, with fewer than two moments before the first start, and
    where too few clubs carry an error.

    >>> from workbench.data.simulate import Programme, panel
    >>> plan = Analysis(id="a", design="staggered", outcome="score", time="time",
    ...     follows="person", first="first", cluster="club", label="A", unit="points")
    >>> people = panel(Programme(waves=5, starts=(4,), clubs=16, size=8, effect=0), 1)
    >>> parallel_trends(plan, people).detail["could_make"] > 0
    True
    """
    before_anybody(analysis, table)
    rows = panel_rows(analysis, table)
    found = slope_before(rows, analysis)
    if found is None:
        raise DataError("checks.no_slope", id=analysis.id)
    slope, least, p_value = found
    effect = estimate(analysis, table, level).figure
    moments = int(rows.loc[rows["treated"] == 1, "time"].nunique())
    could = least * (1 + moments) / 2
    holes = {
        "label": analysis.label, "slope": round(slope, 2), "least": round(least, 2),
        "could": round(could, 2), "estimate": round(effect, 2),
    }  # fmt: skip
    passed = p_value >= ALPHA and could <= abs(effect)
    detail = {"slope": slope, "least": least, "p_value": p_value, "could_make": could}
    return Checked(
        Finding("checks.trends", passed, analysis.id, "warning", holes),
        Phrase("checks.trends_means"),
        Phrase("checks.trends_not"),
        pd.DataFrame([{**detail, "estimate": effect}]),
        detail,
    )


def bacon_weights(analysis: Analysis, table: pd.DataFrame) -> Checked:
    """Return what one regression with fixed effects compares with what, and with which weight.

    *analysis* as for `honest_breakdown`. ``figures``: a row per comparison of two groups that began
    together, ``treated`` and ``others`` (the moment of their start, from 1 on, 0 for never),
    ``kind``, ``weight`` and ``estimate``; weights add up to one. ``detail``: ``already``, the
    weight of comparisons whose others were treated already, and ``twfe``, the weighted mean that
    such a regression gives (Goodman-Bacon 2021, theorem 1, by the library diff-diff). Passes when
    ``already`` is a tenth at the most. Units that are not seen at every moment are left out.
    Raises DataError as the design does.

    >>> from workbench.data.simulate import Programme, panel
    >>> plan = Analysis(id="a", design="staggered", outcome="score", time="time",
    ...     follows="person", first="first", cluster="club", label="A", unit="points")
    >>> together = panel(Programme(waves=4, starts=(3,), clubs=10, size=6), 1)
    >>> bacon_weights(plan, together).detail["already"]
    0.0
    """
    from diff_diff import BaconDecomposition

    panel = panel_of(*with_starts(analysis, table))
    with heard():
        found = BaconDecomposition().fit(panel.rows, "outcome", "unit", "time", "first")
    figures = pd.DataFrame([
        {
            "treated": _start(part.treated_group), "others": _start(part.control_group),
            "kind": part.comparison_type, "weight": part.weight, "estimate": part.estimate,
        }
        for part in found.comparisons
    ])  # fmt: skip
    now = (panel.rows["first"] > 0) & (panel.rows["time"] >= panel.rows["first"])
    already = float(already_treated_weight(panel.rows.assign(treated=now * 1.0)))
    holes = {"label": analysis.label, "share": Share(already), "n": panel.rows["first"].nunique()}
    return Checked(
        Finding("checks.bacon", already <= MOST, analysis.id, "warning", holes),
        Phrase("checks.bacon_means"),
        Phrase("checks.bacon_not"),
        figures,
        {"already": already, "twfe": float(found.twfe_estimate)},
    )


def _start(group: object) -> int:
    return 0 if group == "never_treated" else int(str(group))
