"""How strong something unseen must be to explain an association away."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.regression import Array
from workbench.base.errors import DataError


@dataclass(frozen=True)
class EValue:
    """How many times likelier, at the least: *point* for the ratio, *bound* for its interval.

    *bound* is 1 where the interval holds 1 already, None without an interval.
    """

    point: float
    bound: float | None


def e_value(ratio: float, low: float | None = None, high: float | None = None) -> EValue:
    """Return the E-value of a risk ratio (VanderWeele and Ding 2017).

    Something unseen must multiply both the chance of the programme and that of the outcome by so
    much, beyond what was measured, to explain the ratio away. A difference must be turned into a
    ratio first. Raises DataError for a ratio that is not above 0.

    >>> round(e_value(3.9, 1.8, 8.7).point, 2), round(e_value(3.9, 1.8, 8.7).bound, 2)
    (7.26, 3.0)
    """
    given = [value for value in (ratio, low, high) if value is not None]
    if min(given) <= 0:
        raise DataError("checks.ratio_above_zero")
    nearest = low if ratio >= 1 else high
    if nearest is None:
        return EValue(_strength(ratio), None)
    crossed = nearest <= 1 if ratio >= 1 else nearest >= 1
    return EValue(_strength(ratio), 1.0 if crossed else _strength(nearest))


def _strength(ratio: float) -> float:
    away = max(ratio, 1 / ratio)
    return float(away + np.sqrt(away * (away - 1)))


@dataclass(frozen=True)
class Robustness:
    """Partial R² of the treatment with the outcome, and the two robustness values.

    *value*: the share of what is left of both the treatment and the outcome that something unseen
    must explain to bring the estimate to zero; *value_interval*: to bring its interval to zero.
    """

    partial_r2: float
    value: float
    value_interval: float


def robustness(
    estimate: float, std_error: float, df: float, alpha: float = 0.05, reduced_by: float = 1.0
) -> Robustness:
    """Return the robustness values of a least-squares coefficient (Cinelli and Hazlett 2020).

    *std_error* and *df* are the classical ones, of the regression with covariates; *reduced_by* is
    the share of the estimate to be explained away.

    >>> round(robustness(0.0973158, 0.0232565, 783).value, 4)
    0.1388
    """
    from scipy.special import stdtrit  # heavy: loaded when it is used

    t = abs(estimate / std_error)
    far = reduced_by * t / np.sqrt(df)
    limit = abs(float(stdtrit(df - 1, alpha / 2))) / np.sqrt(df - 1)
    left = far - limit
    inner = 0.0 if left <= 0 else _root(left)
    if left > 0 and far > 1 / limit:
        inner = (far**2 - limit**2) / (1 + far**2)
    return Robustness(float(t**2 / (t**2 + df)), float(_root(far)), float(inner))


def _root(f: float) -> float:
    return float(0.5 * (np.sqrt(f**4 + 4 * f**2) - f**2))


def benchmark(treatment_r2: float, outcome_r2: float, times: float = 1.0) -> tuple[float, float]:
    """Return what something *times* as strong as a known covariate explains, at the most.

    *treatment_r2* and *outcome_r2* are the partial R² of that covariate with the treatment, and
    with the outcome given the treatment. Returned: the partial R² of the unseen thing with the
    treatment and with the outcome (Cinelli and Hazlett 2020, section 4.4). Raises DataError where
    nothing can be so strong.
    """
    with_treatment = times * treatment_r2 / (1 - treatment_r2)
    if with_treatment >= 1:
        raise DataError("checks.too_strong", times=times)
    inner = times * treatment_r2**2 / ((1 - times * treatment_r2) * (1 - treatment_r2))
    root = (np.sqrt(times) + np.sqrt(inner)) / np.sqrt(1 - inner)
    with_outcome = root**2 * outcome_r2 / (1 - outcome_r2)
    return float(with_treatment), float(min(with_outcome, 1.0))


def adjusted(
    estimate: float, std_error: float, df: float, unseen: tuple[float, float]
) -> tuple[float, float]:
    """Return estimate and error had the *unseen* been measured: its partial R², as `benchmark`."""
    treatment, outcome = unseen
    bias = std_error * np.sqrt(df) * np.sqrt(outcome * treatment / (1 - treatment))
    error = std_error * np.sqrt((1 - outcome) / (1 - treatment)) * np.sqrt(df / (df - 1))
    return float(np.sign(estimate) * (abs(estimate) - bias)), float(error)


def rosenbaum(differences: Sequence[float], gamma: float = 1.0) -> float:
    """Return the largest one-sided p-value if hidden odds differed by up to *gamma* in each pair.

    *differences* are treated less other, one per matched pair. Wilcoxon's signed ranks, normal in
    the tail; pairs without a difference are left out (Rosenbaum 2002, section 4.3). For yes-or-no
    outcomes it is McNemar's. Raises DataError below 1 or without any difference.
    """
    from scipy.special import ndtr  # heavy: loaded when it is used

    apart = np.asarray(differences, dtype=float)
    apart = apart[apart != 0]
    if gamma < 1 or not len(apart):
        raise DataError("checks.gamma", gamma=gamma)
    sizes, place, count = np.unique(np.abs(apart), return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2)[place]
    share = gamma / (1 + gamma)
    mean, variance = share * ranks.sum(), share * (1 - share) * (ranks**2).sum()
    return float(ndtr(-(ranks[apart > 0].sum() - mean) / np.sqrt(variance)))


def rosenbaum_limit(differences: Sequence[float], alpha: float = 0.05) -> float:
    """Return the largest gamma under which the result still stands; 1 when it never does.

    The side is that of the effect seen, and *alpha* that of one side.
    """
    apart = np.asarray(differences, dtype=float)
    side = apart if apart.sum() >= 0 else -apart
    if rosenbaum(list(side), 1.0) > alpha:
        return 1.0
    low, high = 1.0, 2.0
    while rosenbaum(list(side), high) <= alpha and high < 1e6:
        low, high = high, 2 * high
    while high - low > 1e-6 * low:
        middle = (low + high) / 2
        low, high = (middle, high) if rosenbaum(list(side), middle) <= alpha else (low, middle)
    return low


def oster(
    outcome: Array, treatment: Array, covariates: Array, highest: float | None = None
) -> float:
    """Return Oster's delta: how much more the unseen must matter than the seen to leave no effect.

    Exact solution of Oster (2019, proposition 3) for an effect of zero. *covariates* (n × k) have
    no constant; *highest* is the R² with everything known, 1.3 times that seen unless told, 1 at
    the most. Above 1 is held to be robust; a negative value says that the covariates moved the
    estimate away from zero.
    """
    constant = np.ones((len(outcome), 1))
    short, short_r2 = _first(outcome, treatment, constant)
    long, long_r2 = _first(outcome, treatment, np.column_stack([constant, covariates]))
    most = min(1.0, 1.3 * long_r2) if highest is None else highest
    others = np.column_stack([constant, covariates])
    rest = treatment - others @ np.linalg.lstsq(others, treatment, rcond=None)[0]
    spread_y, spread_x, left = float(outcome.var()), float(treatment.var()), float(rest.var())
    moved, known, unknown = short - long, long_r2 - short_r2, (most - long_r2) * spread_y
    above = long * known * spread_y * left + long * spread_x * left * moved**2
    shared = long**2 * left * moved * spread_x + long**3 * (left * spread_x - left**2)
    above += shared + long**2 * left * moved * spread_x
    below = unknown * moved * spread_x + long * unknown * (spread_x - left) + shared
    return float(above / below)


def _first(y: Array, treatment: Array, others: Array) -> tuple[float, float]:
    """Return the coefficient of the treatment, and R²."""
    x = np.column_stack([treatment, others])
    beta = np.linalg.lstsq(x, y, rcond=None)[0]
    return float(beta[0]), float(1 - (y - x @ beta).var() / y.var())
