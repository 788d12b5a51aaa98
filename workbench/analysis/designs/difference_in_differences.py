"""Difference-in-differences: how the treated moved, less how the others moved meanwhile."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from workbench.analysis.claims import claim
from workbench.analysis.designs import panel
from workbench.analysis.designs.carried import FEW, Bootstrap, bootstrap, contrast
from workbench.analysis.designs.cells import mean, people, solve_people
from workbench.analysis.designs.columns import TREATMENT, covariates_of, references_of, two_groups
from workbench.analysis.designs.rows import known_rows, need_sites, need_spread, numbers
from workbench.analysis.effect import Contrast, Effect
from workbench.analysis.regression import Regression
from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.collection import Analysis

NEEDS = ("outcome", "treatment", "time")
RESTS_ON = ("rests.parallel_trends", "rests.no_anticipation", "rests.no_spillover")
METHODS = ("two_by_two", "twfe", "event_study")
ALPHA = 0.05


def rests_on(_: Analysis) -> tuple[str, ...]:
    """Return the phrases of what the result rests on."""
    return RESTS_ON


def estimate(analysis: Analysis, table: pd.DataFrame, level: float) -> Effect:
    """Return the change of the treated less the change of the others.

    ``two_by_two``: *treatment* says who is ever treated, *time* is 1 after and 0 before. ``twfe``:
    *treatment* says who is treated now, *follows* names the unit, *time* the moment; each unit and
    each moment has its own level. ``event_study``: as ``twfe``, with one contrast per moment from
    the start, the moment before it being the reference; the headline is the mean of the moments
    since the start. Without a choice: ``twfe`` where the treatment of a unit changes, else
    ``two_by_two``. Errors are CR2 by *cluster*, or by unit without one, or HC2 without either. With
    fewer than four treated, or untreated, clusters there is no interval. Raises DataError for a
    treatment that is not 0/1, a unit seen twice at one moment, and what the method needs.
    """
    rows = known_rows(analysis, table)
    need_spread(analysis, numbers(analysis, rows, analysis.outcome))
    method = _method(analysis, rows)
    clusters = _clusters(analysis, rows)
    made = {"two_by_two": _two_by_two, "twfe": _twfe, "event_study": _event_study}[method]
    headline, contrasts, boot, detail = made(analysis, rows, clusters, level)
    if clusters is not None and _fewest(analysis, rows, clusters) < FEW:
        headline, contrasts, boot = _bare(analysis, rows, (headline, *contrasts), clusters)
    by_unit = analysis.cluster is None and clusters is not None
    errors = "estimate.default.hc2" if clusters is None else "estimate.default.cr2"
    return Effect(
        id=analysis.id,
        label=analysis.label,
        design="difference_in_differences",
        method=f"{method}_{'hc2' if clusters is None else 'cr2'}",
        outcome=analysis.outcome,
        unit=analysis.unit,
        **headline.figures(),
        level=level,
        n=people(rows),
        n_left_out=people(table) - people(rows),
        n_clusters=None if clusters is None else clusters.nunique(),
        claim=claim("difference_in_differences", headline.ci_low is not None, analysis.randomised),
        rests_on=rests_on(analysis),
        detail=detail,
        estimand="att",
        measure=analysis.measure,
        wild_p_value=boot.p_value,
        contrasts=contrasts,
        references=references_of(analysis, rows),
        defaults=("estimate.default.by_unit", errors) if by_unit else (errors,),
        notes=boot.notes,
    )


Made = tuple[Contrast, tuple[Contrast, ...], Bootstrap, dict[str, float]]


def _two_by_two(
    analysis: Analysis, rows: pd.DataFrame, clusters: pd.Series | None, level: float
) -> Made:
    ever = two_groups(analysis, rows)
    after = two_groups(analysis.model_copy(update={"treatment": analysis.time}), rows)
    y = numbers(analysis, rows, analysis.outcome)
    x = pd.DataFrame({"(constant)": 1.0, "(ever)": ever, "(after)": after})
    x = x.assign(**{TREATMENT: ever * after}).join(covariates_of(analysis, rows))
    solved = solve_people(y.to_numpy(), x, clusters, rows)
    detail = {
        f"mean_{'treated' if group else 'control'}_{'after' if wave else 'before'}": mean(
            y[(ever == group) & (after == wave)], rows
        )
        for group in (0, 1)
        for wave in (0, 1)
    }
    return _one(solved, analysis, level, people(rows), detail)


def _twfe(analysis: Analysis, rows: pd.DataFrame, clusters: pd.Series | None, level: float) -> Made:
    treated = two_groups(analysis, rows).rename(TREATMENT)
    x = pd.DataFrame(treated).join(covariates_of(analysis, rows))
    solved = panel.fixed_effects(analysis, rows, x, clusters)
    detail = {"std_error_cr1": panel.cr1(solved, solved.unit(TREATMENT), analysis, rows)}
    return _one(solved, analysis, level, people(rows), detail)


def _one(
    solved: Regression, analysis: Analysis, level: float, n: int, detail: dict[str, float]
) -> Made:
    c = solved.unit(TREATMENT)
    headline = contrast(solved.combination(c), level, "1", "0", n)
    return headline, (), bootstrap(solved, c, analysis.seed), detail


def _event_study(
    analysis: Analysis, rows: pd.DataFrame, clusters: pd.Series | None, level: float
) -> Made:
    since = panel.moments_since(analysis, rows)
    moments = sorted(int(m) for m in since.dropna().unique() if m != -1)
    x = pd.DataFrame({f"(since {m})": (since == m) * 1.0 for m in moments}, index=rows.index)
    solved = panel.fixed_effects(analysis, rows, x.join(covariates_of(analysis, rows)), clusters)
    parts = tuple(contrast(solved.of(f"(since {m})"), level, str(m), "-1") for m in moments)
    late = [f"(since {m})" for m in moments if m >= 0]
    c = np.sum([solved.unit(name) for name in late], axis=0) / len(late)
    headline = contrast(solved.combination(c), level, "0+", "-1", people(rows))
    return headline, parts, bootstrap(solved, c, analysis.seed), {}


def _bare(
    analysis: Analysis, rows: pd.DataFrame, found: tuple[Contrast, ...], clusters: pd.Series
) -> tuple[Contrast, tuple[Contrast, ...], Bootstrap]:
    """Return what too few clusters can carry: the estimates, and the clusters permuted."""
    p_value = panel.by_lot(analysis, rows, clusters)
    first, *others = (Contrast(c.value, c.reference, c.estimate) for c in found)
    notes = ("inference.changes_permuted",) if p_value is not None else ()
    return replace(first, p_value=p_value), tuple(others), Bootstrap(notes=notes)


def _method(analysis: Analysis, rows: pd.DataFrame) -> str:
    """Return the method of the plan, or the one that the treatment column calls for."""
    if analysis.method is not None and analysis.method not in METHODS:
        raise DataError("estimate.no_method", method=analysis.method, allowed=", ".join(METHODS))
    binary = set(pd.unique(rows[analysis.time])) <= {0, 1}
    if analysis.method is None and analysis.follows is None:
        method = "two_by_two"
    elif analysis.method is None:
        seen = rows.groupby(analysis.follows)[analysis.treatment].nunique()
        method = "two_by_two" if binary and (seen == 1).all() else "twfe"
    else:
        method = analysis.method
    if method == "two_by_two" and not binary:
        raise DataError("estimate.not_two_waves", column=analysis.time)
    if method != "two_by_two" and analysis.follows is None:
        raise DataError("plan.design_needs", where=analysis.id, need="follows")
    if analysis.follows is not None:
        panel.need_one_row_a_moment(analysis, rows)
    return method


def _clusters(analysis: Analysis, rows: pd.DataFrame) -> pd.Series | None:
    if analysis.cluster is None and analysis.follows is not None:
        return rows[analysis.follows]
    return need_sites(analysis, rows)


def _fewest(analysis: Analysis, rows: pd.DataFrame, clusters: pd.Series) -> int:
    """Return how many clusters the smaller side has, ever treated or never."""
    ever = two_groups(analysis, rows).groupby(clusters).max()
    mixed = two_groups(analysis, rows).groupby(clusters).min() != ever
    inside = mixed.all() and analysis.follows is None  # both groups live in every site
    late = len(ever) if ever.all() else int((ever == 0).sum())
    return len(ever) if inside else min(int(ever.sum()), late)


def check(analysis: Analysis, table: pd.DataFrame, effect: Effect) -> Iterator[Finding]:
    """People lost, clusters too few, and whether the groups moved alike before."""
    holes: dict[str, object] = {"label": analysis.label, "n": effect.n_left_out}
    yield Finding("analysis.rows_left_out", effect.n_left_out == 0, analysis.id, "note", holes)
    name = "analysis.no_interval"
    carries = effect.ci_low is not None
    if effect.n_clusters is not None:
        few = Finding("analysis.too_few_sites_in_a_group", carries, analysis.id, "warning", holes)
        yield few
    else:
        yield Finding(name, carries, analysis.id, "warning", holes)
    if not analysis.randomised:
        yield Finding("estimate.not_by_lot", False, analysis.id, "note", holes)
    yield _parallel(analysis, table, effect)


def _parallel(analysis: Analysis, table: pd.DataFrame, effect: Effect) -> Finding:
    """Say whether a moment before the start shows a different trend, corrected for their number."""
    from workbench.analysis.inference.families import adjusted

    holes: dict[str, object] = {"label": analysis.label, "gap": 0.0}
    nothing = Finding("estimate.parallel_trends", None, analysis.id, "warning", holes)
    if effect.method.startswith("two_by_two") or effect.ci_low is None:
        return nothing
    study = effect
    if not effect.contrasts:
        rows = known_rows(analysis, table)
        made = _event_study(analysis, rows, _clusters(analysis, rows), effect.level)
        study = replace(effect, contrasts=made[1])
    leads = [c for c in study.contrasts if int(c.value) < -1 and c.p_value is not None]
    if not leads:
        return nothing
    p_values = adjusted([c.p_value for c in leads if c.p_value is not None])
    holes["gap"] = round(max(abs(c.estimate) for c in leads), 2)
    passed = min(p_values) >= ALPHA
    return Finding("estimate.parallel_trends", passed, analysis.id, "warning", holes)
