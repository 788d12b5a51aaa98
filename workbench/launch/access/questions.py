"""The database behind the store: what is asked of it stands in `questions.sql`, under its name."""

import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parent / "questions.sql"
PATIENCE = 10.0
"""Seconds to wait for somebody else who writes: a backup, or a command at the machine."""


class Questions:
    """One file of tables, made where there is none."""

    def __init__(self, file: Path) -> None:
        self._db = sqlite3.connect(
            file, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )
        self._one = threading.RLock()  # copies are made beside the server's own thread
        for setting in ("journal_mode = WAL", "foreign_keys = ON"):
            self._db.execute(f"PRAGMA {setting}")
        self._db.executescript(_named()["tables"])

    def ask(self, name: str, *given: object) -> list[tuple[Any, ...]]:
        """Ask what stands under *name*, with what is *given* for its holes; return the rows."""
        with self._one:
            return self._db.execute(_named()[name], given).fetchall()

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Do several things whole or not at all, and alone."""
        with self._one:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._db.close()


@cache
def _named() -> dict[str, str]:
    _, *parts = re.split(r"^-- ([\w ]+)$", SOURCE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))
