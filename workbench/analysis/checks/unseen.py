"""Checks of what nobody measured: how strong it must be, set beside what was measured."""

import numpy as np
import pandas as pd

from workbench.analysis.checks.groups import Groups, groups_of
from workbench.analysis.checks.record import Checked
from workbench.analysis.checks.sensitivity import (
    adjusted,
    benchmark,
    e_value,
    oster,
    robustness,
    rosenbaum,
    rosenbaum_limit,
)
from workbench.analysis.designs import matching
from workbench.analysis.designs.groups import covariates_of
from workbench.analysis.designs.neighbours import NONE
from workbench.analysis.designs.rows import numbers
from workbench.analysis.estimate import estimate
from workbench.analysis.regression import Array, Regression, solve
from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.base.words import Phrase, Share
from workbench.collection import Analysis

HALF_MORE = 1.5
"""Something unseen that makes both chances, or the odds, half as large again: our own mark.

No mark is agreed on. Measured things of this field, such as a diploma, are often as strong.
"""
GAMMAS = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0)
CHINN = 0.91
"""A standardised difference times this is about the logarithm of a risk ratio (Chinn 2000)."""
TREATED = "(treated)"
READ = {
    "checks.e_value": ("checks.e_value_means", "checks.e_value_not"),
    "checks.robustness": ("checks.robustness_means", "checks.robustness_not"),
    "checks.oster": ("checks.oster_means", "checks.oster_not"),
    "checks.rosenbaum": ("checks.rosenbaum_means", "checks.rosenbaum_not"),
}
"""How each is read: what passing means, and what it does not."""


def check_e_value(analysis: Analysis, table: pd.DataFrame, level: float = 0.95) -> Checked:
    """Say how strong something unseen must be to make the whole result (VanderWeele, Ding 2017).

    Answers of yes or no: the risk ratio, standardised over the covariates. Any other outcome: the
    difference of the design over the standard deviation of the outcome, made a ratio
    (exp(0.91 d), as the authors do). ``figures``: one row, ``ratio``, ``low``, ``high``, ``point``
    and ``bound``, the E-values of the ratio and of its interval. Passes when ``bound`` is 1.5 or
    more: a mark of ours. Does not apply without an interval. Raises DataError as `estimate` does.

    >>> from workbench.data.simulate import Programme, simulate
    >>> plan = Analysis(id="a", design="comparison", outcome="after", treatment="treated",
    ...     covariates=("before",), label="A", unit="points")
    >>> people = simulate(Programme(clubs=20, arms="people", effect=2), 1)
    >>> check_e_value(plan, people).finding.passed
    True
    """
    groups = groups_of(analysis, table)
    y = numbers(analysis, groups.rows, analysis.outcome)
    if y.isin([0, 1]).all():
        asked = {"design": "comparison", "measure": "risk_ratio", "method": None, "estimand": None}
        found = estimate(analysis.model_copy(update=asked), table, level)
        ratio, low, high = found.figure, found.ci_low, found.ci_high
    else:
        found = estimate(analysis, table, level)
        spread = float(y.std())
        limits = (found.ci_low, found.ci_high)
        low, high = (None if end is None else _as_ratio(end, spread) for end in limits)
        ratio = _as_ratio(found.figure, spread)
    value = e_value(ratio, low, high)
    bound = 1.0 if value.bound is None else value.bound
    passed = None if value.bound is None else bound >= HALF_MORE
    line = {"ratio": ratio, "low": low, "high": high, "point": value.point, "bound": value.bound}
    holes = {
        "label": analysis.label, "point": round(value.point, 2), "bound": round(bound, 2),
    }  # fmt: skip
    detail = {"point": value.point, "bound": bound}
    return _checked(analysis, "checks.e_value", passed, holes, pd.DataFrame([line]), detail)


def check_robustness(analysis: Analysis, table: pd.DataFrame) -> Checked:
    """Set what must be unseen beside each covariate (Cinelli and Hazlett 2020).

    Least squares of the outcome on the treatment and the covariates, classical errors.
    ``figures``: a row per covariate, ``treatment_r2`` and ``outcome_r2`` (its partial R²), and
    ``estimate``, what would be left if something unseen were as strong. ``detail``: ``value`` and
    ``value_interval``, the robustness values, and ``partial_r2``. Passes when no such estimate
    changes its sign. Raises DataError without covariates, for a treatment that is not 1 or 0, and
    where columns say the same.

    >>> from workbench.data.simulate import Programme, simulate
    >>> plan = Analysis(id="a", design="comparison", outcome="after", treatment="treated",
    ...     covariates=("before", "age"), label="A", unit="points")
    >>> people = simulate(Programme(clubs=20, arms="people", effect=2), 1)
    >>> check_robustness(plan, people).figures["covariate"].tolist()
    ['before', 'age']
    """
    groups = groups_of(analysis, table)
    y, covariates = _numbers_of(analysis, groups)
    x = pd.DataFrame({"(constant)": 1.0, TREATED: groups.treated}, index=covariates.index)
    outcome = solve(y, x.join(covariates))
    came = solve(groups.treated, x[["(constant)"]].join(covariates))
    df = float(len(y) - outcome.spread.shape[1])
    value = float(outcome.beta[outcome.names.index(TREATED)])
    error = outcome.error(outcome.unit(TREATED), "const")
    found = robustness(value, error, df)
    lines = []
    for name in covariates:
        parts = (_partial(came, str(name), df + 1), _partial(outcome, str(name), df))
        try:
            left = adjusted(value, error, df, benchmark(*parts))[0]
        except DataError:  # so strong that nothing unseen can be as strong
            left = np.nan
        lines.append({
            "covariate": name, "treatment_r2": parts[0], "outcome_r2": parts[1], "estimate": left,
        })  # fmt: skip
    figures = pd.DataFrame(lines)
    worst = figures["estimate"].mul(np.sign(value)).idxmin()
    holes = {
        "label": analysis.label, "value": Share(found.value),
        "column": str(figures.loc[worst, "covariate"]),
        "left": round(float(figures.loc[worst, "estimate"]), 2),
    }  # fmt: skip
    passed = bool((figures["estimate"].mul(np.sign(value)) > 0).all())
    detail = {
        "value": found.value, "value_interval": found.value_interval,
        "partial_r2": found.partial_r2,
    }  # fmt: skip
    return _checked(analysis, "checks.robustness", passed, holes, figures, detail)


