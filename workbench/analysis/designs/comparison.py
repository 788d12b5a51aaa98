"""Two groups compared, with what was known of them at the start taken into account."""

from collections.abc import Iterator

import pandas as pd

from workbench.analysis.designs.rows import known_rows, need_sites, need_spread, numbers
from workbench.analysis.effect import Effect
from workbench.analysis.regression import Fit, fit
from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.collection import Analysis

NEEDS = ("outcome", "treatment")
RESTS_ON_CHANCE = ("rests.drawn_by_lot", "rests.no_spillover")
RESTS_ON_COVARIATES = ("rests.alike_given_covariates", "rests.no_spillover")
FEW_SITES = 4
TREATMENT = "(treatment)"
"""The column of the regression that is asked for; brackets, since no answer is named so."""
IMBALANCE = 0.1
"""Above this standardised difference at entry the two groups did not start alike."""


def rests_on(analysis: Analysis) -> tuple[str, ...]:
    """Return the phrases of what the result rests on: the lot, or the covariates."""
    return RESTS_ON_CHANCE if analysis.randomised else RESTS_ON_COVARIATES


def estimate(analysis: Analysis, table: pd.DataFrame, level: float) -> Effect:
    """Return the difference between the treated (1) and the others (0).

    ``ols`` adds the covariates as they are; ``lin`` centres them and crosses them with the
    treatment (Lin 2013). Errors are HC2, or CR2 with a cluster column. A text covariate becomes
    indicators, the first value being the reference. With fewer than four sites in a group, or one
    person only, there is no interval: the data cannot carry one.
    """
    rows = known_rows(analysis, table)
    y = numbers(analysis, rows, analysis.outcome)
    need_spread(analysis, y)
    treated = _treatment(analysis, rows)
    clusters = need_sites(analysis, rows)
    found = fit(y.to_numpy(), _columns(treated, rows, analysis), TREATMENT, clusters)
    if clusters is not None and _sites_in_smaller_arm(treated, clusters) < FEW_SITES:
        found = Fit(found.estimate, None, None)
    low, high = found.interval(level)
    return Effect(
        id=analysis.id,
        label=analysis.label,
        design="comparison",
        method=_method(analysis),
        outcome=analysis.outcome,
        unit=analysis.unit,
        estimate=found.estimate,
        std_error=found.std_error,
        df=found.df,
        ci_low=low,
        ci_high=high,
        level=level,
        p_value=found.p_value,
        n=len(rows),
        n_left_out=len(table) - len(rows),
        n_clusters=None if clusters is None else clusters.nunique(),
        claim=_claim(analysis, low is not None),
        rests_on=rests_on(analysis),
        detail={
            "mean_treated": float(y[treated == 1].mean()),
            "mean_control": float(y[treated == 0].mean()),
        },
    )


def check(analysis: Analysis, table: pd.DataFrame, effect: Effect) -> Iterator[Finding]:
    """People lost, sites too few, and groups that did not start alike."""
    holes: dict[str, object] = {"label": analysis.label, "n": effect.n_left_out}
    yield Finding("analysis.rows_left_out", effect.n_left_out == 0, analysis.id, "note", holes)
    carries = effect.ci_low is not None
    if effect.n_clusters is None:
        yield Finding("analysis.no_interval", carries, analysis.id, "warning", holes)
    else:
        yield Finding("analysis.too_few_sites_in_a_group", carries, analysis.id, "warning", holes)
    if not analysis.randomised:
        yield Finding("analysis.not_randomised", False, analysis.id, "note", holes)
    if analysis.covariates:
        yield _balance(analysis, table)


def _balance(analysis: Analysis, table: pd.DataFrame) -> Finding:
    """Say which covariates differ at entry, and by how much at the most."""
    rows = known_rows(analysis, table)
    treated = _treatment(analysis, rows)
    covariates = _covariates(analysis, rows)
    gaps = {name: standardised_difference(covariates[name], treated) for name in covariates}
    far = {name: gap for name, gap in gaps.items() if abs(gap) > IMBALANCE}
    holes = {
        "label": analysis.label,
        "columns": ", ".join(far),
        "gap": round(max((abs(gap) for gap in far.values()), default=0.0), 2),
    }
    return Finding("analysis.imbalance", not far, analysis.id, "note", holes)


def standardised_difference(values: pd.Series, treated: pd.Series) -> float:
    """Return the difference of means over the pooled standard deviation (Austin 2009)."""
    one, zero = values[treated == 1], values[treated == 0]
    spread = ((one.var() + zero.var()) / 2) ** 0.5
    return float((one.mean() - zero.mean()) / spread) if spread > 0 else 0.0


def _treatment(analysis: Analysis, rows: pd.DataFrame) -> pd.Series:
    treated = pd.to_numeric(rows[analysis.treatment], errors="coerce")
    if set(treated.unique()) != {0, 1}:
        raise DataError("analysis.not_two_groups", id=analysis.id, column=analysis.treatment)
    return treated.astype(float)


def _columns(treated: pd.Series, rows: pd.DataFrame, analysis: Analysis) -> pd.DataFrame:
    """Return the columns of the regression: constant, treatment, covariates, and their products."""
    x = pd.DataFrame({"(constant)": 1.0, TREATMENT: treated})
    covariates = _covariates(analysis, rows)
    if analysis.method != "lin" or covariates.empty:
        return x.join(covariates)
    centred = covariates - covariates.mean()
    crossed = centred.mul(treated, axis=0).add_prefix(f"{TREATMENT} × ")
    return x.join(centred).join(crossed)


def _covariates(analysis: Analysis, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the covariates as numbers; one of words becomes indicators, named column_value."""
    chosen = rows[list(dict.fromkeys(analysis.covariates))]
    if chosen.empty:
        return chosen
    return pd.get_dummies(chosen, drop_first=True).astype(float)


def _method(analysis: Analysis) -> str:
    base = (analysis.method or "ols") if analysis.covariates else "difference"
    return f"{base}_{'cr2' if analysis.cluster else 'hc2'}"


def _claim(analysis: Analysis, carries: bool) -> str:
    if not carries:
        return "described"
    return "caused" if analysis.randomised else "associated"


def _sites_in_smaller_arm(treated: pd.Series, clusters: pd.Series) -> int:
    return int(clusters.groupby(treated).nunique().min())
