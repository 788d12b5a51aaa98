"""Two groups compared, with what was known of them at the start taken into account."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pandas as pd

from workbench.analysis import attrition
from workbench.analysis.claims import claim
from workbench.analysis.designs import risks
from workbench.analysis.designs.carried import (
    FEW,
    Bootstrap,
    bootstrap,
    contrast,
    site_means,
    sites_in_smallest_arm,
)
from workbench.analysis.designs.cells import (
    counts,
    mean,
    means_by,
    people,
    sizes,
    solve_people,
    variance,
)
from workbench.analysis.designs.columns import (
    TREATMENT,
    Treatment,
    covariates_of,
    references_of,
    treatment_of,
    weights_of,
)
from workbench.analysis.designs.common import common_checks
from workbench.analysis.designs.lot import drawn_again, strata_of
from workbench.analysis.designs.rows import known_rows, need_sites, need_spread, numbers
from workbench.analysis.effect import Contrast, Effect
from workbench.analysis.inference.randomisation import Lottery
from workbench.analysis.regression import Array, Regression, solve
from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.base.words import Share
from workbench.collection import Analysis

NEEDS = ("outcome", "treatment")
RESTS_ON_CHANCE = ("rests.drawn_by_lot", "rests.no_spillover")
RESTS_ON_COVARIATES = ("rests.alike_given_covariates", "rests.no_spillover")
IMBALANCE = 0.1
"""Above this standardised difference at entry the two groups did not start alike."""
METHODS = ("ols", "lin", "standardised", "poisson")


@dataclass(frozen=True)
class Found:
    """What one method found: a contrast per value of the treatment, and what goes with them."""

    method: str
    contrasts: tuple[Contrast, ...]
    boot: Bootstrap = Bootstrap()
    detail: dict[str, float] = field(default_factory=dict)
    defaults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def rests_on(analysis: Analysis) -> tuple[str, ...]:
    """Return the phrases of what the result rests on: the lot, or the covariates."""
    return RESTS_ON_CHANCE if analysis.randomised else RESTS_ON_COVARIATES


def estimate(analysis: Analysis, table: pd.DataFrame, level: float) -> Effect:
    """Return the difference between the treated (1) and the others (0).

    ``ols`` adds the covariates as they are; ``lin`` centres them and crosses them with the
    treatment (Lin 2013). A risk difference or ratio is standardised over everyone from a logit;
    ``poisson`` gives the ratio by a modified Poisson regression (Zou 2004). Errors are HC2, or CR2
    with a cluster column. A text covariate becomes indicators, the first value being the
    reference; a text treatment gives a contrast per value; a dose gives one slope. With fewer than
    four sites in a group the means of sites are compared by permutation, without an interval. With
    ``strata`` the lot is drawn again within them: its p-value stands beside, as ``lot_p_value``.
    """
    if analysis.method is not None and analysis.method not in METHODS:
        raise DataError("estimate.no_method", method=analysis.method, allowed=", ".join(METHODS))
    rows = known_rows(analysis, table)
    y = numbers(analysis, rows, analysis.outcome)
    need_spread(analysis, y)
    treatment = treatment_of(analysis, rows)
    clusters = need_sites(analysis, rows)
    lot = drawn_again(analysis, rows, treatment)
    found = _found(analysis, rows, treatment, level)
    headline = found.contrasts[0]
    return Effect(
        id=analysis.id,
        label=analysis.label,
        design="comparison",
        method=found.method,
        outcome=analysis.outcome,
        unit=analysis.unit,
        **headline.figures(),
        level=level,
        n=people(rows),
        n_left_out=people(table) - people(rows),
        n_clusters=None if clusters is None else clusters.nunique(),
        claim=claim("comparison", headline.ci_low is not None, analysis.randomised),
        rests_on=rests_on(analysis),
        detail={**found.detail, **({} if lot is None else {"lot_p_value": lot.p_value})},
        estimand=None if treatment.kind == "dose" else analysis.estimand or "ate",
        measure=analysis.measure,
        wild_p_value=found.boot.p_value,
        contrasts=found.contrasts if treatment.kind == "several" else (),
        references=_references(analysis, treatment, rows),
        defaults=found.defaults,
        notes=(*found.notes, *found.boot.notes, *_how_drawn(lot)),
    )


def _how_drawn(lot: Lottery | None) -> tuple[str, ...]:
    return () if lot is None else ("lot.exact" if lot.exact else "lot.drawn",)


def _references(analysis: Analysis, treatment: Treatment, rows: pd.DataFrame) -> dict[str, str]:
    own = {} if treatment.kind == "dose" else {str(analysis.treatment): treatment.reference}
    return {**own, **references_of(analysis, rows)}


def _found(analysis: Analysis, rows: pd.DataFrame, treatment: Treatment, level: float) -> Found:
    clusters = need_sites(analysis, rows)
    y = numbers(analysis, rows, analysis.outcome)
    few = (
        clusters is not None
        and treatment.kind != "dose"
        and sites_in_smallest_arm(treatment.arms(), clusters) < FEW
    )
    whole = few and treatment.arms().groupby(clusters).nunique().max() == 1
    if whole and treatment.kind == "two":
        return _by_sites(analysis, y, treatment, rows)
    curved = analysis.measure != "difference" and analysis.method not in ("ols", "lin")
    maker = _by_risks if curved else _by_regression
    found = maker(analysis, rows, treatment, level)
    if not few:
        return found
    bare = tuple(Contrast(c.value, c.reference, c.estimate, n=c.n) for c in found.contrasts)
    return replace(found, contrasts=bare, boot=Bootstrap())


def _by_sites(analysis: Analysis, y: pd.Series, treatment: Treatment, rows: pd.DataFrame) -> Found:
    """Compare sites, each counting once: what few sites can carry."""
    both = pd.DataFrame({"y": y, "d": treatment.columns[TREATMENT]})
    sites = means_by(both, rows[analysis.cluster], rows).reset_index(drop=True)
    strata = strata_of(analysis, rows, rows[analysis.cluster])
    if strata is not None:
        strata = strata.groupby(rows[analysis.cluster]).first().reset_index(drop=True)
    seen = site_means(sites["y"], sites["d"], pd.Series(sites.index), analysis.seed, strata)
    gap = seen.treated - seen.control
    if analysis.measure == "risk_ratio":
        gap = seen.treated / seen.control
    values = (treatment.words[0], treatment.reference)
    only = Contrast(*values, estimate=gap, p_value=seen.p_value, n=people(rows))
    detail = {"mean_treated": seen.treated, "mean_control": seen.control, "lots": float(seen.lots)}
    notes = ("inference.site_means",)
    return Found("site_means", (only,), detail=detail, notes=notes)


def _by_regression(
    analysis: Analysis, rows: pd.DataFrame, treatment: Treatment, level: float
) -> Found:
    y = numbers(analysis, rows, analysis.outcome)
    if analysis.measure == "risk_ratio":
        raise DataError("estimate.ratio_needs_curve", method=analysis.method)
    solved = _solved(analysis, rows, treatment)
    contrasts = tuple(
        contrast(solved.of(name), level, value, treatment.reference, people(rows))
        for name, value in zip(treatment.names, treatment.words, strict=True)
    )
    method = (analysis.method or "ols") if analysis.covariates else "difference"
    defaults = ["estimate.default.cr2" if analysis.cluster else "estimate.default.hc2"]
    if analysis.covariates and analysis.method is None:
        defaults.insert(0, "estimate.default.ols")
    return Found(
        method=f"{method}_{'cr2' if analysis.cluster else 'hc2'}",
        contrasts=contrasts,
        boot=bootstrap(solved, solved.unit(treatment.names[0]), analysis.seed),
        detail=_means(analysis, y, treatment, rows),
        defaults=tuple(defaults),
        notes=("estimate.dose",) if treatment.kind == "dose" else (),
    )


def _solved(analysis: Analysis, rows: pd.DataFrame, treatment: Treatment) -> Regression:
    y, clusters = numbers(analysis, rows, analysis.outcome), need_sites(analysis, rows)
    x = _columns(treatment, rows, analysis)
    if analysis.weights is None:
        return solve_people(y.to_numpy(), x, clusters, rows)
    return solve(y.to_numpy(), x, clusters, weights_of(analysis, rows))


def line(analysis: Analysis, table: pd.DataFrame) -> tuple[Regression, Array, tuple[object, ...]]:
    """Return the line of a comparison over clubs, its combination, and its clubs in their order.

    What `romano_wolf` needs. The analysis has a cluster column, its measure is a difference, and
    its treatment one column; raises DataError as `estimate` does.
    """
    rows = known_rows(analysis, table).sort_values(str(analysis.cluster), kind="stable")
    treatment = treatment_of(analysis, rows)
    solved = _solved(analysis, rows, treatment)
    return solved, solved.unit(treatment.names[0]), tuple(rows[analysis.cluster].unique())


def _by_risks(analysis: Analysis, rows: pd.DataFrame, treatment: Treatment, level: float) -> Found:
    """Return risks from a curve: standardised over everyone, or the modified Poisson."""
    if treatment.kind == "dose":
        raise DataError("estimate.dose_needs_difference", column=analysis.treatment)
    plain = analysis.model_copy(update={"method": None})
    x = _columns(treatment, rows, plain)
    found = risks.risks(analysis, rows, treatment, x, level)
    how = "poisson" if analysis.method == "poisson" else "standardised"
    own = () if analysis.method else ("estimate.default.standardised",)
    errors = "estimate.default.cr2" if analysis.cluster else "estimate.default.hc2"
    return Found(
        method=f"{how}_{'cr2' if analysis.cluster else 'hc2'}",
        contrasts=found.contrasts,
        boot=found.boot,
        detail=found.detail,
        defaults=(*own, errors),
    )


def _columns(treatment: Treatment, rows: pd.DataFrame, analysis: Analysis) -> pd.DataFrame:
    """Return the columns of the regression: constant, treatment, covariates, and their products."""
    x = pd.DataFrame({"(constant)": 1.0}, index=rows.index).join(treatment.columns)
    covariates = covariates_of(analysis, rows)
    if analysis.method != "lin" or covariates.empty:
        return x.join(covariates)
    centred = covariates - covariates.mean()
    x = x.join(centred)
    for name in treatment.names:
        x = x.join(centred.mul(treatment.columns[name], axis=0).add_prefix(f"{name} × "))
    return x


def _means(
    analysis: Analysis, y: pd.Series, treatment: Treatment, rows: pd.DataFrame
) -> dict[str, float]:
    if treatment.kind != "two":
        return {}
    arms = treatment.arms()
    found = {"mean_treated": mean(y[arms == 1], rows), "mean_control": mean(y[arms == 0], rows)}
    return found if analysis.weights else {**found, **sizes(arms, rows)}


def check(analysis: Analysis, table: pd.DataFrame, effect: Effect) -> Iterator[Finding]:
    """People lost, sites too few, and groups that did not start alike."""
    yield from common_checks(analysis, effect)
    if analysis.covariates:
        yield _balance(analysis, table)
    if analysis.randomised:
        yield _losses(analysis, table)


def _losses(analysis: Analysis, table: pd.DataFrame) -> Finding:
    """Say whether too many outcomes are missing, or too unequally, for a lot to hold."""
    drawn = table[table[analysis.treatment].notna()]
    missing = drawn[analysis.outcome].isna()
    arms = drawn[analysis.treatment].astype(str)
    overall, gap = attrition.attrition(missing, arms, counts(drawn))
    holes = {"label": analysis.label, "overall": Share(overall), "gap": round(100 * gap, 1)}
    passed = None if not missing.any() else not attrition.too_much(overall, gap)
    return Finding("estimate.attrition", passed, analysis.id, "warning", holes)


def _balance(analysis: Analysis, table: pd.DataFrame) -> Finding:
    """Say which covariates differ at entry, and by how much at the most."""
    rows = known_rows(analysis, table)
    treatment = treatment_of(analysis, rows)
    covariates = covariates_of(analysis, rows)
    holes: dict[str, object] = {"label": analysis.label, "columns": "", "gap": 0.0}
    if treatment.kind == "dose":
        return Finding("analysis.imbalance", None, analysis.id, "note", holes)
    arms = treatment.arms()
    gaps = {
        name: max((_gap(covariates[name], arms, arm, rows) for arm in _arms(arms)), key=abs)
        for name in covariates
    }
    far = {name: gap for name, gap in gaps.items() if abs(gap) > IMBALANCE}
    holes["columns"] = ", ".join(far)
    holes["gap"] = round(max((abs(gap) for gap in far.values()), default=0.0), 2)
    return Finding("analysis.imbalance", not far, analysis.id, "note", holes)


def _arms(arms: pd.Series) -> range:
    """Return each arm but the reference."""
    return range(1, int(arms.max()) + 1)


def _gap(values: pd.Series, arms: pd.Series, arm: int, rows: pd.DataFrame) -> float:
    """Return the difference of means over the pooled standard deviation (Austin 2009)."""
    one, zero = ((values[arms == own], rows[arms == own]) for own in (arm, 0))
    spread = ((variance(*one) + variance(*zero)) / 2) ** 0.5
    return (mean(*one) - mean(*zero)) / spread if spread > 0 else 0.0
