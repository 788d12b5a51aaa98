"""How long until a job: who got there sooner, counting those whom nobody saw arrive."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from workbench.analysis.designs.carried import contrast
from workbench.analysis.designs.common import common_checks, too_few, welch
from workbench.analysis.designs.groups import (
    covariates_of,
    design_matrix,
    references_of,
    treated_of,
)
from workbench.analysis.designs.made import (
    Answer,
    count_of,
    effect_of,
    method_of,
    without_error,
)
from workbench.analysis.designs.proportional import drift, speeds
from workbench.analysis.designs.rows import known_rows, need_sites, need_spread, numbers
from workbench.analysis.designs.survival import at_risk, still_waiting
from workbench.analysis.effect import Effect
from workbench.analysis.regression import Array, Fit
from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.base.words import Share
from workbench.collection import Analysis

NEEDS = ("outcome", "event", "treatment")
RESTS_ON_CHANCE = ("rests.drawn_by_lot", "designs.rests_lost_alike", "rests.no_spillover")
RESTS_ON_NOTHING = ("designs.rests_groups_alike", "designs.rests_lost_alike", "rests.no_spillover")
METHODS = ("kaplan_meier", "cox")
"""The first is the default."""
SEEN_ENOUGH = 0.1
"""The share of a group that must still be in sight at the moment that is chosen."""
PARTS = 4
DOUBT = 0.05
"""Below this p-value of a steady ratio, one ratio no longer speaks for all moments."""


def rests_on(analysis: Analysis) -> tuple[str, ...]:
    """Return the phrases of what the result rests on."""
    return RESTS_ON_CHANCE if analysis.randomised else RESTS_ON_NOTHING


def estimate(analysis: Analysis, table: pd.DataFrame, level: float) -> Effect:
    """Return how many more of those treated had got there by a moment, or how much faster they go.

    ``outcome`` is the duration, ``event`` 1 where the end was seen and 0 where people were lost
    from sight before. ``kaplan_meier`` (the default): the difference of the shares that had got
    there at ``cutoff``, or else at the last moment at which a tenth of each group is still in
    sight; ``contrasts`` say it at four moments on the way. Greenwood's error, Welch's degrees of
    freedom. ``cox``: the hazard ratio, covariates in, ties by Efron; its standard error is that of
    the logarithm. With a cluster column errors are summed by club (times G / (G - 1)), with Welch's
    degrees of freedom, or G - 1 where clubs are mixed. ``detail`` holds the log-rank p-value,
    without clusters only. Raises DataError for a negative duration, an event that is not 0/1, and
    a group in which it never happened.
    """
    method = method_of(analysis, METHODS)
    rows, times, seen, treated = spells(analysis, table)
    sites = need_sites(analysis, rows)
    moment = _moment(analysis, times, treated)
    parts = (times, seen, treated)
    found = _by(moment, parts, sites) if method == "kaplan_meier" else _cox(analysis, rows, sites)
    bare = too_few(treated, sites)
    moments = sorted({moment * (part + 1) / PARTS for part in range(PARTS)})
    lines = [(at, _by(at, parts, sites)) for at in moments] if method == "kaplan_meier" else []
    answer = Answer(
        fit=without_error(found) if bare else found,
        method=method,
        rests_on=rests_on(analysis),
        n=len(rows),
        n_left_out=len(table) - len(rows),
        n_clusters=count_of(sites),
        estimand=None,
        unit="share" if method == "kaplan_meier" else None,
        contrasts=tuple(
            contrast(without_error(part) if bare else part, level, f"{at:g}", "0")
            for at, part in lines
        ),
        references=references_of(analysis, rows),
        detail=_detail(moment, parts, sites),
    )
    return effect_of(analysis, answer if method == "kaplan_meier" else _ratio(answer, level), level)


def check(analysis: Analysis, table: pd.DataFrame, effect: Effect) -> Iterator[Finding]:
    """People left out, many lost from sight, and a ratio that does not stay the same."""
    yield from common_checks(analysis, effect)
    lost = effect.detail["share_lost"]
    holes: dict[str, object] = {"label": analysis.label, "share": Share(lost)}
    yield Finding("designs.lost_from_sight", lost <= 0.5, analysis.id, "warning", holes)
    gap = abs(effect.detail["lost_treated"] - effect.detail["lost_control"])
    holes = {"label": analysis.label, "share": Share(gap)}
    yield Finding("designs.lost_unequally", gap <= 0.1, analysis.id, "warning", holes)
    yield proportional(analysis, table, effect.method)


def proportional(analysis: Analysis, table: pd.DataFrame, method: str = "cox") -> Finding:
    """Say whether one hazard ratio holds at all moments; a share by a moment needs no such thing.

    The score test of `workbench.analysis.designs.proportional.drift`, by club where there are any.
    """
    holes: dict[str, object] = {"label": analysis.label, "early": 0.0, "late": 0.0}
    if method != "cox":
        return Finding("designs.hazards_proportional", None, analysis.id, "warning", holes)
    rows, times, seen, treated = spells(analysis, table)
    sites = need_sites(analysis, rows)
    x = np.column_stack([treated, covariates_of(analysis, rows).to_numpy(dtype=float)])
    beta = speeds(times, seen, x)
    by_site = None if sites is None else (lambda pulls: summed(pulls, treated, sites))
    found = drift(times, seen, x, beta, by_site)
    holes |= {"early": round(found.early, 2), "late": round(found.late, 2)}
    steady = found.p_value >= DOUBT
    return Finding("designs.hazards_proportional", steady, analysis.id, "warning", holes)


def spells(analysis: Analysis, table: pd.DataFrame) -> tuple[pd.DataFrame, Array, Array, Array]:
    """Return the rows, and for each the duration, whether its end was seen, and who was treated."""
    rows = known_rows(analysis, table)
    times = numbers(analysis, rows, analysis.outcome).to_numpy()
    seen = numbers(analysis, rows, str(analysis.event)).to_numpy()
    if not set(np.unique(seen)) <= {0.0, 1.0}:
        raise DataError("analysis.not_yes_no", id=analysis.id, column=analysis.event)
    if (times < 0).any():
        raise DataError("designs.negative_duration", id=analysis.id, column=analysis.outcome)
    need_spread(analysis, pd.Series(times))
    treated = treated_of(analysis, rows).to_numpy()
    if min(seen[treated == arm].sum() for arm in (0, 1)) < 1:
        raise DataError("designs.never_happens", id=analysis.id, column=analysis.event)
    return rows, times, seen, treated


def _moment(analysis: Analysis, times: Array, treated: Array) -> float:
    """Return the moment that was chosen, or the last at which a tenth of each group is in sight."""
    if analysis.cutoff is not None:
        if min(at_risk(times[treated == arm], analysis.cutoff) for arm in (0, 1)) < 1:
            raise DataError("designs.nobody_in_sight", id=analysis.id, time=f"{analysis.cutoff:g}")
        return analysis.cutoff
    ends = [np.quantile(times[treated == arm], 1 - SEEN_ENOUGH, method="lower") for arm in (0, 1)]
    return float(min(ends))


def _by(moment: float, parts: tuple[Array, Array, Array], sites: pd.Series | None) -> Fit:
    """Return the difference of the shares that had got there at *moment*."""
    times, seen, treated = parts
    shares, pulls = [], np.zeros(len(times))
    for arm in (0, 1):
        own = treated == arm
        share, pull = still_waiting(times[own], seen[own], moment)
        shares.append(share)
        pulls[own] = pull if arm else -pull
    error, df = summed(pulls, treated, sites)
    carries = error > 0 and np.isfinite(df) and df > 0
    return Fit(shares[0] - shares[1], error if carries else None, df if carries else None)


def summed(pulls: Array, treated: Array, sites: pd.Series | None) -> tuple[float, float]:
    """Return the error of a sum of pulls, by club if there are any, and its degrees of freedom."""
    if sites is None:
        parts = [(float((pulls[treated == arm] ** 2).sum()), int((treated == arm).sum()))
                 for arm in (0, 1)]  # fmt: skip
        return float(np.linalg.norm(pulls)), welch(parts)
    clubs = pd.factorize(sites)[0]
    sums, had = np.bincount(clubs, pulls), np.bincount(clubs, treated) / np.bincount(clubs)
    if not np.isin(had, [0.0, 1.0]).all():
        return float(np.sqrt(len(sums) / (len(sums) - 1)) * np.linalg.norm(sums)), float(
            len(sums) - 1
        )
    parts = []
    for arm in (0.0, 1.0):
        own = sums[had == arm]
        count = len(own)
        parts.append((float(count / max(count - 1, 1) * (own @ own)), count))
    return float(np.sqrt(sum(variance for variance, _ in parts))), welch(parts)


def _cox(analysis: Analysis, rows: pd.DataFrame, sites: pd.Series | None) -> Fit:
    """Return the logarithm of the hazard ratio (Cox 1972), ties by Efron."""
    from statsmodels.duration.hazard_regression import PHReg  # heavy: loaded when it is used

    treated = treated_of(analysis, rows)
    x = pd.DataFrame({"(treated)": treated}).join(covariates_of(analysis, rows))
    design_matrix(x)  # a letter, where columns say the same
    status = numbers(analysis, rows, str(analysis.event)).to_numpy()
    times = numbers(analysis, rows, analysis.outcome).to_numpy()
    result = PHReg(times, x.to_numpy(dtype=float), status=status, ties="efron").fit(disp=0)
    value = float(result.params[0])
    if sites is None:
        return Fit(value, float(result.bse[0]), float(status.sum() - x.shape[1]))
    pulls = np.asarray(result.score_residuals) @ np.asarray(result.cov_params())[:, 0]
    error, df = summed(pulls, treated.to_numpy(), sites)
    return Fit(value, error, df) if error > 0 and df > 0 else Fit(value, None, None)


def _ratio(answer: Answer, level: float) -> Answer:
    """Return the answer as a hazard ratio; its standard error stays that of the logarithm."""
    from dataclasses import replace

    low, high = answer.fit.interval(level)
    ratio = Fit(float(np.exp(answer.fit.estimate)), answer.fit.std_error, answer.fit.df)
    ends = (
        (None, None) if low is None or high is None else (float(np.exp(low)), float(np.exp(high)))
    )
    return replace(
        answer, fit=ratio, interval=ends, p_value=answer.fit.p_value, measure="hazard_ratio"
    )


def _detail(
    moment: float, parts: tuple[Array, Array, Array], sites: pd.Series | None
) -> dict[str, float]:
    times, seen, treated = parts
    shares = [1 - still_waiting(times[treated == arm], seen[treated == arm], moment)[0]
              for arm in (0, 1)]  # fmt: skip
    lost = [float(((seen == 0) & (times < moment))[treated == arm].mean()) for arm in (0, 1)]
    detail = {
        "moment": moment,
        "mean_control": shares[0],
        "mean_treated": shares[1],
        "n_events": float(seen.sum()),
        "share_lost": float(((seen == 0) & (times < moment)).mean()),
        "lost_control": lost[0],
        "lost_treated": lost[1],
    }
    if sites is None:
        from statsmodels.duration.survfunc import survdiff  # heavy: loaded when it is used

        detail["logrank"], detail["logrank_p"] = map(float, survdiff(times, seen, treated))
    return detail
