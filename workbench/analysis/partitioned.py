"""A table in many Parquet files: each part is added up where a worker is, then the sums are."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pandas as pd

from workbench.analysis import large
from workbench.analysis.asked import analysis_of
from workbench.analysis.designs.cells import COUNT
from workbench.analysis.large import KNOWN, MEAN, YES_NO, Y
from workbench.base.errors import DataError
from workbench.collection import Analysis
from workbench.data.reading.cells import quoted
from workbench.data.reading.duck import connection
from workbench.data.reading.parts import Parts, parts, speak

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

TOTAL = "(total)"
"""The sum of the distances of a cell's outcomes to the middle."""
HELD = 4 * large.MOST_CELLS
"""So many rows of sums wait, at most, before they are added to one another."""


def opened(
    where: str, executor: Executor, design: str, **given: object
) -> tuple[Analysis, pd.DataFrame]:
    """Return the analysis that was asked for, and its table, from the parts of a table.

    *where* is a folder of Parquet files, a pattern or an address (`parts`); *given* is what
    `asked.analysis_of` takes. Where the design needs no more than exact sums by cell, each part is
    added up by *executor* (``base.compute.computing``), on its own; else the table is loaded, if it
    is small. Raises DataError where it is not, for parts that cannot be read and for unlike parts.

    >>> from workbench.base.compute import computing
    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> people = pd.DataFrame({"club": [1, 1, 2, 2], "treat": [0, 0, 1, 1], "y": [1., 3., 5., 5.]})
    >>> people.to_parquet(f"{folder.name}/2025.parquet")
    >>> people.to_parquet(f"{folder.name}/2026.parquet")
    >>> asked = {"outcome": "y", "treatment": "treat", "cluster": "club"}
    >>> with computing(workers=2) as executor:
    ...     analysis, cells = opened(folder.name, executor, "comparison", **asked)
    >>> cells[["club", "y", "(n)"]].values.tolist()
    [[1.0, 2.0, 4.0], [2.0, 5.0, 4.0]]
    >>> folder.cleanup()
    """
    found = parts(where)
    analysis = analysis_of(design, head(found), **given)
    if large.can(analysis):
        cells = summed(found, analysis, executor)
        if cells is not None:
            unit = "share" if cells.attrs["yes_no"] else "points"
            return analysis.model_copy(update={"unit": unit}), cells
    table = _loaded(found, executor)
    return analysis_of(design, table, **given), table


def head(found: Parts) -> pd.DataFrame:
    """Return the columns of a table in parts, without rows."""
    with _reading(found.files[0]) as con:
        empty: pd.DataFrame = con.execute(
            f"SELECT * FROM {found.source(found.files[0])} LIMIT 0"
        ).df()
    return empty


def summed(found: Parts, analysis: Analysis, executor: Executor) -> pd.DataFrame | None:
    """Return the cells of all parts, as `large.cells` makes them of one; None where too many.

    Every part is added up by one thread, in the order of its rows, and the sums in the order of the
    parts: the same digits whoever does it, and however many they are. All count the distance to the
    middle of the first rows of the first part. Against one file with all the rows, a mean may
    differ in its last digit (Kahan 1965: sums with compensation).
    """
    keys = large.keys_of(analysis)
    middle, yes_no = _first_rows(found, keys, analysis)
    ask = partial(add_up, found, analysis, middle, yes_no)
    total = _together(executor.map(ask, found.files), keys)
    if total is None:
        return None
    mean = f"{quoted(TOTAL)} / {quoted(KNOWN)}"
    with _reading() as con:
        con.register("held", total)
        cells: pd.DataFrame = con.execute(
            f"SELECT * EXCLUDE ({quoted(TOTAL)}), CASE WHEN isfinite({mean}) "
            f"THEN {middle!r}::DOUBLE + {mean} ELSE CAST('inf' AS DOUBLE) END AS {quoted(MEAN)} "
            f"FROM held ORDER BY {_by(keys)}"
        ).df()
    return large.parted(cells, keys, analysis.outcome)


