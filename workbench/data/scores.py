"""Scores of a scale, a row a person, by the scale's own rules; and why somebody has none."""

from collections.abc import Mapping

import pandas as pd

from workbench.base import words
from workbench.base.errors import DataError
from workbench.indicators import Scale, score

WHY_NOT = {
    "scales.not_all_answered": "not_all_answered",
    "scales.out_of_range": "out_of_range",
    "scales.too_long_a_day": "too_long_a_day",
    "scales.not_scored": "not_scored",
}
"""The reasons that `indicators.score` gives, as codes."""


def scores(
    table: pd.DataFrame, scale: Scale, columns: Mapping[str, str], subscale: str | None = None
) -> pd.DataFrame:
    """Return the columns ``score`` and ``why_not``, on the rows of *table*.

    *columns* says in which column the answers to each question of the scale stand. The score is
    missing where the scale's rule gives none; ``why_not`` is then a code of `WHY_NOT`, and missing
    elsewhere. Raises DataError where a column or a question is not there, or holds no numbers.
    """
    for item, column in columns.items():
        if item not in scale.ids:
            hint = words.hint(item, scale.ids)
            raise DataError("measures.not_an_item", id=scale.id, item=item, hint=hint)
        if column not in table:
            hint = words.hint(column, map(str, table.columns))
            raise DataError("measures.no_column", column=column, hint=hint)
    answers = pd.DataFrame({item: _numbers(table[name], scale) for item, name in columns.items()})
    code, found = pd.factorize(pd.MultiIndex.from_frame(answers), use_na_sentinel=False)
    told = [_one(scale, dict(zip(columns, row, strict=True)), subscale) for row in found]
    by_row = pd.DataFrame(told, columns=["score", "why_not"]).take(code)
    return by_row.set_index(table.index).astype({"score": "Float64", "why_not": "object"})


def _one(
    scale: Scale, answers: Mapping[str, float], subscale: str | None
) -> tuple[float | None, str | None]:
    """Return the score of one set of answers, or the reason; people who answer alike share it."""
    given = {item: None if pd.isna(value) else float(value) for item, value in answers.items()}
    result = score(scale, given, subscale)
    return result.value, WHY_NOT[result.why_not.key] if result.why_not else None


def _numbers(answers: pd.Series, scale: Scale) -> pd.Series:
    numbers = pd.to_numeric(answers, errors="coerce").astype("Float64").astype(float)
    wrong = answers[numbers.isna() & answers.notna()]
    if len(wrong):
        holes = {"id": scale.id, "column": answers.name, "value": str(wrong.iloc[0])[:40]}
        raise DataError("measures.not_a_number", **holes)
    return numbers
