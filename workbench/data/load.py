"""Opening the clean table that an earlier step left."""

import pandas as pd

from workbench.base.dossier import Dossier
from workbench.base.errors import DataError

CLEAN = "data/clean.csv"


def load(dossier: Dossier) -> pd.DataFrame:
    """Return the clean table: a row a person, the columns of ``Instrument.columns()``.

    Raises DataError when the data step has not been done, or its table cannot be read.
    """
    path = dossier.path(CLEAN)
    if not path.is_file():
        raise DataError("data.not_clean_yet", name=dossier.name)
    try:
        table: pd.DataFrame = pd.read_csv(path)
    except ValueError:  # pandas' own "empty" and "unreadable" are kinds of it
        raise DataError("data.clean_unreadable", file=CLEAN) from None
    return table
