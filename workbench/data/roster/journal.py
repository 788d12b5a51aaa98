"""Every answer as it was given, one line after the other: nothing is overwritten, all is history.

``received/in_app.csv`` is what the app knows of people. A line says when, of whom (the key), at
which wave, to which question (or ``@`` and a word for what is no question), what was typed, and
what was kept of it. The last line for a question stands; the earlier ones are its history. Lines
are only ever added, under a lock that opens by itself when its holder dies. A line that was cut
short by a power cut is not read, and goes with the next one.
"""

import csv
import fcntl
import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

from workbench.base.dossier import Dossier
from workbench.base.errors import RunError

FILE = "received/in_app.csv"
CAME, GONE, LOST, PLANNED, FINISHED, TOLD = (
    "@came", "@gone", "@lost", "@planned", "@finished", "@told",
)  # fmt: skip
"""What is noted of a person beside their answers: that they came, that the entry was a mistake,
that they cannot be asked (and why), when they are to leave, that a wave is filled in, that they
were told what is done with their answers."""


@dataclass(frozen=True)
class Line:
    """One thing that was given: *typed* is as it came, *kept* as the file of the wave holds it."""

    when: str
    person: str
    wave: str
    question: str
    typed: str
    kept: str = ""


COLUMNS = tuple(field.name for field in fields(Line))


def now() -> str:
    """Return this moment, in universal time, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def lines(dossier: Dossier) -> tuple[Line, ...]:
    """Return every line, in the order in which they were given; none where there is no file."""
    try:
        return _read(dossier.path(FILE).read_bytes())
    except FileNotFoundError:
        return ()


def there(dossier: Dossier) -> bool:
    """Whether anything was ever filled in in the app."""
    return dossier.path(FILE).is_file()


@dataclass(frozen=True)
class Journal:
    """The journal while its lock is held: all lines so far, and the one way to add some."""

    handle: int
    earlier: tuple[Line, ...]
    end: int

    def add(self, more: Sequence[Line]) -> tuple[Line, ...]:
        """Add lines, and wait until they are on the disk; return all.

        Raises RunError where the disk is full: the journal is then as it was.
        """
        start = "" if self.end else _text([COLUMNS])
        content = (start + _text([_safe(line) for line in more])).encode("utf-8")
        try:
            os.ftruncate(self.handle, self.end)
            _write(self.handle, content, self.end)
            os.fsync(self.handle)
        except OSError:
            os.ftruncate(self.handle, self.end)
            raise RunError("roster.not_written") from None
        return (*self.earlier, *more)


@contextmanager
def opened(dossier: Dossier) -> Iterator[Journal]:
    """Open the journal for writing: whoever else writes waits until this is done.

    Raises RunError in an example, or where nothing can be written.
    """
    path = dossier.to_write(FILE)
    try:
        path.parent.mkdir(exist_ok=True)
        handle = _locked(path)
    except OSError:
        raise RunError("roster.not_written") from None
    try:
        content = _all(handle)
        whole = content.rfind(b"\n") + 1
        yield Journal(handle, _read(content[:whole]), whole)
    finally:
        os.close(handle)


def _locked(path: Path) -> int:
    """Return the open journal, locked: the one that others find under its name."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        fcntl.flock(handle, fcntl.LOCK_EX)
        try:
            if os.fstat(handle).st_ino == path.stat().st_ino:
                return handle
        except FileNotFoundError:
            pass  # somebody took it away meanwhile: a purge, or another version put back
        os.close(handle)


def _all(handle: int) -> bytes:
    os.lseek(handle, 0, os.SEEK_SET)
    parts = []
    while part := os.read(handle, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _write(handle: int, content: bytes, at: int) -> None:
    while content:
        done = os.pwrite(handle, content, at)
        content, at = content[done:], at + done


def _safe(line: Line) -> list[str]:
    """Return the cells of a line; a line break is written as two signs, so that a line is one."""
    return [cell.replace("\\", "\\\\").replace("\n", "\\n") for cell in astuple(line)]


def _read(content: bytes) -> tuple[Line, ...]:
    text = content.decode("utf-8", "replace")
    rows = list(csv.reader(text[: text.rfind("\n") + 1].split("\n")))[1:]
    return tuple(Line(*map(_back, row)) for row in rows if len(row) == len(COLUMNS))


def _back(cell: str) -> str:
    return "\\".join(part.replace("\\n", "\n") for part in cell.split("\\\\"))


def _text(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
