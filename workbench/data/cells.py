"""One place where a received file becomes cells of text, by the reader that tells its guesses."""

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.data.reading import Reading, read

if TYPE_CHECKING:
    import pandas as pd


def cells(path: Path, sheet: str | None = None) -> "pd.DataFrame":
    """Return every cell of the file as text; the index is the line in the file, from 1.

    *sheet* names one sheet of a workbook. Raises DataError when the file is missing, empty, not a
    table, or has no such sheet.
    """
    return texts_of(read(path, sheet))


def texts_of(reading: Reading) -> "pd.DataFrame":
    """Return the cells of a file that was read, as text; an empty one is an empty text."""
    return reading.text.fillna("").astype(str)
