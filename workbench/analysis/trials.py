"""Many trials of one plan: estimates and intervals, from the sums of clubs or from rows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.designs.carried import FEW
from workbench.analysis.inference.errors import ZERO
from workbench.base.errors import DataError
from workbench.collection import Analysis
from workbench.data.simulate import Programme, Sums, club_sums, exits, simulate

Array = NDArray[np.float64]
LEVEL = 0.95
NAMES = {
    "treatment": "treated",
    "before": "before",
    "cluster": "club",
}
"""The columns of the simulated people that stand for those of a plan."""
BY_ROWS = ("comparison", "matching", "weighting")


@dataclass(frozen=True)
class Trials:
    """One number a trial; NaN where a trial carries none."""

    estimate: Array
    error: Array
    df: Array
    low: Array
    high: Array


@dataclass(frozen=True)
class Values:
    """What is averaged, summed by club: people, sums, sums of squares (trials × clubs)."""

    n: Array
    sums: Array
    squares: Array


def by_sums(analysis: Analysis, programme: Programme, trials: int, seed: int) -> Trials:
    """Return the trials of a plan from the sums of clubs, with the formulas of its design."""
    from scipy.special import stdtrit  # heavy: loaded when it is used

    sums = _sums(analysis, programme, trials, seed)
    values = _values(analysis, sums)
    if analysis.design == "progress":
        return _progress(values, analysis.cluster is not None)
    arms = [sums.treated, ~sums.treated]
    if analysis.design == "before_after":
        arms = [np.ones_like(sums.treated)]
    parts = [_arm(values, own, analysis.cluster is not None) for own in arms]
    estimate = parts[0][0] - (parts[1][0] if len(parts) > 1 else 0)
    error = np.sqrt(np.sum([part[1] for part in parts], axis=0))
    if analysis.cluster is None:
        df = np.sum([own_n(values, own) for own in arms], axis=0) - len(arms)
    else:
        traces, squares = (np.sum([part[k] for part in parts], axis=0) for k in (2, 3))
        df = traces**2 / squares
        few = np.any([(own & (values.n > 0)).sum(axis=1) < FEW for own in arms], axis=0)
        if analysis.design != "before_after":
            error = np.where(few, np.nan, error)
    half = stdtrit(df, 0.5 + LEVEL / 2) * error
    return Trials(estimate, error, df, estimate - half, estimate + half)


def _sums(analysis: Analysis, programme: Programme, trials: int, seed: int) -> Sums:
    share = analysis.unit == "share"
    if share and analysis.design in ("before_after", "difference_in_differences"):
        raise DataError("rehearse.no_exit_before", design=analysis.design)
    if analysis.design == "progress" and not share:
        raise DataError("rehearse.progress_is_a_share")
    plain = programme.selection == 0 and programme.confounding == 0
    if share and plain and programme.loss == "at_random" and programme.arms != "people":
        return exits(programme, trials, seed)
    return club_sums(programme, trials, seed)


def _values(analysis: Analysis, sums: Sums) -> Values:
    n = sums.n.astype(float)
    if analysis.unit == "share":
        yes = sums.successes.astype(float)
        return Values(n, yes, yes)
    if analysis.design == "comparison":
        return Values(n, sums.after, sums.after_squared)
    changes = sums.after_squared + sums.before_squared - 2 * sums.product
    return Values(n, sums.after - sums.before, changes)


def own_n(values: Values, own: NDArray[np.bool_]) -> Array:
    """Return how many people an arm has in each trial."""
    found: Array = np.where(own, values.n, 0).sum(axis=1)
    return found


def _arm(values: Values, own: NDArray[np.bool_], sites: bool) -> tuple[Array, Array, Array, Array]:
    """Return the mean of an arm, its variance, and what Satterthwaite's formula sums.

    CR2 of a mean: the block of a club of n people of N is 1 - n / N along its people, so each
    weighs 1 / (N root(1 - n / N)) (Bell and McCaffrey 2002). Without sites, s² / N (HC2).
    """
    n = np.where(own, values.n, 0)
    total = n.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(own, values.sums, 0).sum(axis=1, keepdims=True) / total
        if not sites:
            squares = np.where(own, values.squares, 0).sum(axis=1, keepdims=True)
            variance = (squares / total - mean**2) / (total - 1)
            return mean[:, 0], variance[:, 0], mean[:, 0], mean[:, 0]
        free = 1 - n / total
        weight = np.where(free > ZERO, 1 / (total * np.sqrt(np.maximum(free, ZERO))), np.nan)
        scores = weight * (np.where(own, values.sums, 0) - n * mean)
        norms = n * weight**2
        lengths = (n * weight) ** 2 / total
    traces = (norms - lengths).sum(axis=1)
    squares = (norms**2 - 2 * norms * lengths).sum(axis=1) + lengths.sum(axis=1) ** 2
    return mean[:, 0], (scores**2).sum(axis=1), traces, squares


def _progress(values: Values, sites: bool) -> Trials:
    """Return shares with Wilson's interval, people being deflated by the likeness of clubs."""
    from scipy.special import ndtri, stdtrit  # heavy: loaded when it is used

    n, yes = values.n, values.sums
    total = n.sum(axis=1)
    share = yes.sum(axis=1) / total
    clubs = (n > 0).sum(axis=1)
    effective, quantile = total, np.full(len(total), float(ndtri(0.5 + LEVEL / 2)))
    if sites:
        quantile = stdtrit(clubs - 1, 0.5 + LEVEL / 2)
        effective = total / _inflated(n, yes, share, clubs)
    middle = (share + quantile**2 / (2 * effective)) / (1 + quantile**2 / effective)
    half = quantile * np.sqrt(share * (1 - share) / effective + (quantile / effective) ** 2 / 4)
    half = half / (1 + quantile**2 / effective)
    nothing = np.full(len(total), np.nan)
    low, high = np.maximum(middle - half, 0), np.minimum(middle + half, 1)
    return Trials(share, nothing, nothing, np.minimum(low, share), np.maximum(high, share))