def add_up(found: Parts, analysis: Analysis, middle: float, yes_no: bool, file: str) -> "pa.Table":
    """Return the sums by cell of one part: its keys, COUNT, KNOWN, TOTAL and YES_NO.

    A row more than MOST_CELLS says that there are too many. Raises DataError as `large.cells`.
    """
    keys = large.keys_of(analysis)
    every = f"coalesce(bool_and({Y} IN (0, 1)), true)" if yes_no else "false"
    asked = (
        f"SELECT {_by(keys)}, count(*) AS {quoted(COUNT)}, count({Y}) AS {quoted(KNOWN)}, "
        f"fsum({Y} - {middle!r}::DOUBLE) AS {quoted(TOTAL)}, {every} AS {quoted(YES_NO)} "
        f"FROM ({large.people(found.source(file), keys, analysis.outcome)}) "
        f"GROUP BY {_by(keys)} ORDER BY {_by(keys)} LIMIT {large.MOST_CELLS + 1}"
    )
    with _reading(file, analysis) as con:
        return con.sql(asked).to_arrow_table()


def _first_rows(found: Parts, keys: Sequence[str], analysis: Analysis) -> tuple[float, bool]:
    """Return the middle of the first outcomes, and whether all of them are 0 or 1."""
    first = found.files[0]
    people = large.people(found.source(first), keys, analysis.outcome)
    with _reading(first, analysis) as con:
        _, middle, yes_no = con.execute(large.look(people, _by(keys))).fetchall()[0]
    return float(middle), bool(yes_no)


def _together(sums: Iterable["pa.Table"], keys: Sequence[str]) -> "pa.Table | None":
    """Add the sums of all parts, in their order; None where the cells are too many."""
    held: list[pa.Table] = []
    for table in sums:
        if table.num_rows > large.MOST_CELLS:
            return None
        held.append(table)
        if sum(one.num_rows for one in held) > HELD:
            held = [_added(held, keys)]
            if held[0].num_rows > large.MOST_CELLS:
                return None
    total = _added(held, keys)
    return None if total.num_rows > large.MOST_CELLS else total


def _added(held: "list[pa.Table]", keys: Sequence[str]) -> "pa.Table":
    """Return one row a cell. Raises DataError where a column changes its type among the parts."""
    import pyarrow as pa

    try:
        whole = pa.concat_tables(held, promote_options="permissive")
    except pa.ArrowException as error:
        raise DataError("cluster.unlike_parts", why=str(error)[:200]) from error
    n, known, total, yes_no = (quoted(name) for name in (COUNT, KNOWN, TOTAL, YES_NO))
    with _reading() as con:
        con.register("held", whole)
        return con.sql(
            f"SELECT {_by(keys)}, CAST(sum({n}) AS BIGINT) AS {n}, "
            f"CAST(sum({known}) AS BIGINT) AS {known}, fsum({total}) AS {total}, "
            f"bool_and({yes_no}) AS {yes_no} FROM held GROUP BY {_by(keys)} ORDER BY {_by(keys)}"
        ).to_arrow_table()


def _loaded(found: Parts, executor: Executor) -> pd.DataFrame:
    """Return all rows. Raises DataError where they are too many to be held in comfort."""
    if sum(executor.map(partial(rows, found), found.files)) > large.COMFORT:
        raise DataError("cluster.only_sums", where=found.where, most=large.COMFORT)
    tables = []
    for file in found.files:
        with _reading(file) as con:
            tables.append(con.execute(f"SELECT * FROM {found.source(file)}").df())
    return pd.concat(tables, ignore_index=True)


def rows(found: Parts, file: str) -> int:
    """Return how many rows a part has."""
    with _reading(file) as con:
        return int(con.execute(f"SELECT count(*) FROM {found.source(file)}").fetchall()[0][0])


@contextmanager
def _reading(
    file: str = "", analysis: Analysis | None = None
) -> "Iterator[duckdb.DuckDBPyConnection]":
    """Give a DuckDB of one thread that can read *file*; its errors become letters."""
    import duckdb

    with TemporaryDirectory() as folder, connection(Path(folder), large.MEMORY, 1) as con:
        try:
            speak(con, file)
            yield con
        except duckdb.ConversionException as error:
            if analysis is None:
                raise DataError("estimate.unreadable", file=file, why=str(error)[:200]) from error
            holes = {"id": analysis.id, "column": analysis.outcome}
            raise DataError("analysis.not_numbers", **holes) from None
        except (duckdb.Error, OSError) as error:
            raise DataError("estimate.unreadable", file=file, why=str(error)[:200]) from None


def _by(keys: Sequence[str]) -> str:
    return ", ".join(quoted(name) for name in keys)
