"""An effect put together: what was found, among whom, and what it may be called."""

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from workbench.analysis.claims import claim
from workbench.analysis.effect import Contrast, Effect
from workbench.analysis.regression import Fit
from workbench.base import words
from workbench.base.errors import DataError
from workbench.collection import Analysis

Found = Any
"""What a library without types returns."""


@dataclass(frozen=True)
class Answer:
    """What a design found: the coefficient, how, and among how many.

    *interval* replaces Student's where a design has its own; *p_value* goes with it.
    """

    fit: Fit
    method: str
    rests_on: tuple[str, ...]
    n: int
    n_left_out: int
    n_clusters: int | None = None
    estimand: str | None = None
    measure: str = "difference"
    unit: str | None = None
    interval: tuple[float | None, float | None] | None = None
    p_value: float | None = None
    contrasts: tuple[Contrast, ...] = ()
    references: Mapping[str, str] = field(default_factory=dict)
    detail: Mapping[str, float] = field(default_factory=dict)


def effect_of(analysis: Analysis, answer: Answer, level: float) -> Effect:
    """Return the effect of an answer: its interval at *level*, and the claim that it may make."""
    fit = answer.fit
    low, high = fit.interval(level) if answer.interval is None else answer.interval
    p_value = fit.p_value if answer.interval is None else answer.p_value
    return Effect(
        id=analysis.id,
        label=analysis.label,
        design=analysis.design,
        method=answer.method,
        outcome=analysis.outcome,
        unit=answer.unit or analysis.unit,
        estimate=fit.estimate,
        std_error=fit.std_error,
        df=fit.df,
        ci_low=low,
        ci_high=high,
        level=level,
        p_value=p_value,
        n=answer.n,
        n_left_out=answer.n_left_out,
        n_clusters=answer.n_clusters,
        claim=claim(analysis.design, low is not None, analysis.randomised),
        rests_on=answer.rests_on,
        estimand=answer.estimand,
        measure=answer.measure,
        contrasts=answer.contrasts,
        references=answer.references,
        detail=answer.detail,
    )


def without_error(fit: Fit) -> Fit:
    """Return the estimate alone, where the data carry no standard error."""
    return Fit(fit.estimate, None, None)


def method_of(analysis: Analysis, methods: tuple[str, ...]) -> str:
    """Return the method of the analysis, the first of *methods* where it names none.

    Raises DataError for another word.
    """
    chosen = analysis.method or methods[0]
    if chosen not in methods:
        raise DataError(
            "designs.unknown_method",
            id=analysis.id,
            method=chosen,
            known=", ".join(methods),
            hint=words.hint(chosen, methods),
        )
    return chosen


def count_of(sites: pd.Series | None) -> int | None:
    """Return how many sites there are; None without a cluster column."""
    return None if sites is None else int(sites.nunique())


@contextmanager
def heard() -> Iterator[list[warnings.WarningMessage]]:
    """Gather what a library warns of, instead of printing it: findings of ours say what matters."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        yield told
