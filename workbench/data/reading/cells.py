"""The cells of a file as text, kept where they fit: in memory, or in a temporary file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.data.reading.dialect import Row
from workbench.data.reading.duck import connection
from workbench.data.reading.scratch import Scratch

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb
    import pyarrow as pa

LINE = "\u2060line"
"""The column with the line of each row in the file; no heading is called so."""
ROWS_AT_ONCE = 50_000
KEPT_IN_MEMORY = 64 * 2**20
"""How many bytes of cells stay in memory before they go to a temporary file."""
MEMORY = "400MB"
"""What DuckDB may hold; beyond that it uses a temporary folder."""


@dataclass(frozen=True)
class Cells:
    """A table of cells: its names, how many rows, and where they are.

    *source* is a table in memory, or a Parquet file; a file of the person has no line column, and
    *typed* is then true.
    """

    names: tuple[str, ...]
    rows: int
    source: "pa.Table | Path"
    folder: Scratch
    typed: bool = False
    texts: frozenset[str] = field(default_factory=frozenset)

    def batches(self, columns: Sequence[str] | None = None) -> "Iterator[pa.Table]":
        """Yield the cells in order, some rows at a time, with their lines."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        wanted = list(self.names if columns is None else columns)
        if isinstance(self.source, pa.Table):
            table = self.source.select([*wanted, LINE])
            for start in range(0, table.num_rows, ROWS_AT_ONCE):
                yield table.slice(start, ROWS_AT_ONCE)
            return
        done = 0
        with pq.ParquetFile(self.source) as file:
            asked = wanted if self.typed else [*wanted, LINE]
            for batch in file.iter_batches(ROWS_AT_ONCE, columns=asked):
                table = pa.Table.from_batches([batch])
                if self.typed:
                    lines = pa.array(range(done + 1, done + 1 + len(batch)), pa.int64())
                    table = table.select(wanted).append_column(LINE, lines)
                done += len(batch)
                yield table

    def distinct(self, name: str) -> "Iterator[pa.Table]":
        """Yield the distinct texts of a column, as ``value``, ``n`` and the first ``line``.

        What is in memory is counted there; a file is counted by DuckDB, which may use the disk.
        """
        import pyarrow as pa

        if isinstance(self.source, pa.Table):
            table = pa.table({"value": self.source[name], "line": self.source[LINE]})
            counted = table.group_by("value").aggregate([("line", "count"), ("line", "min")])
            columns = [counted[key] for key in ("value", "line_count", "line_min")]
            yield pa.table(columns, names=["value", "n", "line"])
            return
        with self.connection() as con:
            column = quoted(name)
            line = "file_row_number + 1" if self.typed else quoted(LINE)
            asked = (
                f"SELECT coalesce(CAST({column} AS VARCHAR), '') AS value, "
                f"CAST(count(*) AS BIGINT) AS n, min({line}) AS line FROM {self._from()} "
                "GROUP BY 1"
            )
            for batch in con.sql(asked).to_arrow_reader(500_000):
                yield pa.Table.from_batches([batch])

    def ask(self, select: str) -> tuple[object, ...]:
        """Return the first row of an aggregate over the cells."""
        with self.connection() as con:
            rows = con.execute(f"SELECT {select} FROM {self._from()}").fetchall()
        return tuple(rows[0])

    def connection(self) -> "duckdb.DuckDBPyConnection":
        """Return a connection that spills beside the cells."""
        return connection(self.folder.path / "duckdb", MEMORY)

    def _from(self) -> str:
        path = str(self.source).replace("'", "''")
        return f"read_parquet('{path}', file_row_number=true)"


def quoted(name: str) -> str:
    """Return a column's name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def gather(rows: Iterable[Row], names: Sequence[str]) -> Cells:
    """Keep the cells of *rows*: in memory while they are few, then in a temporary file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([*((name, pa.string()) for name in names), (LINE, pa.int64())])
    folder = Scratch()
    path = folder.path / "cells.parquet"
    kept: list[pa.RecordBatch] = []
    size = many = 0
    writer = None
    try:
        for batch in _batches(rows, schema):
            many += batch.num_rows
            if writer is None and size + batch.nbytes <= KEPT_IN_MEMORY:
                kept.append(batch)
                size += batch.nbytes
                continue
            if writer is None:
                writer = pq.ParquetWriter(path, schema, compression="snappy")
                for early in kept:
                    writer.write_batch(early)
                kept = []
            writer.write_batch(batch)
    except BaseException:
        if writer is not None:
            writer.close()
        folder.remove()
        raise
    if writer is None:
        return Cells(tuple(names), many, pa.Table.from_batches(kept, schema), folder)
    writer.close()
    return Cells(tuple(names), many, path, folder)


def _batches(rows: Iterable[Row], schema: "pa.Schema") -> "Iterator[pa.RecordBatch]":
    lines: list[int] = []
    cells: list[list[str]] = []
    for line, row in rows:
        lines.append(line)
        cells.append(row)
        if len(lines) == ROWS_AT_ONCE:
            yield _batch(lines, cells, schema)
            lines, cells = [], []
    if lines:
        yield _batch(lines, cells, schema)


def _batch(lines: list[int], cells: list[list[str]], schema: "pa.Schema") -> "pa.RecordBatch":
    import pyarrow as pa

    columns = [pa.array(column, pa.string()) for column in zip(*cells, strict=True)]
    return pa.RecordBatch.from_arrays([*columns, pa.array(lines, pa.int64())], schema=schema)
