"""Files are written whole or not at all, and the same table always gives the same bytes."""

import csv
import hashlib
import io
import math
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path


def write_whole(path: Path, content: str | bytes) -> Path:
    """Write *content* beside *path*, then put it in place in one move."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        draft.chmod(0o644)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return path


@contextmanager
def draft_beside(folder: Path) -> Iterator[Path]:
    """Give a hidden folder beside *folder*, in which to make what then takes its place in one move.

    What is still there at the end is taken away. Raises OSError where nothing can be written.

    >>> with tempfile.TemporaryDirectory() as home:
    ...     with draft_beside(Path(home, "new")) as draft:
    ...         _ = draft.rename(Path(home, "new"))
    ...     os.listdir(home)
    ['new']
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    draft.chmod(0o755)
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def cell_text(value: object) -> str:
    """Return a table cell as text: ten digits for decimals, nothing for what is missing.

    Ten digits are more than any reader uses and fewer than machines disagree about.

    >>> cell_text(1 / 3), cell_text(None), cell_text(True)
    ('0.3333333333', '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return "" if math.isnan(value) else f"{value:.10g}"
    return str(value)


def table_text(rows: Iterable[Mapping[str, object]], columns: Sequence[str]) -> str:
    """Return rows as CSV: UTF-8, commas, decimal points, one line feed a row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell_text(row.get(column)) for column in columns] for row in rows)
    return out.getvalue()


def write_table(path: Path, rows: Iterable[Mapping[str, object]], columns: Sequence[str]) -> Path:
    """Write rows as a CSV file, whole or not at all."""
    return write_whole(path, table_text(rows, columns))


def sha256(path: Path) -> str:
    """Return the checksum of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
