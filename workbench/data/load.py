"""Opening the clean table that an earlier step left."""

from io import BytesIO

import pandas as pd

from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.remembered import remembered

CLEAN = "data/clean.csv"

SMALL = 2_000_000
"""Bytes of a table that is kept at hand: pages open it again and again."""


def load(dossier: Dossier) -> pd.DataFrame:
    """Return the clean table: a row a person, the columns of ``Instrument.columns()``.

    Raises DataError when the data step has not been done, or its table cannot be read.
    """
    path = dossier.path(CLEAN)
    if not path.is_file():
        raise DataError("data.not_clean_yet", name=dossier.name)
    try:
        if path.stat().st_size <= SMALL:
            return _of_content(path.read_bytes())
        table: pd.DataFrame = pd.read_csv(path)
    except ValueError:  # pandas' own "empty" and "unreadable" are kinds of it
        raise DataError("data.clean_unreadable", file=CLEAN) from None
    return table


@remembered
def _of_content(content: bytes) -> pd.DataFrame:
    table: pd.DataFrame = pd.read_csv(BytesIO(content))
    return table
