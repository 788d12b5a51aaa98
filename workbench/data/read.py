"""Reading one file that came back: its encoding, its separator, its columns, as text."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from workbench.base import words
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

    The index of the table is the line of each row in the file, the header being line 1.
    """
    if not path.is_file():
        raise DataError("data.no_file", file=path.name, folder=path.parent)
    content = path.read_bytes()
    if not content.strip():
        raise DataError("data.empty_file", file=path.name)
    text, encoding = _decoded(content, path)
    separator = _separator(text, path)
    rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    header = [name.strip() for name in rows[0]]
    _check_header(header, path)
    body = {line: row for line, row in enumerate(rows[1:], start=2) if any(c.strip() for c in row)}
    for line, row in body.items():
        if len(row) != len(header):
            raise DataError(
                "data.ragged", file=path.name, line=str(line), found=len(row), n=len(header)
            )
    if not body:
        raise DataError("data.no_rows", file=path.name)
    table = pd.DataFrame.from_dict(body, orient="index", columns=header, dtype=str)
    return Raw(table, encoding, separator)


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
    header = text.split("\n", 1)[0]
    counts = {separator: header.count(separator) for separator in SEPARATORS}
    best = max(counts, key=lambda separator: counts[separator])
    if counts[best] == 0:
        raise DataError("data.one_column", file=path.name)
    return best


def _check_header(header: list[str], path: Path) -> None:
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise DataError("data.column_twice", file=path.name, columns=words.join(twice, "en"))
