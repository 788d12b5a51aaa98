"""Files too large for memory: the same estimates from exact sums by cell, made by DuckDB."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workbench.analysis.designs.cells import COUNT
from workbench.base.errors import DataError
from workbench.collection import Analysis, columns_of
from workbench.data.reading.cells import quoted
from workbench.data.reading.duck import connection

if TYPE_CHECKING:
    import duckdb

COMFORT = 2_000_000
"""Above so many rows a Parquet file is summed where it lies, not loaded."""
MOST_CELLS = 500_000
"""Above so many different rows the sums would save nothing: the file is loaded."""
MEMORY = "300MB"
"""What DuckDB may hold; beyond that it uses a temporary folder."""
DESIGNS = ("comparison", "difference_in_differences")
LOOKED_AT = 1_000_000
"""So many rows tell, before the file is read, what its outcome is like."""
KNOWN, MEAN, YES_NO, Y = "(known)", "(mean)", "(yes or no)", '"(y)"'
"""The columns of the cells as they are found; brackets, since no answer is named so."""


def is_large(path: Path) -> bool:
    """Whether this is a Parquet file of more rows than memory holds in comfort."""
    if path.suffix.lower() not in {".parquet", ".pq"} or not path.is_file():
        return False
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return int(pq.read_metadata(path).num_rows) > COMFORT
    except (pa.ArrowException, OSError):
        return False  # whoever reads it says why it cannot be read


def head(path: Path) -> pd.DataFrame:
    """Return the columns of a Parquet file, without rows."""
    import pyarrow.parquet as pq

    empty: pd.DataFrame = pq.read_schema(path).empty_table().to_pandas()
    return empty


def can(analysis: Analysis) -> bool:
    """Whether sums by cell carry this analysis: least squares, with clusters, without weights."""
    clustered = analysis.cluster or analysis.follows
    plain = analysis.measure == "difference" and analysis.weights is None
    plain = plain and analysis.strata is None
    how = analysis.method != "lin" and analysis.method != "poisson"
    return bool(analysis.design in DESIGNS and clustered and plain and how)


def cells(path: Path, analysis: Analysis) -> pd.DataFrame | None:
    """Return a row per cell of people alike in all but the outcome; None where cells are too many.

    Columns: those of the analysis, the outcome being the mean of the cell, and COUNT; rows stand in
    the order of their values. People whose outcome is missing are in cells of their own.
    ``attrs["yes_no"]`` says whether every outcome is 0 or 1. The mean is that of the distance to
    the middle of the first rows, summed with compensation (Kahan 1965), so that figures far from
    zero keep their digits. The file is read once, and its first rows twice. Raises DataError for an
    outcome that is not a number, and for a file that DuckDB cannot read.
    """
    import duckdb

    keys = keys_of(analysis)
    with TemporaryDirectory() as folder, connection(Path(folder), MEMORY) as con:
        try:
            found = _found(con, path, keys, analysis.outcome)
        except duckdb.ConversionException:
            holes = {"id": analysis.id, "column": analysis.outcome}
            raise DataError("analysis.not_numbers", **holes) from None
        except duckdb.Error as error:
            why = str(error)[:200]
            raise DataError("estimate.unreadable", file=path.name, why=why) from None
    return None if found is None else parted(found, keys, analysis.outcome)


def keys_of(analysis: Analysis) -> list[str]:
    """Return the columns in which the people of a cell are alike."""
    return [name for name in dict.fromkeys(columns_of(analysis)) if name != analysis.outcome]


def people(source: str, keys: Sequence[str], outcome: str) -> str:
    """Return the question about the people of *source*: their keys, and Y where it is known."""
    y = f"CAST({quoted(outcome)} AS DOUBLE)"
    by = ", ".join(quoted(name) for name in keys)
    return f"SELECT {by}, CASE WHEN isnan({y}) THEN NULL ELSE {y} END AS {Y} FROM {source}"


def _found(
    con: "duckdb.DuckDBPyConnection", path: Path, keys: Sequence[str], outcome: str
) -> pd.DataFrame | None:
    """Return the cells: *keys*, COUNT, the KNOWN outcomes, their MEAN and whether all are YES_NO.

    None where cells are too many, which the first rows often tell.
    """
    source = f"read_parquet('{str(path).replace(chr(39), chr(39) * 2)}')"
    by = ", ".join(quoted(name) for name in keys)
    asked = people(source, keys, outcome)
    many, middle, yes_no = con.execute(look(asked, by)).fetchall()[0]
    if many > MOST_CELLS:
        return None
    found = con.execute(_sums(asked, by, middle, yes_no)).df()
    return None if len(found) > MOST_CELLS else found


def look(people: str, by: str) -> str:
    """Return the question about the first rows: the cells, the middle, whether all are 0 or 1."""
    return (
        f"SELECT approx_count_distinct(hash({by})), coalesce(avg({Y}) FILTER (isfinite({Y})), 0), "
        f"coalesce(bool_and({Y} IN (0, 1)), true) FROM ({people} LIMIT {LOOKED_AT})"
    )


def _sums(people: str, by: str, middle: float, yes_no: bool) -> str:
    """Return the question about the cells. A sum that is not finite had an infinite outcome."""
    every = f"coalesce(bool_and({Y} IN (0, 1)), true)" if yes_no else "false"
    mean = f"fsum({Y} - {middle!r}::DOUBLE) / count({Y})"
    return (
        f"SELECT {by}, count(*) AS {quoted(COUNT)}, count({Y}) AS {quoted(KNOWN)}, "
        f"CASE WHEN isfinite({mean}) THEN {middle!r}::DOUBLE + {mean} "
        f"ELSE CAST('inf' AS DOUBLE) END AS {quoted(MEAN)}, {every} AS {quoted(YES_NO)} "
        f"FROM ({people}) GROUP BY {by} ORDER BY {by} LIMIT {MOST_CELLS + 1}"
    )


def parted(found: pd.DataFrame, keys: Sequence[str], outcome: str) -> pd.DataFrame:
    """Return the cells of those whose outcome is known, then of those whose outcome is missing."""
    known, missing = found[found[KNOWN] > 0], found[found[KNOWN] < found[COUNT]]
    parts = [known[[*keys, MEAN, KNOWN]].set_axis([*keys, outcome, COUNT], axis=1)]
    if not missing.empty:
        people = missing[COUNT] - missing[KNOWN]
        parts.append(missing[list(keys)].assign(**{outcome: np.nan, COUNT: people}))
    cells = pd.concat(parts, ignore_index=True)
    cells.attrs["yes_no"] = bool(found[YES_NO].all())
    return cells
