"""From a table of answers to how far they hold together, question by question."""

import numpy as np
import pandas as pd

from workbench.analysis.reliability import coefficients, likeness
from workbench.analysis.reliability.doubts import doubts
from workbench.analysis.reliability.record import Asked, Item, Reliability
from workbench.base import words
from workbench.base.errors import DataError
from workbench.base.findings import Finding

TOO_LARGE = 1e100
"""No answer to a question is as large, and its square could not be written."""
SMALL = 1e-9
LEAST_PAIRS = 3
"""Two questions need as many people who answered both."""


def answer(table: pd.DataFrame, asked: Asked) -> tuple[Reliability, list[Finding]]:
    """Return the reliability of the columns ``asked.items`` of *table*, and what to doubt of it.

    *table* has a row a person; a missing answer is missing, never a zero. Covariances use every
    pair of answers that is there, as psych's ``alpha`` does. Raises DataError for fewer than two
    questions, a column that is not there or holds no numbers, one that everybody answers alike,
    and where too few people answered two questions both.
    """
    answers = _answers(table, asked)
    covariances = _covariances(answers)
    whole = answers.dropna()
    k = len(asked.items)
    value = coefficients.alpha(covariances)
    spread = np.sqrt(np.diag(covariances))
    found = coefficients.loadings(answers.corr().to_numpy(float))
    ends = (None, None) if len(whole) < 3 else _ends(value, k, len(whole), asked.level)
    alike = _alike(answers, table, asked)
    made = Reliability(
        asked=asked,
        n=int(answers.notna().any(axis=1).sum()),
        n_complete=len(whole),
        alpha=value,
        ci_low=ends[0],
        ci_high=ends[1],
        alpha_standardised=_alpha_if(covariances / np.outer(spread, spread)),
        alpha_complete=_alpha_of(whole),
        omega=None if found is None else coefficients.omega(found),
        items=_items(answers, covariances, found),
        icc=alike[0],
        design_effect=alike[1],
    )
    return made, doubts(made)


def _ends(value: float, k: int, n: int, level: float) -> tuple[float | None, float | None]:
    return coefficients.alpha_interval(value, k, n, level)


def _answers(table: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """Return the answers as numbers, those to turn round turned."""
    if len(asked.items) < 2 or len(set(asked.items)) < len(asked.items):
        raise DataError("reliability.two_items", named=", ".join(asked.items))
    for name in (*asked.items, *([asked.cluster] if asked.cluster else [])):
        if name not in table.columns:
            hint = words.hint(name, map(str, table.columns))
            raise DataError("reliability.no_column", column=name, hint=hint)
    for name in asked.reverse:
        if name not in asked.items:
            hint = words.hint(name, asked.items)
            raise DataError("reliability.not_an_item", column=name, hint=hint)
    answers = pd.DataFrame({name: _numbers(table[name]) for name in asked.items})
    _need_ends(answers, asked)
    low = float(np.nanmin(answers)) if asked.low is None else asked.low
    high = float(np.nanmax(answers)) if asked.high is None else asked.high
    return answers.assign(**{name: low + high - answers[name] for name in asked.reverse})


def _need_ends(answers: pd.DataFrame, asked: Asked) -> None:
    """Refuse ends that are no ends, and an answer beyond them: it could not be turned round."""
    low = -np.inf if asked.low is None else asked.low
    high = np.inf if asked.high is None else asked.high
    if not low < high:
        raise DataError("reliability.ends_out_of_order", low=f"{low:g}", high=f"{high:g}")
    for name, values in answers.items():
        beyond = values[(values < low) | (values > high)]
        if len(beyond):
            value = f"{beyond.iloc[0]:g}"
            raise DataError("reliability.beyond_ends", column=name, value=value)


def _numbers(column: pd.Series) -> pd.Series:
    numbers = pd.to_numeric(column, errors="coerce").astype("Float64").astype(float)
    numbers = numbers.where(numbers.abs() < TOO_LARGE)
    wrong = column[numbers.isna() & column.notna()]
    if len(wrong):
        value = str(wrong.iloc[0])[:40]
        raise DataError("reliability.not_a_number", column=column.name, value=value)
    if not numbers.count():
        raise DataError("reliability.empty_item", column=column.name)
    if numbers.nunique() < 2:
        raise DataError("reliability.constant_item", column=column.name, n=int(numbers.count()))
    return numbers


def _covariances(answers: pd.DataFrame) -> coefficients.Numbers:
    made: coefficients.Numbers = answers.cov(min_periods=LEAST_PAIRS).to_numpy(float)
    if not np.isfinite(made).all() or made.sum() <= SMALL * np.trace(made):
        raise DataError("reliability.too_few", n=len(answers.dropna()), k=answers.shape[1])
    return made


def _alpha_of(whole: pd.DataFrame) -> float | None:
    """Return the alpha of the people who answered everything; None where nothing varies there."""
    if len(whole) < LEAST_PAIRS or (whole.max() == whole.min()).any():
        return None
    return _alpha_if(whole.cov().to_numpy(float))


def _alpha_if(covariances: coefficients.Numbers) -> float | None:
    """Return alpha; None where the questions cancel each other out."""
    there = covariances.sum() > SMALL * np.trace(covariances)
    return coefficients.alpha(covariances) if there else None


def _items(
    answers: pd.DataFrame, covariances: coefficients.Numbers, found: coefficients.Numbers | None
) -> tuple[Item, ...]:
    rest = coefficients.item_rest(covariances)
    made = []
    for place, name in enumerate(answers.columns):
        others = np.delete(np.delete(covariances, place, 0), place, 1)
        item = Item(
            id=str(name),
            mean=float(answers[name].mean()),
            sd=float(answers[name].std()),
            item_rest=float(rest[place]),
            alpha_without=_alpha_if(others) if len(others) > 1 else None,
            missing=float(answers[name].isna().mean()),
            loading=None if found is None else float(found[place]),
        )
        made.append(item)
    return tuple(made)


def _alike(
    answers: pd.DataFrame, table: pd.DataFrame, asked: Asked
) -> tuple[float | None, float | None]:
    """Return the likeness within sites of the mean answer, and the design effect it makes."""
    if asked.cluster is None:
        return None, None
    means = answers.mean(axis=1)
    sites = table[asked.cluster]
    value = likeness.icc(means, sites)
    known = means.notna() & sites.notna()
    size = float(known.sum()) / sites[known].nunique()
    return value, 1 + (size - 1) * value
