"""Before and after: how much the same people changed. It describes; it does not prove."""

from collections.abc import Iterator

import pandas as pd

from workbench.analysis.claims import claim
from workbench.analysis.designs.carried import FEW, Bootstrap, bootstrap
from workbench.analysis.designs.rows import known_rows, need_sites, need_spread, numbers
from workbench.analysis.effect import Effect
from workbench.analysis.inference.pairs import mcnemar_exact, sizes
from workbench.analysis.regression import solve
from workbench.base.findings import Finding
from workbench.base.words import Share
from workbench.collection import Analysis

NEEDS = ("outcome", "before")
RESTS_ON = ("rests.same_question", "rests.answers_like_missing")
ENOUGH = 30
SKEWED = 0.4
"""Above this skewness at entry, or this correlation of change and level, people look picked."""
CEILING = 0.15
"""Above this share at the best value of the scale, its progress can no longer be seen."""


def rests_on(_: Analysis) -> tuple[str, ...]:
    """Return the phrases of what the result rests on."""
    return RESTS_ON


def estimate(analysis: Analysis, table: pd.DataFrame, level: float) -> Effect:
    """Return the mean change of those measured twice, with Student's interval for pairs.

    Answers that are 0 or 1 have McNemar’s exact p-value. With a cluster column the standard error
    is CR2, with Satterthwaite degrees of freedom; where every site changed by exactly as much there
    is no interval, and the claim is the weakest.
    """
    rows = known_rows(analysis, table)
    before = numbers(analysis, rows, str(analysis.before))
    after = numbers(analysis, rows, analysis.outcome)
    change = after - before
    need_spread(analysis, change)
    clusters = need_sites(analysis, rows)
    solved = solve(change.to_numpy(), pd.DataFrame({"change": 1.0}, index=rows.index), clusters)
    found = solved.of("change")
    low, high = found.interval(level)
    boot = Bootstrap() if low is None else bootstrap(solved, solved.unit("change"), analysis.seed)
    yes_no = clusters is None and set(before.unique()) | set(after.unique()) <= {0.0, 1.0}
    return Effect(
        id=analysis.id,
        label=analysis.label,
        design="before_after",
        method=_method(yes_no, clusters is not None),
        outcome=analysis.outcome,
        unit=analysis.unit,
        estimate=found.estimate,
        std_error=found.std_error,
        df=found.df,
        ci_low=low,
        ci_high=high,
        level=level,
        p_value=mcnemar_exact(before.to_numpy(), after.to_numpy()) if yes_no else found.p_value,
        wild_p_value=boot.p_value,
        notes=boot.notes,
        measure=analysis.measure,
        n=len(rows),
        n_left_out=len(table) - len(rows),
        n_clusters=None if clusters is None else clusters.nunique(),
        claim=claim("before_after", low is not None),
        rests_on=rests_on(analysis),
        detail={
            "mean_before": float(before.mean()),
            "mean_after": float(after.mean()),
            **sizes(before.to_numpy(), after.to_numpy()),
        },
    )


def _method(yes_no: bool, sites: bool) -> str:
    if sites:
        return "paired_cr2"
    return "mcnemar" if yes_no else "paired_t"


def check(analysis: Analysis, table: pd.DataFrame, effect: Effect) -> Iterator[Finding]:
    """No comparison group, few sites, people who were lost, a scale that is full."""
    yield Finding("analysis.no_comparison", False, analysis.id, "note", {"label": analysis.label})
    if effect.n_clusters is not None:
        holes = {"label": analysis.label, "n": effect.n_clusters}
        passed = effect.n_clusters >= FEW
        yield Finding("analysis.few_sites", passed, analysis.id, "warning", holes)
    carries = effect.ci_low is not None
    holes = {"label": analysis.label}
    yield Finding("analysis.no_interval", carries, analysis.id, "warning", holes)
    lost = (effect.n_left_out or 0) / len(table)
    holes = {"label": analysis.label, "share": Share(lost), "n": effect.n_left_out}
    yield Finding("analysis.lost", lost <= 0.1, analysis.id, "warning", holes)
    rows = known_rows(analysis, table)
    yield _drifts_back(analysis, rows)
    yield _leavers_started_alike(analysis, table, rows)
    if effect.unit == "share":  # yes is not the end of a scale
        return
    full = max(_at_best(rows[analysis.outcome]), _at_best(rows[analysis.before]))
    holes = {"label": analysis.label, "share": Share(full)}
    yield Finding("analysis.ceiling", full <= CEILING, analysis.id, "warning", holes)


def _drifts_back(analysis: Analysis, rows: pd.DataFrame) -> Finding:
    """Say whether people look picked because they were low at entry.

    Picked when low, they come back up by themselves: by (1 - r) of the distance to the usual level
    (Galton 1886). The signs are a long tail upwards at entry, or a change that grows with the level
    (Oldham 1962: the correlation of the change with the mean of both measures).
    """
    before = numbers(analysis, rows, str(analysis.before))
    after = numbers(analysis, rows, analysis.outcome)
    holes: dict[str, object] = {"label": analysis.label, "r": 0.0}
    if len(rows) < ENOUGH or before.std() == 0 or after.std() == 0:
        return Finding("inference.drifts_back", None, analysis.id, "note", holes)
    skewed = float(before.skew()) > SKEWED
    alike = float(before.corr(after))
    holes["r"] = round(alike, 2)
    oldham = float((after - before).corr((after + before) / 2))
    picked = skewed or oldham > SKEWED
    return Finding("inference.drifts_back", not picked, analysis.id, "note", holes)


def _leavers_started_alike(analysis: Analysis, table: pd.DataFrame, rows: pd.DataFrame) -> Finding:
    """Compare, at entry, those who were measured again and those who were not."""
    before = table[analysis.before].dropna().astype(float)
    stayed = before.index.isin(rows.index)
    gap = before[stayed].mean() - before[~stayed].mean()
    passed = None if stayed.all() else bool(abs(gap) <= 0.1 * before.std())
    holes = {"label": analysis.label, "gap": 0.0 if passed is None else round(float(gap), 2)}
    return Finding("analysis.leavers_differ", passed, analysis.id, "warning", holes)


def _at_best(values: pd.Series) -> float:
    return float((values == values.max()).mean())
