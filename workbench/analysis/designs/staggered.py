"""Clubs that began at different dates, each compared with those that never began."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from workbench.analysis.designs.carried import FEW, contrast
from workbench.analysis.designs.common import common_checks
from workbench.analysis.designs.made import (
    Answer,
    Found,
    effect_of,
    heard,
    method_of,
    without_error,
)
from workbench.analysis.designs.starts import Panel, degrees_of_freedom, panel_of
from workbench.analysis.effect import Contrast, Effect
from workbench.analysis.regression import Fit
from workbench.base.findings import Finding
from workbench.base.words import Share
from workbench.collection import Analysis

NEEDS = ("outcome", "time", "follows", "first")
RESTS_ON = (
    "designs.rests_same_path",
    "designs.rests_no_anticipation",
    "designs.rests_stay_treated",
    "rests.no_spillover",
)
METHODS = ("callaway_santanna", "sun_abraham")
"""The first is the default."""
FEW_TREATED = 10
DOUBT = 0.05
TOO_MANY_ALONE = 1 / 3
"""A group of one unit (or cluster) hides its own spread: beyond this share no honest interval."""


def rests_on(_: Analysis) -> tuple[str, ...]:
    """Return the phrases of what the result rests on."""
    return RESTS_ON


def estimate(analysis: Analysis, table: pd.DataFrame, level: float) -> Effect:
    """Return the mean effect over all moments at which a unit was treated.

    *table* has a row per unit (``follows``) and moment (``time``, whole numbers); ``first`` is the
    moment at which the unit began, 0 or blank for never. ``callaway_santanna`` (the default;
    Callaway and Sant'Anna 2021): each group that began together against those that never began,
    against the moment before for what precedes (a varying base), doubly robust where there are
    covariates; the headline is the mean of all cells after the start, each weighted by the size of
    its group, with the analytic error. ``sun_abraham`` (2021): the same from one regression. Both
    by the library diff-diff. ``contrasts`` hold the effect at each distance from the start.

    A unit that is seen several times counts once: quantiles are Student's, with Welch's degrees of
    freedom over the groups. With a cluster column other than the unit, errors are by cluster.
    Fewer than four treated units, or four never treated (or clusters), carry no interval. Units
    treated at the first moment have no before: they are left out, and counted. Raises DataError for
    a unit that is seen twice at one moment, that has two starts, or when nobody ever, or never,
    begins.
    """
    method = method_of(analysis, METHODS)
    panel = panel_of(analysis, table)
    found = _library(panel, method)
    df = degrees_of_freedom(panel)
    result = _fit(found.overall_att, found.overall_se, df)
    if panel.fewest < FEW or panel.share_alone > TOO_MANY_ALONE:
        result = without_error(result)
    answer = Answer(
        fit=result,
        method=method,
        rests_on=rests_on(analysis),
        n=len(panel.rows),
        n_left_out=len(table) - len(panel.rows),
        n_clusters=panel.count,
        estimand="att",
        contrasts=_moments(found, result, df, level),
        detail={
            "n_units": float(panel.rows["unit"].nunique()),
            "n_treated": float(panel.treated),
            "n_never": float(panel.never),
            "n_always": float(panel.always),
            "n_incomplete": float(panel.holes),
            "share_alone": panel.share_alone,
        },
    )
    return effect_of(analysis, answer, level)


def cells(analysis: Analysis, table: pd.DataFrame) -> pd.DataFrame:
    """Return the effect of each group at each moment: ``group``, ``time``, ``att``, ``std_error``.

    Moments before the start are there too: they should be near zero.
    """
    found = _library(panel_of(analysis, table), METHODS[0])
    rows = [
        {"group": group, "time": time, "att": cell["effect"], "std_error": cell["se"]}
        for (group, time), cell in found.group_time_effects.items()
    ]
    return pd.DataFrame(rows).astype({"group": int, "time": int})


def check(analysis: Analysis, table: pd.DataFrame, effect: Effect) -> Iterator[Finding]:
    """People left out, few who began, units without a before, and paths that parted early."""
    yield from common_checks(analysis, effect)
    label = analysis.label
    treated = int(min(effect.detail["n_treated"], effect.detail["n_never"]))
    holes: dict[str, object] = {"label": label, "n": treated}
    yield Finding("designs.few_units", treated >= FEW_TREATED, analysis.id, "warning", holes)
    always = int(effect.detail["n_always"])
    holes = {"label": label, "n": always}
    yield Finding("designs.always_treated", always == 0, analysis.id, "note", holes)
    alone = effect.detail["share_alone"]
    holes = {"label": label, "share": Share(alone)}
    yield Finding("designs.alone", alone == 0, analysis.id, "warning", holes)
    before = [part for part in effect.contrasts if int(part.value) < 0]
    lowest = min((float(part.p_value or 1.0) for part in before), default=1.0)
    passed = None if not before else lowest * len(before) > DOUBT
    far = min(before, key=lambda part: part.p_value or 1.0, default=None)
    holes = {"label": label, "moment": far.value if far else "", "n": len(before)}
    yield Finding("designs.paths_before", passed, analysis.id, "warning", holes)


def _library(panel: Panel, method: str) -> Found:
    from diff_diff import (
        CallawaySantAnna,
        SunAbraham,
    )

    names = list(panel.covariates)
    kind = CallawaySantAnna if method == METHODS[0] else SunAbraham
    by = "cluster" if panel.clustered else None
    with heard():
        return kind(cluster=by).fit(
            panel.rows, "outcome", "unit", "time", "first", covariates=names or None
        )


def _fit(estimate: float, error: float, df: float) -> Fit:
    carries = bool(np.isfinite(error) and error > 0 and np.isfinite(df) and df > 0)
    value = float(estimate)
    return Fit(value, float(error), df) if carries else Fit(value, None, None)


def _moments(found: Found, result: Fit, df: float, level: float) -> tuple[Contrast, ...]:
    """Return the effect at each distance from the start; no interval where the whole has none."""
    if hasattr(found, "aggregate"):
        lines = found.aggregate("event_study").to_dataframe()
        told = list(zip(lines["event_time"], lines["att"], lines["se"], strict=True))
    else:
        effects = sorted(found.event_study_effects.items())
        told = [(moment, line["effect"], line["se"]) for moment, line in effects]
    parts = [(int(moment), _fit(effect, error, df)) for moment, effect, error in told]
    bare = result.std_error is None
    return tuple(
        contrast(without_error(fit) if bare else fit, level, str(moment), "never")
        for moment, fit in parts
        if fit.std_error is not None or fit.estimate
    )
