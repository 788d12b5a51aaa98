"""Pitfalls 9 and 10: starts at different dates in one regression, and paths before the start."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from workbench.analysis.checks.pitfalls.case import Case
from workbench.analysis.designs import panel
from workbench.analysis.designs.columns import TREATMENT
from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.base.words import Share
from workbench.collection import Analysis

MOST = 0.1
"""The weight of late starters compared with early ones that is still borne."""
SURE = 0.01
POWER = 0.8


def mixed_starts(case: Case) -> Iterator[Finding]:
    """Units began together, or the analysis does not compare late ones with early ones.

    The weight of the comparisons whose controls were treated already (Goodman-Bacon 2021).
    """
    rows = _moments(case)
    if rows is None or case.analysis is None:
        return
    starts = first_moment(rows).dropna().unique()
    weight = 0.0 if len(starts) < 2 else already_treated_weight(rows)
    plain = case.analysis.design == "difference_in_differences"
    holes = {"starts": len(starts), "share": Share(weight)}
    yield case.finding("pitfall.mixed_starts", not (plain and weight > MOST), **holes)


def blind_to_trends(case: Case) -> Iterator[Finding]:
    """Before the start the paths ran alike, and a difference that matters would have shown.

    The slope of the treated less that of the others before anybody began, errors by unit or club;
    the smallest slope seen four times in five (minimum detectable trend, Roth 2022) must not be
    able to make the estimate over the moments after the start.
    """
    rows = _moments(case)
    effect = case.effect
    if rows is None or effect is None or effect.estimate is None or case.analysis is None:
        return
    if case.analysis.design not in ("difference_in_differences", "staggered"):
        return
    found = slope_before(rows, case.analysis)
    moments = float(rows.loc[rows["treated"] == 1, "time"].nunique())
    if found is None:
        yield case.finding("pitfall.no_path_before", False)
        return
    slope, least, p_value = found
    blind = least * (1 + moments) / 2 > abs(effect.estimate)
    holes = {
        "slope": case.amount(slope), "least": case.amount(least),
        "estimate": case.amount(effect.estimate),
    }  # fmt: skip
    yield case.finding("pitfall.blind_to_trends", not (blind or p_value < SURE), **holes)


def slope_before(rows: pd.DataFrame, analysis: Analysis) -> tuple[float, float, float] | None:
    """Return the slope before the start, the least one that would be seen, and the p-value.

    *rows* as `panel_rows`; None with fewer than two moments before the start, or without an error.
    """
    from scipy.special import stdtrit  # heavy: loaded when it is used

    ever = rows.groupby("unit")["treated"].transform("max")
    start = rows.loc[rows["treated"] == 1, "time"].min()
    before = rows[rows["time"] < start]
    if before["time"].nunique() < 2:
        return None
    steps = (ever[before.index] * before["time"]).astype(float)
    plain = Analysis.model_validate({
        "id": analysis.id, "design": "difference_in_differences", "outcome": "outcome",
        "label": analysis.label, "unit": analysis.unit, "treatment": "treated",
        "time": "time", "follows": "unit",
    })  # fmt: skip
    try:
        x = pd.DataFrame({TREATMENT: steps})
        solved = panel.fixed_effects(plain, before, x, before["club"])
    except DataError:
        return None
    fit = solved.of(TREATMENT)
    if fit.std_error is None or fit.df is None or fit.p_value is None:
        return None
    least = float(stdtrit(fit.df, 0.975) + stdtrit(fit.df, POWER)) * fit.std_error
    return fit.estimate, least, fit.p_value


def first_moment(rows: pd.DataFrame) -> pd.Series:
    """Return the first treated moment of each unit, missing for those never treated."""
    on = rows[rows["treated"] == 1].groupby("unit")["time"].min()
    return on.reindex(rows["unit"].unique())


def already_treated_weight(rows: pd.DataFrame) -> float:
    """Return the Goodman-Bacon weight of late starters against those who began before.

    Closed form for a balanced panel (Goodman-Bacon 2021, theorem 1); units that are not seen at
    every moment are left out.
    """
    whole = rows.groupby("unit")["time"].transform("count") == rows["time"].nunique()
    kept = rows[whole]
    first = first_moment(kept)
    times = np.sort(kept["time"].unique())
    shares = first.fillna(np.inf).value_counts(normalize=True)
    under = {g: float((times >= g).mean()) for g in shares.index}
    clean = forbidden = 0.0
    groups = sorted(g for g in shares.index)
    for place, early in enumerate(groups):
        for late in groups[place + 1 :]:
            n, m, d, e = shares[early], shares[late], under[early], under[late]
            clean += n * m * (d - e) * (1 - d)
            forbidden += n * m * e * (d - e)
    whole_weight = clean + forbidden
    return forbidden / whole_weight if whole_weight > 0 else 0.0


def _moments(case: Case) -> pd.DataFrame | None:
    """Return ``unit``, ``time``, ``treated`` (now), ``outcome``, ``club``; None without a panel."""
    analysis, table = case.analysis, case.table
    if analysis is None or table is None or analysis.time is None or analysis.follows is None:
        return None
    time = pd.to_numeric(table[analysis.time], errors="coerce")
    if analysis.first is not None:
        first = pd.to_numeric(table[analysis.first], errors="coerce").fillna(0)
        treated = ((first > 0) & (time >= first)).astype(float)
    elif case.arms is not None:
        treated = case.arms
    else:
        return None
    unit = table[analysis.follows]
    club = unit if analysis.cluster is None else table[analysis.cluster]
    parts = {"unit": unit, "time": time, "treated": treated, "outcome": case.outcome, "club": club}
    return pd.DataFrame(parts).dropna().reset_index(drop=True)
