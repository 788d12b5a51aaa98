"""Only what serves: every column of the clean table is tied to an indicator, or to the plan.

GDPR, article 5(1)(c): data are limited to what is necessary for the purposes.
"""

from collections.abc import Iterator, Mapping

import pandas as pd

from workbench.base.findings import Finding, Severity
from workbench.collection import Analysis, Instrument, Plan, Question
from workbench.collection.record import column
from workbench.data.protection.sensitive import sensitive_columns
from workbench.indicators import Choices

USES = (
    "outcome",
    "before",
    "treatment",
    "cluster",
    "time",
    "follows",
    "first",
    "weights",
    "running",
    "instrument",
    "event",
)
"""The keys of an analysis that name a column."""


def purposes(
    instrument: Instrument, choices: Choices | None = None, plan: Plan | None = None
) -> dict[str, str | None]:
    """Return what each column of the clean table is for, by the first of its uses; None: nothing.

    A use is a role (``person``, ``cluster``), the id of an indicator, or that of an analysis. What
    an answer is made from, or asked after, serves what that one serves.
    """
    direct = {**_planned(plan), **_chosen(choices), **_asked(instrument)}
    for derived in instrument.derived:
        if derived.id in direct:
            _serve(direct, instrument.question(derived.source), direct[derived.id])
    return {name: direct.get(name) for name in instrument.columns()}


def columns_have_a_purpose(
    instrument: Instrument, choices: Choices | None = None, plan: Plan | None = None
) -> Iterator[Finding]:
    """Every column serves something; a sensitive one that serves nothing stops the work."""
    marked = sensitive_columns(instrument)
    for name, use in purposes(instrument, choices, plan).items():
        severity: Severity = "blocker" if name in marked else "warning"
        holes = {"use": use or "–"}
        yield Finding("protection.column_without_purpose", use is not None, name, severity, holes)


def only_with_purpose(table: pd.DataFrame, uses: Mapping[str, str | None]) -> pd.DataFrame:
    """Return the table without the columns that serve nothing, or that nobody declared."""
    return table[[name for name in table.columns if uses.get(name) is not None]]


def _planned(plan: Plan | None) -> dict[str, str]:
    uses: dict[str, str] = {}
    for analysis in plan.analyses if plan else ():
        for name in _columns(analysis):
            uses.setdefault(name, analysis.id)
    return uses


def _columns(analysis: Analysis) -> list[str]:
    named = [getattr(analysis, key) for key in USES]
    return [name for name in (*named, *analysis.covariates) if name]


def _chosen(choices: Choices | None) -> dict[str, str]:
    return {choice.outcome: choice.indicator for choice in choices.choices} if choices else {}


def _asked(instrument: Instrument) -> dict[str, str]:
    """Return the use that the instrument itself gives: a role, an indicator, a later question."""
    uses: dict[str, str] = {}
    for question in instrument.questions:
        use = question.role if question.role != "answer" else question.indicator
        for wave in question.waves if use else ():
            uses[column(question, wave)] = str(use)
    for question in instrument.questions:
        use = uses.get(column(question, question.waves[0]))
        if question.asked_if and use:
            _serve(uses, instrument.question(question.asked_if.question), use)
    return uses


def _serve(uses: dict[str, str], question: Question | None, use: str) -> None:
    """Add a use to the columns of a question that had none."""
    if question is not None:
        for wave in question.waves:
            uses.setdefault(column(question, wave), use)
