"""Each person of the programme beside somebody like them who did not come."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.analysis.designs.balance import ALIKE, balance, effective_size
from workbench.analysis.designs.common import common_checks, too_few
from workbench.analysis.designs.groups import (
    covariates_of,
    design_matrix,
    logit,
    references_of,
    treated_of,
)
from workbench.analysis.designs.imputed import (
    abadie_imbens,
    matches_of,
    mean_effect,
    weights_of_matches,
)
from workbench.analysis.designs.made import (
    Answer,
    count_of,
    effect_of,
    method_of,
    without_error,
)
from workbench.analysis.designs.neighbours import NONE, Places, in_turn, whitened
from workbench.analysis.designs.rows import known_rows, need_sites, need_spread, numbers
from workbench.analysis.effect import Effect
from workbench.analysis.regression import Array, Fit, fit, rank
from workbench.base.errors import DataError
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
IN_TURN = ("nearest", "nearest_adjusted", "either_side", "caliper")
METHODS = (*IN_TURN, "replacement", "mahalanobis", "mahalanobis_adjusted")
"""The first is the default."""
CALIPER = 0.2
"""The widest gap that ``caliper`` allows, in standard deviations of the log-odds (Austin 2011)."""
TREATED = "(treated)"


@dataclass(frozen=True)
class Matched:
    """The rows, their score and the weight that matching gives each; *pair* is NONE without one."""

    rows: pd.DataFrame
    y: Array
    treated: Array
    covariates: pd.DataFrame
    score: Array
    weights: Array
    pair: Places


def rests_on(_: Analysis) -> tuple[str, ...]:
    """Return the phrases of what the result rests on."""
    return RESTS_ON


def estimate(analysis: Analysis, table: pd.DataFrame, level: float) -> Effect:
    """Return the mean gap between those treated and those matched to them.

    Methods: ``nearest`` (the default, for it gives what R's MatchIt 4.5.1 gives with its own
    defaults, and readers can check it there), each treated person with the nearest free other whose
    propensity score is not above theirs (above only where none is left), the highest score choosing
    first; ``nearest_adjusted``, with the covariates in the regression too; ``either_side``, the
    nearest free other, above or below; ``caliper``, the same within 0.2 standard deviations of the
    log-odds, those without a match left out and counted; ``replacement`` (by score) and
    ``mahalanobis`` (by covariates), where one person may stand in for several;
    ``mahalanobis_adjusted``, freed of what remains between the two.

    Errors: by pair for the first four (Abadie and Spiess 2022: CR1, pairs - 1 degrees of freedom);
    Abadie and Imbens (2006) for the others, the score taken as known, with Student's quantile; with
    a cluster column CR2 with Satterthwaite degrees of freedom on the matched rows, weights taken as
    known; the covariates are then in the regression that gives the error, since those who are
    matched resemble each other in them, whatever their club; and for the first four no less than
    the error by pair, for who is matched to whom is chance too. ``ate`` only with replacement.
    Raises DataError for a treatment that is not 0/1, separation, collinear covariates, and where
    nobody finds a match.
    """
    method = method_of(analysis, METHODS)
    found = match(analysis, table)
    sites = need_sites(analysis, found.rows)
    used = found.weights > 0
    result = _fit(analysis, method, found, sites)
    if too_few(found.treated[used], None if sites is None else sites[used]):
        result = without_error(result)
    answer = Answer(
        fit=result,
        method=method,
        rests_on=rests_on(analysis),
        n=int(used.sum()),
        n_left_out=len(table) - len(found.rows),
        n_clusters=count_of(sites if sites is None else sites[used]),
        estimand=_estimand(analysis),
        references=references_of(analysis, found.rows),
        detail=_detail(analysis, found, len(table) - len(found.rows)),
    )
    return effect_of(analysis, answer, level)


def match(analysis: Analysis, table: pd.DataFrame) -> Matched:
    """Return the matched rows of the analysis, with the weight of each."""
    from scipy.special import expit  # heavy: loaded when it is used

    method = method_of(analysis, METHODS)
    rows = known_rows(analysis, table)
    y = numbers(analysis, rows, analysis.outcome)
    need_spread(analysis, y)
    treated = treated_of(analysis, rows).to_numpy()
    covariates = covariates_of(analysis, rows)
    x = design_matrix(covariates)
    line = x @ logit(analysis, x, treated, np.ones(len(x)))
    pair = np.full(len(rows), NONE)
    if method in IN_TURN:
        if analysis.estimand == "ate":
            raise DataError("designs.not_everyone", id=analysis.id, method=method)
        found = in_turn(expit(line), treated, either_side=method == "either_side")
        if method == "caliper":
            found = in_turn(line, treated, CALIPER * float(line.std(ddof=1)))
        pair[treated == 1] = found
        weights = _weights_of_pairs(pair)
    else:
        weights = weights_of_matches(
            matches_of(_points(method, line, x), treated, _estimand(analysis)), treated
        )
    if not weights.any():
        raise DataError("designs.no_match", id=analysis.id)
    return Matched(rows, y.to_numpy(), treated, covariates, expit(line), weights, pair)


def balance_table(analysis: Analysis, table: pd.DataFrame) -> pd.DataFrame:
    """Return the balance of the score and of each covariate, before and after matching."""
    found = match(analysis, table)
    every = covariates_of(analysis, found.rows, every_value=True)
    columns = pd.concat([pd.Series(found.score, every.index, name="(score)"), every], axis=1)
    return balance(columns, found.treated, found.weights, _estimand(analysis))


def check(analysis: Analysis, table: pd.DataFrame, effect: Effect) -> Iterator[Finding]:
    """People left out, no match, groups still apart, and few who stand in for many."""
    yield from common_checks(analysis, effect)
    label = analysis.label
    lost = effect.detail["n_unmatched"] / effect.detail["n_treated"]
    holes: dict[str, object] = {"label": label, "share": Share(lost)}
    yield Finding("designs.unmatched", lost == 0, analysis.id, "warning", holes)
    lines = balance_table(analysis, table)
    far = lines[lines["after"].abs() > ALIKE]
    widest = round(float(lines["after"].abs().max()), 2)
    names = ", ".join(str(name) for name in far.index)
    holes = {"label": label, "columns": names, "gap": widest}
    yield Finding("designs.still_apart", far.empty, analysis.id, "warning", holes)
    outside = effect.detail["share_outside"]
    holes = {"label": label, "share": Share(outside)}
    yield Finding("designs.no_overlap", outside <= 0.1, analysis.id, "warning", holes)


def _fit(analysis: Analysis, method: str, found: Matched, sites: pd.Series | None) -> Fit:
    from scipy.special import logit as log_odds  # heavy: loaded when it is used

    used = found.weights > 0
    if sites is not None or method in IN_TURN:
        x = pd.DataFrame({"(constant)": 1.0, TREATED: found.treated}, index=found.rows.index)
        more = x.join(found.covariates)
        root = np.sqrt(found.weights[used])
        bare, full = (part[used].mul(root, axis=0) for part in (x, more))
        x, y = full if method.endswith("_adjusted") else bare, found.y[used] * root
        if sites is None:
            return _by_pair(y, x, found)
        told = full if rank(full) == full.shape[1] else x
        around = fit(y, told, TREATED, sites[used])
        pairs = _by_pair(y, x, found) if method in IN_TURN else around
        return Fit(fit(y, x, TREATED).estimate, _larger(around, pairs), around.df)
    x = design_matrix(found.covariates)
    points = _points(method, log_odds(found.score), x)
    matches = matches_of(points, found.treated, _estimand(analysis))
    mean, each = mean_effect(
        matches, found.y, found.treated, x[:, 1:] if method.endswith("_adjusted") else None
    )
    fewest = min(int((found.treated == arm).sum()) for arm in (0, 1))
    if fewest < 3:
        return Fit(mean, None, None)
    error = abadie_imbens(points, found.y, matches, each, found.treated)
    return Fit(mean, error, float(fewest - 1)) if error > 0 else Fit(mean, None, None)


def _larger(one: Fit, other: Fit) -> float | None:
    """Return the larger of two errors, None where either has none."""
    if one.std_error is None or other.std_error is None:
        return None
    return max(one.std_error, other.std_error)


def _by_pair(y: Array, x: pd.DataFrame, found: Matched) -> Fit:
    """Return the coefficient of treatment, with the error where pairs are clusters."""
    plain = fit(y, x, TREATED)
    pairs = _names_of_pairs(found)[found.weights > 0]
    values = x.to_numpy(dtype=float)
    inverse = np.linalg.pinv(values)
    errors = y - values @ (inverse @ y)
    place = list(x.columns).index(TREATED)
    sums = np.bincount(pairs, inverse[place] * errors)
    n, k = values.shape
    g = n // 2
    if g < 2 or plain.std_error is None:
        return without_error(plain)
    factor = g / (g - 1) * (n - 1) / (n - k)
    return Fit(plain.estimate, float(np.sqrt(factor * (sums @ sums))), float(g - 1))


def _names_of_pairs(found: Matched) -> Places:
    """Return a number for each row that its pair shares; rows without a pair have number 0."""
    names = np.zeros(len(found.pair), dtype=int)
    taken = np.flatnonzero(found.pair != NONE)
    names[taken] = np.arange(1, len(taken) + 1)
    names[found.pair[taken]] = names[taken]
    return names


def _points(method: str, line: Array, x: Array) -> Array:
    from scipy.special import expit  # heavy: loaded when it is used

    if method != "replacement":
        return whitened(x[:, 1:])
    points: Array = expit(line)[:, None]
    return points


def _weights_of_pairs(pair: Places) -> Array:
    weights: Array = (pair != NONE).astype(float)
    weights[pair[pair != NONE]] = 1.0
    return weights


def _estimand(analysis: Analysis) -> str:
    return analysis.estimand or "att"


def _detail(analysis: Analysis, found: Matched, missing: int) -> dict[str, float]:
    one, used = found.treated == 1, found.weights > 0
    widest = found.score[~one].max()
    lines = balance(found.covariates, found.treated, found.weights, _estimand(analysis))
    return {
        "mean_treated": float(np.average(found.y[one], weights=found.weights[one])),
        "mean_control": float(np.average(found.y[~one], weights=found.weights[~one])),
        "n_matched": float(used.sum()),
        "n_treated": float(one.sum()),
        "n_unmatched": float((one & ~used).sum()),
        "n_missing": float(missing),
        "ess_control": effective_size(found.weights[~one]),
        "share_outside": float((found.score[one] > widest).mean()),
        "smd_before": float(lines["before"].abs().max()),
        "smd_after": float(lines["after"].abs().max()),
    }