def _inflated(n: Array, yes: Array, share: Array, clubs: NDArray[np.int64]) -> Array:
    """Return the design effect of each trial, its ICC by analysis of variance, as the design's."""
    total, means = n.sum(axis=1), yes / np.maximum(n, 1)
    within = (yes - n * means**2).sum(axis=1) / (total - clubs)
    between = (n * (means - share[:, None]) ** 2).sum(axis=1) / (clubs - 1)
    size = (total - (n**2).sum(axis=1) / total) / (clubs - 1)
    whole = between + (size - 1) * within
    icc = np.where(whole > 0, np.maximum((between - within) / np.where(whole > 0, whole, 1), 0), 0)
    mean = total / clubs
    spread = (n**2).sum(axis=1) / clubs / mean**2  # cv² + 1
    found: Array = np.maximum(1 + (spread * mean - 1) * icc, 1.0)
    return found


def by_rows(analysis: Analysis, programme: Programme, trials: int, seed: int) -> Trials:
    """Return the trials of a plan estimated row by row, by the design itself."""
    from workbench.analysis.designs import ALL

    if analysis.design not in BY_ROWS:
        raise DataError("rehearse.no_such_design", design=analysis.design)
    share = analysis.unit == "share"
    named = {name: own for name, own in NAMES.items() if getattr(analysis, name) is not None}
    named |= {"outcome": "success" if share else "after"}
    more = {"covariates": ("before",)} if analysis.covariates else {}
    plan = analysis.model_copy(update={**named, **more, "weights": None})
    seeds = np.random.SeedSequence(seed).generate_state(trials)
    found = []
    for own in seeds:
        people = simulate(programme, int(own))
        effect = ALL[plan.design].estimate(plan, people, LEVEL)
        numbers = (effect.estimate, effect.std_error, effect.df, effect.ci_low, effect.ci_high)
        found.append([np.nan if value is None else value for value in numbers])
    return Trials(*np.array(found, dtype=float).T)
