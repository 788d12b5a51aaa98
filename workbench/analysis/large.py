"""Files too large for memory: the same estimates from exact sums by cell, made by DuckDB."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from workbench.analysis.designs.cells import COUNT
from workbench.base.errors import DataError
from workbench.collection import Analysis, columns_of
from workbench.data.reading.cells import quoted
from workbench.data.reading.duck import connection

COMFORT = 2_000_000
"""Above so many rows a Parquet file is summed where it lies, not loaded."""
MOST_CELLS = 500_000
"""Above so many different rows the sums would save nothing: the file is loaded."""
MEMORY = "300MB"
"""What DuckDB may hold; beyond that it uses a temporary folder."""
DESIGNS = ("comparison", "difference_in_differences")
YES_NO = "(yes or no)"


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

    Columns: those of the analysis, the outcome being the mean of the cell, and COUNT. People whose
    outcome is missing are in cells of their own. ``attrs["yes_no"]`` says whether every outcome is
    0 or 1. The mean is that of the distance to the middle of the file, summed with compensation
    (Kahan 1965), so that figures far from zero keep their digits. Raises DataError for an outcome
    that is not a number, and for a file that DuckDB cannot read.
    """
    import duckdb

    keys = [name for name in dict.fromkeys(columns_of(analysis)) if name != analysis.outcome]
    with TemporaryDirectory() as folder, connection(Path(folder), MEMORY) as con:
        source = f"read_parquet('{str(path).replace(chr(39), chr(39) * 2)}')"
        by = ", ".join(quoted(name) for name in keys)
        try:
            (many, middle), *_ = con.sql(_look(source, by, analysis.outcome)).fetchall()
            if many > MOST_CELLS:
                return None
            asked = _sums(source, by, analysis.outcome, middle)
            found: pd.DataFrame = con.sql(asked).df()
        except duckdb.ConversionException:
            holes = {"id": analysis.id, "column": analysis.outcome}
            raise DataError("analysis.not_numbers", **holes) from None
        except duckdb.Error as error:
            why = str(error)[:200]
            raise DataError("estimate.unreadable", file=path.name, why=why) from None
    plain = found[[*keys, analysis.outcome, COUNT]].copy()
    plain.attrs["yes_no"] = bool(found[YES_NO].fillna(True).all())
    return plain


def _look(source: str, by: str, outcome: str) -> str:
    """Return the question about the file: about how many cells, and the middle of the outcome."""
    y = f"CAST({quoted(outcome)} AS DOUBLE)"
    middle = f"coalesce(avg({y}) FILTER (isfinite({y})), 0)"
    return f"SELECT approx_count_distinct(hash({by})), {middle} FROM {source}"


def _sums(source: str, by: str, outcome: str, middle: float) -> str:
    """Return the question about the cells: the people and the mean of each."""
    y = f"CAST({quoted(outcome)} AS DOUBLE)"
    return (
        f"WITH known AS (SELECT {by}, {y} AS y FROM {source}) "
        f"SELECT {by}, count(*) AS {quoted(COUNT)}, "
        "CASE WHEN bool_or(isinf(y)) THEN CAST('inf' AS DOUBLE) "
        f"ELSE {middle!r}::DOUBLE + fsum(y - {middle!r}::DOUBLE) / count(*) END "
        f"AS {quoted(outcome)}, bool_and(y IN (0, 1)) AS {quoted(YES_NO)} "
        f"FROM known GROUP BY {by}, (y IS NULL OR isnan(y))"
    )
