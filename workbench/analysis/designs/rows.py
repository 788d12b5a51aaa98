"""Which rows an analysis uses: those where every answer it reads is known."""

from collections.abc import Iterable

import pandas as pd

from workbench.base import words
from workbench.base.errors import DataError
from workbench.collection import Analysis


def known_rows(table: pd.DataFrame, names: Iterable[str | None]) -> pd.DataFrame:
    """Return the rows where no such column is missing; raise DataError for an unknown one."""
    used = [name for name in dict.fromkeys(names) if name]
    for name in used:
        if name not in table.columns:
            hint = words.hint(name, table.columns)
            raise DataError("analysis.no_column", column=name, hint=hint)
    return table[table[used].notna().all(axis=1)]


def need_answers(analysis: Analysis, rows: pd.DataFrame) -> None:
    """Raise DataError when no row is left."""
    if rows.empty:
        raise DataError("analysis.no_answers", id=analysis.id, column=analysis.outcome)


def need_spread(analysis: Analysis, values: pd.Series) -> None:
    """Raise DataError when everybody gave the same answer."""
    if values.nunique() < 2:
        raise DataError("analysis.constant", id=analysis.id, column=analysis.outcome)
