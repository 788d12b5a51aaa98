"""From a table and a few words on a command line to an analysis."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from workbench.analysis import large
from workbench.analysis.designs import ALL
from workbench.base import words
from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.collection import Analysis
from workbench.data import Received, understand
from workbench.data.reading.dialect import shown

NAMES = {"pre": "before", "unit": "follows", "counted_in": "unit"}
"""The words of the command line that a plan says otherwise."""
WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".tsv", ".zip"})
"""What is never a plain CSV file, by the end of its name."""
COLUMNS = (
    "outcome", "treatment", "time", "follows", "cluster", "first", "weights", "running", "before",
    "instrument", "event", "strata",
)  # fmt: skip


def read(path: Path) -> pd.DataFrame:
    """Read a table; raise DataError when it cannot be read.

    A file that a dossier has received is read as the dossier reads it (`received`). A plain CSV or
    Parquet file is read as it is; another table (semicolons, decimal commas, another encoding, a
    workbook) through `workbench.data.reading`, yes and no becoming 1 and 0: ``attrs["read_as"]``
    then says how.
    """
    if not path.is_file():
        raise DataError("estimate.no_file", file=str(path))
    dossier = received(path)
    if dossier is not None:
        return understand(dossier).table
    try:
        if path.suffix.lower() in {".parquet", ".pq"}:
            return pd.read_parquet(path)
        plain = _plain(path)
    except (ValueError, OSError) as error:  # pandas' and pyarrow's "unreadable" are kinds of these
        raise DataError("estimate.unreadable", file=path.name, why=str(error)[:200]) from None
    return _guessed(path) if plain is None else plain


def _plain(path: Path) -> pd.DataFrame | None:
    """Return a CSV file with commas, in UTF-8; None where it is something else."""
    if path.suffix.lower() in WORKBOOKS:
        return None
    try:
        table = pd.read_csv(path, low_memory=False)
    except (UnicodeDecodeError, pd.errors.ParserError):
        return None
    alone = len(table.columns) == 1 and any(sign in str(table.columns[0]) for sign in ";\t|")
    return None if alone else table


def _guessed(path: Path) -> pd.DataFrame:
    """Return a table of another kind, its numbers as decimals, its yes and no as 1 and 0."""
    from workbench.data.reading import read as read_any

    reading = read_any(path)
    table = reading.table.reset_index(drop=True)
    for name in table:
        if pd.api.types.is_numeric_dtype(table[name]):
            table[name] = table[name].to_numpy(dtype=float, na_value=np.nan)
        elif not pd.api.types.is_datetime64_any_dtype(table[name]):
            table[name] = table[name].astype(object).where(table[name].notna(), np.nan)
    table.attrs["read_as"] = {
        "encoding": reading.encoding or "–",
        "separator": shown(reading.separator or "–"),
        "decimal": reading.decimal or "–",
    }
    return table


def received(path: Path) -> Dossier | None:
    """Return the dossier that has received this file, and says so in ``received.yml``, or None."""
    folder = path.resolve().parent.parent
    if not (folder / Received.FILE).is_file():
        return None
    dossier = Dossier(folder, read_only=True)
    name = path.resolve().relative_to(folder).as_posix()
    return dossier if name in {file.file for file in dossier.read(Received).files} else None


def opened(path: Path, design: str, **given: object) -> tuple[Analysis, pd.DataFrame]:
    """Return the analysis that was asked for and its table: people, or cells of people alike.

    A large Parquet file comes as exact sums by cell where its design needs no more (`large`).
    """
    if large.is_large(path):
        head = large.head(path)
        analysis = analysis_of(design, head, **given)
        if large.can(analysis):
            cells = large.cells(path, analysis)
            if cells is not None:
                unit = "share" if cells.attrs["yes_no"] else "points"
                return analysis.model_copy(update={"unit": unit}), cells
    table = read(path)
    return analysis_of(design, table, **given), table


def analysis_of(design: str, table: pd.DataFrame, **given: object) -> Analysis:
    """Return the analysis that was asked for; raise DataError for a column that is not there.

    *given* holds the options by their names on the command line; those that are None are left out.
    Unless it is given, the unit is ``share`` where the outcome is 0 or 1, else ``points``, and the
    label is the name of the outcome.
    """
    asked = {NAMES.get(name, name): value for name, value in given.items() if value is not None}
    covariates = str(asked.pop("covariates", ""))
    named = tuple(name.strip() for name in covariates.split(",") if name.strip())
    asked["covariates"] = named
    used = [str(asked[name]) for name in COLUMNS if name in asked]
    for name in (*used, *named):
        if name not in table.columns:
            hint = words.hint(name, table.columns)
            raise DataError("analysis.no_column", column=name, hint=hint)
    _need(design, asked)
    outcome = str(asked["outcome"])
    share = design == "progress" or table[outcome].dropna().isin([0, 1]).all()
    whole = {"id": "estimate", "label": outcome, "unit": "share" if share else "points"}
    return Analysis.model_validate({"design": design, **whole, **asked})


def _need(design: str, asked: Mapping[str, object]) -> None:
    """Raise DataError for a design that is not there, or that lacks an option."""
    if design not in ALL:
        raise DataError("estimate.no_design", design=design, allowed=", ".join(ALL))
    options = {name: option for option, name in NAMES.items()}
    for need in ALL[design].NEEDS:
        if asked.get(need) in (None, ()):
            raise DataError("estimate.needs", design=design, option=options.get(need, need))
