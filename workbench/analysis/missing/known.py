"""What must be known of everybody before gaps are filled or bounded: no letter, no answer."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from workbench.base import words
from workbench.base.errors import DataError


def numbers_in(table: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Return the columns as numbers, gaps included.

    Raises DataError for a column that is not there, that holds words, or an infinite value.
    """
    found = {}
    for name in dict.fromkeys(columns):
        _need_column(table, name)
        try:
            found[name] = table[name].astype(float)
        except (ValueError, TypeError):
            raise DataError("missing.not_numbers", column=name) from None
        if np.isinf(found[name].to_numpy()).any():
            raise DataError("missing.infinite", column=name)
    return pd.DataFrame(found, index=table.index)


def need_known(table: pd.DataFrame, column: str) -> None:
    """Raise DataError where the column is not there, or has a gap: it is not one to be filled."""
    _need_column(table, column)
    gaps = int(table[column].isna().sum())
    if gaps:
        raise DataError("missing.must_be_known", column=column, n=gaps)


def two_arms(treated: pd.Series) -> pd.Series:
    """Return who is treated (1.0) and who not (0.0); raise DataError for anything else."""
    arms = pd.to_numeric(treated, errors="coerce").astype(float)
    gaps = int(treated.isna().sum())
    if gaps:
        raise DataError("missing.must_be_known", column=str(treated.name or ""), n=gaps)
    if set(arms.unique()) != {0.0, 1.0}:
        raise DataError("missing.not_two_arms", column=str(treated.name or ""))
    return arms


def _need_column(table: pd.DataFrame, name: str) -> None:
    if name not in table.columns:
        raise DataError("analysis.no_column", column=name, hint=words.hint(name, table.columns))
