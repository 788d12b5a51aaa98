"""Which rows an analysis uses: those where every answer it reads is known."""

import numpy as np
import pandas as pd

from workbench.base import words
from workbench.base.errors import DataError
from workbench.collection import Analysis, columns_of


def known_rows(analysis: Analysis, table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows where no column of the analysis is missing.

    A blank ``first`` is an answer: that unit never begins. Its row stays, and so does its blank.
    Raises DataError for an unknown column, for an infinite value, and when no row is left.
    """
    used = list(dict.fromkeys(columns_of(analysis)))
    for name in used:
        if name not in table.columns:
            hint = words.hint(name, table.columns)
            raise DataError("analysis.no_column", column=name, hint=hint)
    rows = table[table[[name for name in used if name != analysis.first]].notna().all(axis=1)]
    if analysis.weights is not None:  # a row without weight says nothing
        rows = rows[rows[analysis.weights] != 0]
    if rows.empty:
        raise DataError("analysis.no_answers", id=analysis.id, column=analysis.outcome)
    for name in rows[used].select_dtypes("number"):
        if np.isinf(rows[name].to_numpy(dtype=float)).any():
            raise DataError("analysis.infinite", id=analysis.id, column=name)
    return rows


def numbers(analysis: Analysis, rows: pd.DataFrame, column: str) -> pd.Series:
    """Return a column as numbers; raise DataError when it holds words."""
    try:
        values: pd.Series = rows[column].astype(float)
    except ValueError:
        raise DataError("analysis.not_numbers", id=analysis.id, column=column) from None
    return values


def need_spread(analysis: Analysis, values: pd.Series) -> None:
    """Raise DataError when everybody gave the same answer."""
    if values.nunique() < 2:
        raise DataError("analysis.constant", id=analysis.id, column=analysis.outcome)


def need_sites(analysis: Analysis, rows: pd.DataFrame) -> pd.Series | None:
    """Return the site of each row, None without a cluster column; raise DataError for one site."""
    if analysis.cluster is None:
        return None
    sites: pd.Series = rows[analysis.cluster]
    if sites.nunique() < 2:
        raise DataError("analysis.one_site", id=analysis.id, column=analysis.cluster)
    return sites
