"""What has been published already: a new table will be read beside the old ones.

The record stands in the dossier and holds nothing that was not published: a hidden cell stands
there without its count.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from workbench.base.dossier import Dossier
from workbench.base.errors import RecordError
from workbench.base.files import write_table
from workbench.data.protection.cells import Cell

PUBLISHED = "protection/published.csv"
COLUMNS = ("on", "data", "what", "cell", "count")


@dataclass(frozen=True)
class Entry:
    """One cell of one table: when it was published, from which data, and its count if shown.

    *count* is None where the cell was hidden.
    """

    on: str
    data: str
    what: str
    cell: Cell
    count: int | None


@dataclass(frozen=True)
class Session:
    """All that was published from a dossier so far, the oldest first."""

    entries: tuple[Entry, ...] = ()

    def of(self, *data: str) -> dict[Cell, int | None]:
        """Return the cells published from these data, each with its count, or None if hidden."""
        found: dict[Cell, int | None] = {}
        for entry in self.entries:
            if entry.data in data:
                found[entry.cell] = entry.count
        return found

    def before(self, *data: str) -> dict[Cell, int]:
        """Return the last count shown of each cell that was published from other data."""
        shown = [e for e in self.entries if e.data not in data and e.count is not None]
        return {entry.cell: entry.count for entry in shown if entry.count is not None}

    def with_more(self, entries: Iterable[Entry]) -> "Session":
        """Return this session with more entries; what stands there already is not repeated."""
        known = {(entry.data, entry.cell) for entry in self.entries}
        new = [entry for entry in entries if (entry.data, entry.cell) not in known]
        return Session((*self.entries, *new))


def fingerprint(table: pd.DataFrame) -> str:
    """Return a short mark of a table: the same for the same data, whatever the order of rows."""
    lines = sorted(table.to_csv(index=False, header=False).splitlines())
    text = "\n".join([",".join(map(str, table.columns)), *lines])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def is_made(column: str) -> bool:
    """Whether a column was made for counting, out of one that is not counted itself.

    >>> is_made("(age)"), is_made("age")
    (True, False)
    """
    return column.startswith("(")


@dataclass(frozen=True)
class Marks:
    """The marks of one table: of what it holds, and of that with the columns made for counting.

    What is published from the first is remembered under its mark, whatever is made beside it.
    """

    held: str
    made: str

    def of(self, group: Cell) -> str:
        """Return the mark under which a cell is remembered."""
        return self.made if any(is_made(column) for column, _ in group) else self.held


def marks(table: pd.DataFrame) -> Marks:
    """Return the two marks of a table; they are one where no column was made for counting."""
    made = [name for name in table.columns if is_made(str(name))]
    whole = fingerprint(table)
    return Marks(fingerprint(table.drop(columns=made)) if made else whole, whole)


def session_of(dossier: Dossier) -> Session:
    """Return what has been published from a dossier.

    Raises RecordError when the record was damaged: nothing more should be published until then.
    """
    path = dossier.path(PUBLISHED)
    if not path.is_file():
        return Session()
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        return Session(tuple(_entry(row) for row in rows))
    except (ValueError, KeyError, TypeError):
        raise RecordError("protection.record_damaged", file=PUBLISHED) from None


def keep_session(dossier: Dossier, session: Session) -> None:
    """Write what has been published into the dossier."""
    rows = [
        {
            "on": entry.on,
            "data": entry.data,
            "what": entry.what,
            "cell": json.dumps(dict(entry.cell), ensure_ascii=False, sort_keys=True),
            "count": entry.count,
        }
        for entry in session.entries
    ]
    write_table(dossier.to_write(PUBLISHED), rows, COLUMNS)


def _entry(row: dict[str, str]) -> Entry:
    said = json.loads(row["cell"])
    group = tuple((name, tuple(str(value) for value in said[name])) for name in sorted(said))
    count = int(row["count"]) if row["count"] else None
    return Entry(row["on"], row["data"], row["what"], group, count)
