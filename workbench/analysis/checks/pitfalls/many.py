"""Pitfalls 8 and 13: one star among many outcomes, and numbers read as what they are not."""

from collections.abc import Iterator

import pandas as pd

from workbench.analysis.checks.pitfalls.case import Case
from workbench.analysis.inference.families import LUCKY, adjusted
from workbench.base.findings import Finding
from workbench.base.words import Share

COMMON = 0.1
"""Above this share an odds ratio is far from a ratio of risks."""
PER_COLUMN = 10
"""Events for each column of a regression (Peduzzi and others 1996)."""


def one_star(case: Case) -> Iterator[Finding]:
    """What stands out among many outcomes still does once their number is counted (Holm 1979)."""
    p_values = list(case.p_values)
    if len(p_values) < 2:
        return
    stars = sum(p < LUCKY for p in p_values)
    left = sum(p < LUCKY for p in adjusted(p_values))
    lucky = stars > 0 and left == 0
    holes = {"outcomes": len(p_values), "stars": stars, "expected": round(LUCKY * len(p_values), 1)}
    yield case.finding("pitfall.one_star", not lucky, **holes)


def odds_as_risks(case: Case) -> Iterator[Finding]:
    """A ratio of odds is only told where the outcome is rare."""
    y, arms = case.outcome, case.arms
    if case.told != "odds_ratio" or y is None or arms is None or not y.dropna().isin([0, 1]).all():
        return
    shares = y.groupby(arms).mean()
    inside = 0 < shares[0] < 1 and 0 < shares[1] < 1
    odds = shares[1] / (1 - shares[1]) / (shares[0] / (1 - shares[0])) if inside else float("inf")
    risks = shares[1] / shares[0] if shares[0] > 0 else float("inf")
    holes = {
        "odds": round(float(odds), 1), "risks": round(float(risks), 1),
        "others": Share(shares[0]), "treated": Share(shares[1]),
    }  # fmt: skip
    yield case.finding("pitfall.odds_as_risks", bool(shares[0] <= COMMON), **holes)


def few_events(case: Case) -> Iterator[Finding]:
    """Each column of a regression of a yes-or-no outcome has enough events."""
    y, analysis = case.outcome, case.analysis
    if y is None or analysis is None or not y.dropna().isin([0, 1]).all():
        return
    if analysis.treatment is None and not analysis.covariates:
        return
    events = int(min((y == 1).sum(), (y == 0).sum()))
    columns = 1 + sum(_columns(case, name) for name in analysis.covariates)
    holes = {"events": events, "columns": columns}
    yield case.finding("pitfall.few_events", events >= PER_COLUMN * columns, **holes)


def too_wide(case: Case) -> Iterator[Finding]:
    """The interval is narrow enough to leave out a useful effect, or a harmful one."""
    effect, y = case.effect, case.outcome
    if effect is None or effect.ci_low is None or effect.ci_high is None or y is None:
        return
    if effect.measure.endswith("ratio") or effect.design in ("progress", "time_to_event"):
        return
    usual = 0.1 if effect.unit == "share" else 0.2 * float(y.std())
    useful = usual if case.useful is None else case.useful
    both = effect.ci_low < -useful and effect.ci_high > useful
    holes = {"low": case.amount(effect.ci_low), "high": case.amount(effect.ci_high)}
    yield case.finding("pitfall.too_wide", not both, **holes)


def _columns(case: Case, name: str) -> int:
    if case.table is None or name not in case.table:
        return 0
    values = case.table[name]
    number = pd.api.types.is_numeric_dtype(values)
    return 1 if number else max(1, len(values.dropna().unique()) - 1)
