"""The comparison group weighted until it looks like the programme's people."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from workbench.analysis.designs.balance import ALIKE, balance, effective_size
from workbench.analysis.designs.common import common_checks, too_few, welch
from workbench.analysis.designs.equations import influences, sandwich
from workbench.analysis.designs.groups import (
    covariates_of,
    design_matrix,
    references_of,
    treated_of,
    weights_of,
)
from workbench.analysis.designs.made import Answer, count_of, effect_of, method_of
from workbench.analysis.designs.rows import known_rows, need_sites, need_spread, numbers
from workbench.analysis.designs.weights_found import Sample, Weighting, by_score, doubly, entropy
from workbench.analysis.effect import Effect
from workbench.analysis.regression import Array, Fit
from workbench.base.findings import Finding
from workbench.base.words import Share
from workbench.collection import Analysis

NEEDS = ("outcome", "treatment", "covariates")
RESTS_ON = (
    "designs.rests_measured",
    "designs.rests_overlap",
    "designs.rests_before",
    "rests.no_spillover",
)
WAYS = {"ipw": by_score, "aipw": doubly, "entropy": entropy}
"""The first is the default."""
EXTREME = 0.02
"""A chance nearer to 0 or 1 than this leaves nobody to compare with."""
HEAVY = 0.05
THIN = 0.3


def rests_on(_: Analysis) -> tuple[str, ...]:
    """Return the phrases of what the result rests on."""
    return RESTS_ON


def estimate(analysis: Analysis, table: pd.DataFrame, level: float) -> Effect:
    """Return the difference of weighted means, for those treated (``att``) or everyone (``ate``).

    Methods: ``ipw`` (the default), ``aipw`` and ``entropy``; weights add up to one in each group.
    Errors come from the equations of all steps at once, so the weights are not taken as known
    (Stefanski and Boos 2002), with n - k degrees of freedom. Such errors are too small where few
    people carry much weight: the interval and the p-value use the one-step jackknife over people
    (`influences`). With a cluster column: the same jackknife over clubs, for the error too, times
    (G - 1) / G (CR3's like); degrees of freedom are Welch's where whole clubs are treated, G - 1
    where clubs are mixed. Fewer than four clubs in a group carry no interval. Raises DataError for
    a treatment that is not 0/1, separation, collinear covariates, negative weights, and means that
    no weights can make equal.
    """
    method = method_of(analysis, tuple(WAYS))
    rows, sample, found = weighted(analysis, table)
    sites = need_sites(analysis, rows)
    result = _fit(found, sample, sites)
    wide = result if sites is not None or result.std_error is None else _one_by_one(found, result)
    answer = Answer(
        fit=result,
        interval=wide.interval(level),
        p_value=wide.p_value,
        method=method,
        rests_on=rests_on(analysis),
        n=len(rows),
        n_left_out=len(table) - len(rows),
        n_clusters=count_of(sites),
        estimand=_estimand(analysis),
        references=references_of(analysis, rows),
        detail=_detail(analysis, rows, sample, found),
    )
    return effect_of(analysis, answer, level)


def weighted(analysis: Analysis, table: pd.DataFrame) -> tuple[pd.DataFrame, Sample, Weighting]:
    """Return the rows of the analysis, as numbers too, and the weight of each."""
    rows = known_rows(analysis, table)
    y = numbers(analysis, rows, analysis.outcome)
    need_spread(analysis, y)
    treated = treated_of(analysis, rows).to_numpy()
    x = design_matrix(covariates_of(analysis, rows))
    sample = Sample(y.to_numpy(), treated, x, weights_of(analysis, rows))
    way = WAYS[method_of(analysis, tuple(WAYS))]
    return rows, sample, way(analysis, sample, _estimand(analysis))


def balance_table(analysis: Analysis, table: pd.DataFrame) -> pd.DataFrame:
    """Return the balance of each covariate, before and after weighting."""
    rows, sample, found = weighted(analysis, table)
    every = covariates_of(analysis, rows, every_value=True)
    return balance(every, sample.treated, found.weights, _estimand(analysis))


def check(analysis: Analysis, table: pd.DataFrame, effect: Effect) -> Iterator[Finding]:
    """People left out, no overlap, groups still apart, and a few who weigh too much."""
    yield from common_checks(analysis, effect)
    label, detail = analysis.label, effect.detail
    lines = balance_table(analysis, table)
    far = lines[lines["after"].abs() > ALIKE]
    names = ", ".join(str(name) for name in far.index)
    widest = round(float(lines["after"].abs().max()), 2)
    holes: dict[str, object] = {"label": label, "columns": names, "gap": widest}
    yield Finding("designs.still_apart", far.empty, analysis.id, "warning", holes)
    share = detail.get("share_extreme")
    passed = None if share is None else share <= 0.1
    holes = {"label": label, "share": Share(share or 0)}
    yield Finding("designs.no_overlap", passed, analysis.id, "warning", holes)
    holes = {"label": label, "share": Share(detail["max_w"])}
    yield Finding("designs.heavy_weight", detail["max_w"] <= HEAVY, analysis.id, "warning", holes)
    worth = min(
        detail["ess_control"] / detail["n_control"], detail["ess_treated"] / detail["n_treated"]
    )
    holes = {"label": label, "worth": round(detail["ess_control"]), "n": int(detail["n_control"])}
    yield Finding("designs.few_effective", worth >= THIN, analysis.id, "warning", holes)


def _fit(found: Weighting, sample: Sample, sites: pd.Series | None) -> Fit:
    estimate = found.estimate
    if too_few(sample.treated, sites):
        return Fit(estimate, None, None)
    if sites is None:
        n, k = sample.x.shape
        error, df = sandwich(found.equations, found.at, found.wanted), float(n - k - 1)
    else:
        error, df = _by_club(found, sample, sites)
    carries = np.isfinite(error) and error > 0 and df > 0
    return Fit(estimate, error, df) if carries else Fit(estimate, None, None)


def _one_by_one(found: Weighting, plain: Fit) -> Fit:
    """Return the fit with the error of the one-step jackknife, each person being left out once."""
    count = len(found.weights)
    moved = influences(found.equations, found.at, found.wanted, np.arange(count))
    error = float(np.sqrt((count - 1) / count * (moved @ moved)))
    return Fit(plain.estimate, error, plain.df) if np.isfinite(error) else plain


def _by_club(found: Weighting, sample: Sample, sites: pd.Series) -> tuple[float, float]:
    clubs = pd.factorize(sites)[0]
    moved = influences(found.equations, found.at, found.wanted, clubs)
    count = len(moved)
    sizes = np.bincount(clubs)
    had = np.bincount(clubs, sample.treated) / sizes
    error = float(np.sqrt((count - 1) / count * (moved @ moved)))
    if not np.isin(had, [0.0, 1.0]).all():
        return error, float(count - 1)
    arms = [moved[had == arm] for arm in (0.0, 1.0)]
    return error, welch([(float(part @ part), len(part)) for part in arms])


def _estimand(analysis: Analysis) -> str:
    return analysis.estimand or "att"


def _detail(
    analysis: Analysis, rows: pd.DataFrame, sample: Sample, found: Weighting
) -> dict[str, float]:
    one, weights = sample.treated == 1, found.weights
    lines = balance(covariates_of(analysis, rows), sample.treated, weights, _estimand(analysis))
    shares = [weights[arm] / weights[arm].sum() for arm in (one, ~one)]
    detail = {
        "mean_treated": float(shares[0] @ sample.y[one]),
        "mean_control": float(shares[1] @ sample.y[~one]),
        "n_treated": float(one.sum()),
        "n_control": float((~one).sum()),
        "ess_treated": effective_size(weights[one]),
        "ess_control": effective_size(weights[~one]),
        "se_weights_known": _known(sample, weights),
        "max_w": float(max(share.max() for share in shares)),
        "smd_before": float(lines["before"].abs().max()),
        "smd_after": float(lines["after"].abs().max()),
    }
    if found.score is not None:
        extreme = (found.score < EXTREME) | (found.score > 1 - EXTREME)
        asked = one if _estimand(analysis) == "att" else np.ones(len(one), dtype=bool)
        detail["share_extreme"] = float(extreme[asked].mean())
    return detail


def _known(sample: Sample, weights: Array) -> float:
    """Return the HC0 error that takes the weights as known: for comparison with other software."""
    squares = 0.0
    for arm in (0, 1):
        share = weights[sample.treated == arm] / weights[sample.treated == arm].sum()
        y = sample.y[sample.treated == arm]
        squares += float(((share * (y - share @ y)) ** 2).sum())
    return float(np.sqrt(squares))


def weights_in_each_group(sample: Sample, found: Weighting) -> Array:
    """Return the weights so that those of each group add up to one."""
    sums = np.where(
        sample.treated == 1,
        found.weights[sample.treated == 1].sum(),
        found.weights[sample.treated == 0].sum(),
    )
    shares: Array = found.weights / sums
    return shares
