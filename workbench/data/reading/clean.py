"""The clean table, some rows at a time: for the memory, for a CSV file, for a Parquet file."""

import csv
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from workbench.base.errors import RunError
from workbench.data.reading.cells import LINE
from workbench.data.reading.convert import convert
from workbench.data.reading.record import Reading
from workbench.data.reading.watch import Watch, nobody

if TYPE_CHECKING:
    import pyarrow as pa

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet would run; in CSV it gets an apostrophe in front."""
FIGURE = re.compile(r"[-+][\d.,\s]*\d\s?[%€]?")
"""A number with its sign is no formula: it stays as it came, where its column is text."""


def clean_batches(reading: Reading, columns: Sequence[str] | None = None) -> "Iterator[pa.Table]":
    """Yield the typed values of *columns*, with their lines, in the order of the file."""
    import pyarrow as pa

    wanted = [one.name for one in reading.columns] if columns is None else list(columns)
    for batch in reading.cells.batches(wanted):
        arrays = {
            name: convert(batch[name], reading.plans[name])
            if name in reading.cells.texts
            else typed(batch[name])
            for name in wanted
        }
        yield pa.table({**arrays, LINE: batch[LINE]})


def typed(column: "pa.ChunkedArray") -> "pa.Array":
    """Return a column that a file had typed already, in the types of the clean table."""
    import pyarrow as pa
    import pyarrow.compute as pc

    whole, kind = column.combine_chunks(), column.type
    if pa.types.is_integer(kind):
        return pc.cast(whole, pa.int64())
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        numbers = pc.cast(whole, pa.float64())
        return pc.if_else(pc.is_nan(numbers), pa.scalar(None, pa.float64()), numbers)
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        return pc.cast(pc.cast(whole, pa.timestamp("us"), safe=False), pa.timestamp("us"))
    return whole


def text_batches(reading: Reading) -> "Iterator[pa.Table]":
    """Yield the cells as text, as they came, with their lines."""
    import pyarrow as pa

    for batch in reading.cells.batches():
        arrays = {
            name: batch[name]
            if pa.types.is_string(batch[name].type)
            else pa.array(["" if v is None else str(v) for v in batch[name].to_pylist()])
            for name in reading.cells.names
        }
        yield pa.table({**arrays, LINE: batch[LINE]})


def write(reading: Reading, path: Path, watch: Watch = nobody) -> Path:
    """Write the clean table as CSV or Parquet, whole or not at all; identifiers are left out.

    CSV: UTF-8, commas, decimal points, ISO dates, ``true`` and ``false``, shares for percentages,
    nothing where an answer is missing; a text that a spreadsheet would take for a formula gets an
    apostrophe in front. Raises RunError for another kind of file.
    """
    writers = {".csv": _csv, ".parquet": _parquet}
    if path.suffix.lower() not in writers:
        raise RunError("reading.out_kind", given=path.name)
    wanted = [one.name for one in reading.columns if one.identifier is None]
    if not wanted:
        raise RunError("reading.out_nothing", file=reading.file)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    draft = Path(name)
    try:
        writers[path.suffix.lower()](reading, wanted, draft, watch)
        draft.chmod(0o644)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return path


def _batches(reading: Reading, wanted: list[str], watch: Watch) -> "Iterator[pa.Table]":
    done = 0
    for batch in clean_batches(reading, wanted):
        batch = batch.drop_columns([LINE])
        done += batch.num_rows
        watch("write", done, reading.rows)
        yield _days(batch, reading)


def _days(batch: "pa.Table", reading: Reading) -> "pa.Table":
    """Return dates without a clock as days."""
    import pyarrow as pa
    import pyarrow.compute as pc

    for place, name in enumerate(batch.column_names):
        if pa.types.is_timestamp(batch[name].type) and not reading.plans[name].clock:
            days = pc.cast(batch[name], pa.date32(), safe=False)
            batch = batch.set_column(place, name, days)
    return batch


def _parquet(reading: Reading, wanted: list[str], draft: Path, watch: Watch) -> None:
    import pyarrow.parquet as pq

    writer = None
    for batch in _batches(reading, wanted, watch):
        writer = writer or pq.ParquetWriter(draft, batch.schema, compression="snappy")
        writer.write_table(batch)
    if writer is not None:
        writer.close()


def _csv(reading: Reading, wanted: list[str], draft: Path, watch: Watch) -> None:
    with draft.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow(map(safe, wanted))
        for batch in _batches(reading, wanted, watch):
            _write_rows(file, batch)


def _write_rows(file: TextIO, batch: "pa.Table") -> None:
    columns = [_written(batch[name].combine_chunks()) for name in batch.column_names]
    csv.writer(file, lineterminator="\n").writerows(zip(*columns, strict=True))


def _written(column: "pa.Array") -> list[object]:
    """Return a column as a CSV file has it."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_boolean(column.type):
        return [None if v is None else "true" if v else "false" for v in column.to_pylist()]
    if pa.types.is_timestamp(column.type):
        texts = pc.strftime(column, "%Y-%m-%dT%H:%M:%S")
        return list(pc.replace_substring_regex(texts, r"\.0+$", "").to_pylist())
    if pa.types.is_string(column.type):
        return [v if v is None else safe(v) for v in column.to_pylist()]
    return list(column.to_pylist())


def safe(text: str) -> str:
    """Return a text that a spreadsheet takes as text.

    >>> safe("=1+1"), safe("one")
    ("'=1+1", 'one')
    >>> safe("-1,5"), safe("-1+cmd")
    ('-1,5', "'-1+cmd")
    """
    risky = text.startswith(FORMULA) and not FIGURE.fullmatch(text)
    return "'" + text if risky else text
