"""A plan tried on simulated people before real ones are asked: whether it is right, and sees."""

from dataclasses import dataclass, replace

import numpy as np

from workbench.analysis import trials as tried
from workbench.analysis.trials import Array, Trials
from workbench.base.errors import DataError
from workbench.base.words import Share, number, percent, say
from workbench.collection import Analysis
from workbench.data.simulate import Programme, truth
from workbench.data.simulate.truth import MANY

OFTEN = 0.8
LOOPED = 100
"""Trials of a design that has no closed form: each one is a whole estimate."""
SUMMED = ("progress", "before_after", "comparison", "difference_in_differences")


@dataclass(frozen=True)
class Rehearsal:
    """What a plan found in many simulated programmes whose truth is known.

    *truth* is what the plan should find, *bias* how far its mean is from it, *coverage* how often
    its interval holds the truth, *power* how often it excludes no effect (or, for progress, the
    target; None without a target), *detectable_effect* the smallest effect seen eight times in ten.
    Each has its Monte-Carlo error beside it. They are None where no trial carries an interval.
    *carried* counts the trials that carry one; *rows* is whether each trial was estimated from rows
    rather than from the sums of clubs.
    """

    id: str
    design: str
    unit: str
    trials: int
    carried: int
    truth: float
    bias: float
    bias_error: float
    coverage: float | None
    coverage_error: float | None
    power: float | None
    power_error: float | None
    detectable_effect: float | None
    detectable_effect_error: float | None
    rows: bool = False


def rehearse(
    analysis: Analysis, programme: Programme, trials: int = 1000, seed: int = 1
) -> Rehearsal:
    """Carry out a plan on *trials* draws of a programme, and compare with the truth.

    The columns of the plan stand for those of the programme: a share is the positive exit, points
    are the score, the cluster is the club; the truth is the effect on those treated (for progress,
    the share of positive exits among all who entered). Progress, before and after, comparison
    and difference-in-differences of two waves come from sums of clubs, with the formulas of the
    designs; a comparison with covariates (the score at entry stands for them), matching and
    weighting are estimated row by row, LOOPED trials at the most. Bias, coverage and power have the
    errors of a mean and of shares (Morris, White and Crowther 2019); the detectable effect is
    (t(0.975) + t(0.8)) times the standard error (Bloom 1995). Raises DataError for a plan that the
    programme cannot feed.

    >>> plan = Analysis(id="a", design="comparison", outcome="y", label="Y", unit="points",
    ...                 treatment="d", cluster="club")
    >>> found = rehearse(plan, Programme(clubs=20, effect=1.0), trials=200)
    >>> found.rows, found.coverage > 0.9
    (False, True)
    """
    if trials < 2:
        raise DataError("rehearse.trials", trials=trials)
    aim = _truth(analysis, programme)
    by_rows = analysis.design not in SUMMED or bool(analysis.covariates)
    if by_rows:
        found = tried.by_rows(analysis, programme, min(trials, LOOPED), seed)
    else:
        found = tried.by_sums(analysis, programme, trials, seed)
    return replace(_counted(analysis, found, aim), rows=by_rows)


def _truth(analysis: Analysis, programme: Programme) -> float:
    share = analysis.unit == "share"
    known = truth(programme, people=MANY if share else MANY // 8)
    if analysis.design != "progress":
        if programme.n_treated == 0 and programme.arms == "clubs":
            raise DataError("rehearse.nobody_treated")
        return known.success_att if share else known.att
    everybody = 1.0 if programme.arms == "all" else programme.n_treated / programme.clubs
    if programme.arms == "people":
        everybody = programme.treated_share
    return known.success_without + everybody * known.success_att


def _counted(analysis: Analysis, found: Trials, aim: float) -> Rehearsal:
    """Return the shares and means over the trials, and their errors."""
    kept = np.isfinite(found.low) & np.isfinite(found.high)
    covered = (found.low <= aim) & (aim <= found.high)
    zero = analysis.target if analysis.design == "progress" else 0.0
    sees = None if zero is None else ((found.low > zero) | (found.high < zero))[kept]
    coverage, power = _share(covered[kept]), _share(sees)
    detectable = _mean(_detectable(found)[kept]) if analysis.design != "progress" else (None, None)
    bias, error = _mean(found.estimate[np.isfinite(found.estimate)] - aim)
    return Rehearsal(
        id=analysis.id,
        design=analysis.design,
        unit=analysis.unit,
        trials=len(found.estimate),
        carried=int(kept.sum()),
        truth=aim,
        bias=float("nan") if bias is None else bias,
        bias_error=float("nan") if error is None else error,
        coverage=coverage[0],
        coverage_error=coverage[1],
        power=power[0],
        power_error=power[1],
        detectable_effect=detectable[0],
        detectable_effect_error=detectable[1],
    )


def _detectable(found: Trials) -> Array:
    from scipy.special import stdtrit  # heavy: loaded when it is used

    quantiles: Array = stdtrit(found.df, 0.975) + stdtrit(found.df, OFTEN)
    return quantiles * found.error


def _share(hits: np.ndarray | None) -> tuple[float | None, float | None]:
    if hits is None or not len(hits):
        return None, None
    share = float(hits.mean())
    return share, float(np.sqrt(share * (1 - share) / len(hits)))


def _mean(values: Array) -> tuple[float | None, float | None]:
    if not len(values):
        return None, None
    error = float(values.std(ddof=1) / np.sqrt(len(values))) if len(values) > 1 else float("nan")
    return float(values.mean()), error


def as_text(found: Rehearsal, lang: str) -> str:
    """Say the rehearsal in plain words: the truth, the error, the interval, and what is seen."""
    lines = [
        say("rehearse.bias", lang, n=found.trials, truth=_truth_told(found, lang),
            bias=_value(found, found.bias, lang), error=_value(found, found.bias_error, lang))
    ]  # fmt: skip
    if found.coverage is None:
        return "\n".join([*lines, say("rehearse.no_interval", lang)])
    lines.append(say("rehearse.coverage", lang, share=Share(found.coverage)))
    if found.power is not None:
        seen = "rehearse.power_target" if found.design == "progress" else "rehearse.power"
        lines.append(say(seen, lang, share=Share(found.power)))
    if found.detectable_effect is not None:
        smallest = _value(found, found.detectable_effect, lang)
        lines.append(say("rehearse.detectable", lang, effect=smallest))
    return "\n".join(lines)


def _truth_told(found: Rehearsal, lang: str) -> str:
    """Write the truth: a share where people are counted, else a difference."""
    if found.design == "progress":
        return percent(found.truth, lang, 1)
    return _value(found, found.truth, lang)


def _value(found: Rehearsal, value: float, lang: str) -> str:
    if found.unit == "share":
        return say("rehearse.points_of_share", lang, points=number(100 * value, lang, 1))
    return number(value, lang, 2)
