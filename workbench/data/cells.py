"""One place where a received file becomes cells of text: a better reader is joined here."""

from pathlib import Path

import pandas as pd

from workbench.data.read import read_raw


def cells(path: Path) -> pd.DataFrame:
    """Return every cell of the file as text; the index is the line in the file, from 1.

    Raises DataError when the file is missing, empty, or not a table.
    """
    return read_raw(path).table
