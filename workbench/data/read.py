"""Reading one file that came back: its encoding, its separator, its columns, as text."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from workbench.base.errors import DataError

ENCODINGS = ("utf-8-sig", "cp1252")
SEPARATORS = ";,\t"


@dataclass(frozen=True)
class Raw:
    """A file as it came: every cell as text, and how it was understood."""

    table: pd.DataFrame
    encoding: str
    separator: str


def read_raw(path: Path) -> Raw:
    """Read a CSV file as text; raise DataError when it is missing, empty or not a table.

    The index of the table is the line on which each row begins in the file.
    """
    if not path.is_file():
        raise DataError("data.no_file", file=path.name, folder=path.parent)
    content = path.read_bytes()
    if not content.strip():
        raise DataError("data.empty_file", file=path.name)
    text, encoding = _decoded(content, path)
    separator = _separator(text, path)
    (_, names), *rows = _rows(text, separator, path)
    header = [name.strip() for name in names]
    _check_header(header, path)
    body = dict(rows)
    for line, row in body.items():
        if len(row) != len(header):
            raise DataError(
                "data.ragged", file=path.name, line=str(line), found=len(row), n=len(header)
            )
    if not body:
        raise DataError("data.no_rows", file=path.name)
    table = pd.DataFrame.from_dict(body, orient="index", columns=header, dtype=str)
    return Raw(table, encoding, separator)


def _rows(text: str, separator: str, path: Path) -> list[tuple[int, list[str]]]:
    """Return the rows that hold something, each with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error:
        raise DataError("data.not_csv", file=path.name) from None
    return rows


def _decoded(content: bytes, path: Path) -> tuple[str, str]:
    if b"\x00" in content or content.startswith((b"%PDF", b"PK\x03\x04")):
        raise DataError("data.not_csv", file=path.name)
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise DataError("data.not_csv", file=path.name)


def _separator(text: str, path: Path) -> str:
    """Return the separator that cuts the header into the most columns."""
    header = next(line for line in text.splitlines() if line.strip())
    counts = {separator: header.count(separator) for separator in SEPARATORS}
    best = max(counts, key=lambda separator: counts[separator])
    if counts[best] == 0:
        raise DataError("data.one_column", file=path.name)
    return best


def _check_header(header: list[str], path: Path) -> None:
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise DataError("data.column_twice", file=path.name, columns=", ".join(twice))
