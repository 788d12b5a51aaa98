"""One place treated, no twin: a mix of other places stands in for it."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from workbench.analysis.designs.common import common_checks
from workbench.analysis.designs.made import Answer, effect_of, heard, method_of, without_error
from workbench.analysis.designs.rows import known_rows, need_spread, numbers
from workbench.analysis.designs.starts import once, whole
from workbench.analysis.effect import Effect
from workbench.analysis.regression import Fit
from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.collection import Analysis

NEEDS = ("outcome", "treatment", "time", "follows")
RESTS_ON = (
    "designs.rests_mix",
    "designs.rests_no_anticipation",
    "designs.rests_nothing_else",
    "rests.no_spillover",
)
METHODS = ("synthetic_did",)
FEWEST = 5
"""Fewer places to compare with than this carry no placebo interval."""
DONORS = 20
"""With fewer, the placebo p-value cannot go below 5 %."""
DRAWS = 200


def rests_on(_: Analysis) -> tuple[str, ...]:
    """Return the phrases of what the result rests on."""
    return RESTS_ON


def estimate(analysis: Analysis, table: pd.DataFrame, level: float) -> Effect:
    """Return the mean effect on the treated units after their common start.

    *table* has a row per unit (``follows``) and moment (``time``); ``treatment`` is 1 from the
    start on, for the units that are treated. Synthetic difference-in-differences (Arkhangelsky and
    others 2021), by the library diff-diff. The error is the spread of the effects that untreated
    units would show in their place (placebo, 200 draws with the seed of the analysis), with
    Student's quantile and untreated units - 1 degrees of freedom; ``p_placebo`` is the share of
    these effects that are as far from zero. Fewer than five untreated units carry no interval.
    Raises DataError for a missing or a double moment, several starts, or no moment before.
    """
    method = method_of(analysis, METHODS)
    seen, after = block(analysis, table)
    donors = int(seen.groupby("unit")["ever"].first().eq(0).sum())
    treated = int(seen.groupby("unit")["ever"].first().sum())
    from diff_diff import SyntheticDiD

    carries = donors >= max(FEWEST, treated + 1)
    fitter = SyntheticDiD(seed=analysis.seed, n_bootstrap=DRAWS)
    with heard():
        found = fitter.fit(seen, "outcome", "ever", "unit", "time", post_periods=after)
    result = Fit(float(found.att), float(found.se), float(donors - 1))
    if not carries or not np.isfinite(found.se) or not found.se > 0:
        result = without_error(result)
    placebos = np.asarray(found.variance_effects, dtype=float)
    as_far = float((np.abs(placebos) >= abs(found.att)).sum() + 1) / (len(placebos) + 1)
    spread = float(seen.loc[seen["ever"] == 0, "outcome"].std())
    answer = Answer(
        fit=result,
        method=method,
        rests_on=rests_on(analysis),
        n=len(seen),
        n_left_out=len(table) - len(seen),
        estimand="att",
        detail={
            "n_units": float(donors + treated),
            "n_treated": float(treated),
            "n_donors": float(donors),
            "n_used": float(sum(weight > 0.01 for weight in found.unit_weights.values())),
            "p_placebo": as_far,
            "gap_before": float(found.pre_treatment_fit),
            "gap_before_share": float(found.pre_treatment_fit) / spread,
        },
    )
    return effect_of(analysis, answer, level)


def check(analysis: Analysis, table: pd.DataFrame, effect: Effect) -> Iterator[Finding]:
    """Rows left out, few places to draw from, and a mix that does not follow the treated before."""
    yield from common_checks(analysis, effect)
    donors = int(effect.detail["n_donors"])
    holes: dict[str, object] = {"label": analysis.label, "n": donors}
    yield Finding("designs.few_donors", donors >= DONORS, analysis.id, "warning", holes)
    gap = effect.detail["gap_before_share"]
    holes = {"label": analysis.label, "gap": round(gap, 2)}
    yield Finding("designs.poor_mix", gap <= 0.25, analysis.id, "warning", holes)


def block(analysis: Analysis, table: pd.DataFrame) -> tuple[pd.DataFrame, list[int]]:
    """Return ``unit``, ``time``, ``outcome`` and ``ever``, and the moments after the start."""
    rows = known_rows(analysis, table)
    y = numbers(analysis, rows, analysis.outcome)
    need_spread(analysis, y)
    now = numbers(analysis, rows, str(analysis.treatment))
    if not set(now.unique()) == {0.0, 1.0}:
        raise DataError("analysis.not_two_groups", id=analysis.id, column=analysis.treatment)
    seen = pd.DataFrame({"unit": rows[analysis.follows], "outcome": y, "now": now})
    seen["time"] = whole(analysis, rows, str(analysis.time))
    once(analysis, seen)
    if seen.groupby("unit")["time"].nunique().min() < seen["time"].nunique():
        raise DataError("designs.missing_moment", id=analysis.id, column=analysis.follows)
    seen["ever"] = seen.groupby("unit")["now"].transform("max").astype(int)
    if seen["ever"].all():
        raise DataError("designs.nobody_never", id=analysis.id, column=analysis.treatment)
    inside = seen[seen["ever"] == 1]
    start = inside.loc[inside["now"] == 1, "time"].min()
    if not (inside["now"] == (inside["time"] >= start)).all():
        raise DataError("designs.several_starts", id=analysis.id, column=analysis.treatment)
    moments = sorted(int(moment) for moment in seen["time"].unique())
    if sum(moment < start for moment in moments) < 2:
        raise DataError("designs.no_before", id=analysis.id, column=analysis.time)
    seen["unit"] = pd.factorize(seen["unit"], sort=True)[0]
    kept = seen.sort_values(["unit", "time"]).reset_index(drop=True)
    return kept.drop(columns="now"), [moment for moment in moments if moment >= start]
