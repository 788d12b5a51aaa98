"""From a file of cases or answers to a table: plain CSV as it is, all else by the reader."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from workbench.analysis.asked import read
from workbench.base.errors import DataError

PLAIN = (".csv", ".parquet", ".pq")


def table_of(path: Path, names: Sequence[str]) -> pd.DataFrame:
    """Return the table of a file: CSV, Parquet, or a sheet of a workbook.

    A plain file that has the columns *names*, numbers where they should be, is read as it is. Any
    other goes through the reader of received files, which knows semicolons, decimal commas and
    other encodings. Raises DataError where the file is missing or unreadable.
    """
    plain = _plain(path) if path.suffix.lower() in PLAIN else None
    if plain is not None and all(_holds_numbers(plain, name) for name in names):
        return plain
    from workbench.data.reading import read as read_received

    table = read_received(path).table
    return table if plain is None or all(name in table.columns for name in names) else plain


def _holds_numbers(table: pd.DataFrame, name: str) -> bool:
    return name in table and table[name].dtype.kind in "biuf"


def _plain(path: Path) -> pd.DataFrame | None:
    """Return what pandas makes of the file; None where it makes nothing of it."""
    try:
        return read(path)
    except DataError as error:
        if error.key == "estimate.no_file":
            raise
        return None