def check_oster(analysis: Analysis, table: pd.DataFrame, highest: float | None = None) -> Checked:
    """Say how much more the unseen must matter than the covariates to leave no effect (Oster 2019).

    *highest* is the R² with everything known, 1.3 times the one seen unless told. ``detail``:
    ``delta``. Passes when it is above 1, or below 0: the covariates then moved the estimate away
    from zero. ``figures``: one row, ``delta``. Raises DataError as `check_robustness` does.

    >>> from workbench.data.simulate import Programme, simulate
    >>> plan = Analysis(id="a", design="comparison", outcome="after", treatment="treated",
    ...     covariates=("before", "age"), label="A", unit="points")
    >>> people = simulate(Programme(clubs=20, arms="people", effect=2), 1)
    >>> check_oster(plan, people).finding.passed
    True
    """
    groups = groups_of(analysis, table)
    y, covariates = _numbers_of(analysis, groups)
    x = pd.DataFrame({"(constant)": 1.0, TREATED: groups.treated}, index=covariates.index)
    solve(y, x.join(covariates))  # a letter, where columns say the same
    delta = oster(y, groups.treated, covariates.to_numpy(), highest)
    holes = {"label": analysis.label, "delta": round(delta, 2)}
    passed = delta > 1 or delta < 0
    figures = pd.DataFrame([{"delta": delta}])
    return _checked(analysis, "checks.oster", passed, holes, figures, {"delta": delta})


def check_rosenbaum(analysis: Analysis, table: pd.DataFrame, alpha: float = 0.05) -> Checked:
    """Say how far hidden odds may differ within pairs before the result falls (Rosenbaum 2002).

    Pairs are those of the analysis, or nearest neighbours where it makes none. Wilcoxon's signed
    ranks (McNemar's test for yes or no), one side. ``figures``: ``gamma`` and the largest
    ``p_value`` it allows. ``detail``: ``gamma``, the largest under which the result stands, and
    ``pairs``. Passes at 1.5 or more: a mark of ours. Raises DataError as matching does.

    >>> from workbench.data.simulate import Programme, simulate
    >>> plan = Analysis(id="a", design="matching", outcome="after", treatment="treated",
    ...     covariates=("before",), label="A", unit="points")
    >>> people = simulate(Programme(clubs=20, arms="people", effect=2, treated_share=0.3), 1)
    >>> check_rosenbaum(plan, people).finding.passed
    True
    """
    if not analysis.covariates:
        raise DataError("checks.no_covariates", id=analysis.id)
    in_turn = analysis.design == "matching" and analysis.method in matching.IN_TURN
    asked = {
        "design": "matching", "method": analysis.method if in_turn else "nearest",
        "estimand": "att", "weights": None,
    }  # fmt: skip
    found = matching.match(analysis.model_copy(update=asked), table.reset_index(drop=True))
    taken = np.flatnonzero(found.pair != NONE)
    apart = [float(gap) for gap in found.y[taken] - found.y[found.pair[taken]]]
    limit = rosenbaum_limit(apart, alpha)
    side = apart if sum(apart) >= 0 else [-gap for gap in apart]
    lines = [{"gamma": gamma, "p_value": rosenbaum(side, gamma)} for gamma in GAMMAS]
    holes = {"label": analysis.label, "gamma": round(limit, 2), "n": len(apart)}
    figures, detail = pd.DataFrame(lines), {"gamma": limit, "pairs": float(len(apart))}
    return _checked(analysis, "checks.rosenbaum", limit >= HALF_MORE, holes, figures, detail)


def _as_ratio(difference: float, spread: float) -> float:
    return float(np.exp(CHINN * difference / spread))


def _numbers_of(analysis: Analysis, groups: Groups) -> tuple[Array, pd.DataFrame]:
    y = numbers(analysis, groups.rows, analysis.outcome).to_numpy()
    return y, covariates_of(analysis, groups.rows)


def _partial(solved: Regression, name: str, df: float) -> float:
    """Return the partial R² of a column, from its classical t."""
    t = solved.beta[solved.names.index(name)] / solved.error(solved.unit(name), "const")
    return float(t**2 / (t**2 + df))


def _checked(
    analysis: Analysis,
    key: str,
    passed: bool | None,
    holes: dict[str, object],
    figures: pd.DataFrame,
    detail: dict[str, float],
) -> Checked:
    finding = Finding(key, passed, analysis.id, "warning", holes)
    means, not_means = (Phrase(said) for said in READ[key])
    return Checked(finding, means, not_means, figures, detail)
