"""Parquet files: typed already, so only their texts are looked at word by word."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.data.reading import looks
from workbench.data.reading.cells import Cells, quoted
from workbench.data.reading.census import Census
from workbench.data.reading.missing import BLANK, suspects
from workbench.data.reading.plan import Plan, Type
from workbench.data.reading.record import ReadColumn, Reading
from workbench.data.reading.scratch import Scratch
from workbench.data.reading.watch import Watch

if TYPE_CHECKING:
    import pyarrow as pa

NARROW = 1_000
"""Up to so many distinct whole numbers, codes of missing answers are looked for among them."""


def read_parquet(path: Path, named: frozenset[str], watch: Watch) -> Reading:
    """Read a Parquet file in place, without copying it; raise DataError where it is damaged."""
    from workbench.data.reading import flow

    schema, rows = _opened(path)
    names = tuple(schema.names)
    types = {field.name: type_of(field.type) for field in schema}
    texts = frozenset(name for name, type in types.items() if type == "text")
    cells = Cells(names, rows, path, Scratch(), typed=True, texts=texts)
    censuses = flow.census_of(cells, [n for n in names if n in texts], named, watch)
    context = flow.context_of(path.name, censuses, (), ())
    columns, plans, found = flow.columns_of(cells, censuses, context)
    by_name = {column.name: column for column in columns}
    for done, name in enumerate(names):
        if name not in texts:
            watch("columns", done, len(names))
            by_name[name], plans[name], doubts = _typed(cells, name, types[name])
            found += doubts
    people, doubts = looks.of_people([*censuses, *_heads(names, texts)], path.name)
    found = [one for one in found if one.where not in people] + doubts
    told = tuple(flow.without_examples(by_name[n], people.get(n)) for n in names)
    return Reading(path.name, None, None, None, None, 0, rows, told, (), tuple(found), plans, cells)


def _heads(names: Sequence[str], texts: frozenset[str]) -> list[Census]:
    return [Census(name) for name in names if name not in texts]


def _opened(path: Path) -> "tuple[pa.Schema, int]":
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            schema, rows = file.schema_arrow, file.metadata.num_rows
    except (pa.ArrowInvalid, OSError):
        raise DataError("reading.damaged", file=path.name) from None
    if not rows:
        raise DataError("reading.no_rows", file=path.name)
    if not schema.names:
        raise DataError("reading.no_table", file=path.name)
    twice = {name for name in schema.names if schema.names.count(name) > 1}
    if twice:
        raise DataError("reading.parquet_twice", file=path.name, columns=", ".join(sorted(twice)))
    return schema, rows


def type_of(kind: "pa.DataType") -> Type:
    """Return the type of a column of a Parquet file; texts are looked at further."""
    import pyarrow as pa

    if pa.types.is_boolean(kind):
        return "boolean"
    if pa.types.is_integer(kind):
        return "integer"
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return "number"
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        return "date"
    return "text"


def _typed(cells: Cells, name: str, type: Type) -> tuple[ReadColumn, Plan, list[Finding]]:
    """Count what is missing in a typed column, and look for codes among whole numbers."""
    column = quoted(name)
    there = f"count({column})"
    if type == "number":
        there = f"count({column}) FILTER (NOT isnan(CAST({column} AS DOUBLE)))"
    asked = f"{there}, min({column}), max({column})"
    count, low, high = cells.ask(asked)
    clock = type == "date" and bool(
        cells.ask(f"bool_or(CAST({column} AS TIME) <> TIME '00:00:00')")[0]
        if _has_clock(low)
        else False
    )
    missing = {BLANK: cells.rows - int(str(count))} if cells.rows != count else {}
    examples = _examples(cells, name)
    found = []
    if type == "integer" and isinstance(low, int) and isinstance(high, int) and high - low < 10**6:
        found = _suspects(cells, name)
    return ReadColumn(name, type, missing, examples), Plan(name, type, clock=clock), found


def _has_clock(moment: object) -> bool:
    return hasattr(moment, "hour")


def _examples(cells: Cells, name: str) -> tuple[str, ...]:
    table = next(cells.batches([name]))
    values = [value for value in table[name].slice(0, 100).to_pylist() if value is not None]
    return tuple(str(value) for value in dict.fromkeys(values))[:3]


def _suspects(cells: Cells, name: str) -> list[Finding]:
    pairs: list[tuple[float, int]] = []
    for batch in cells.distinct(name):
        if len(pairs) + batch.num_rows > NARROW:
            return []
        rows = zip(batch["value"].to_pylist(), batch["n"].to_pylist(), strict=True)
        pairs += [(float(value), n) for value, n in rows if value]
    return [
        Finding("reading.number_code", False, name, "warning", {"n": n, "code": str(code)})
        for code, n in suspects(pairs).items()
    ]
