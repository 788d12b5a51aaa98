"""One place where a received file becomes cells of text: a better reader is joined here."""

from pathlib import Path

import pandas as pd

from workbench.base.errors import DataError
from workbench.data.read import read_raw


def cells(path: Path, sheet: str | None = None) -> pd.DataFrame:
    """Return every cell of the file as text; the index is the line in the file, from 1.

    *sheet* names one sheet of a workbook. Raises DataError when the file is missing, empty, not a
    table, or has no sheets.
    """
    if sheet is not None:
        raise DataError("importing.no_sheets", file=path.name, sheet=sheet)
    return read_raw(path).table
