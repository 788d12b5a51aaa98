"""Changed coding: a scale that began at 1 begins at 0, a category has another name."""

from collections.abc import Mapping

import pandas as pd


def shifted(table: pd.DataFrame, column: str, by: float = -1) -> pd.DataFrame:
    """Return the table with every answer of the column moved: 1–5 becomes 0–4."""
    return table.assign(**{column: table[column] + by})


def turned(table: pd.DataFrame, column: str, low: float, high: float) -> pd.DataFrame:
    """Return the table with the answers of the column the other way round: 0–5 becomes 5–0."""
    return table.assign(**{column: low + high - table[column]})


def recoded(table: pd.DataFrame, column: str, codes: Mapping[str, str]) -> pd.DataFrame:
    """Return the table with other codes in the column."""
    return table.assign(**{column: table[column].replace(dict(codes))})
