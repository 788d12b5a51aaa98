"""The one door to DuckDB: a limit on memory, and nothing loaded from anywhere."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

MOST_THREADS = 4
"""Each thread holds its own groups: more of them would not fit the limit on memory."""
GROUP_BITS = 20
"""Whole numbers that make at most two to this power of groups are counted in place, not hashed."""


def connection(
    folder: Path, memory: str, threads: int | None = None
) -> "duckdb.DuckDBPyConnection":
    """Return a connection that takes no more than *memory* and spills into *folder*.

    It has as many *threads* as this machine has cores, MOST_THREADS at most, unless told otherwise;
    with one, sums come out the same to their last digit.
    """
    import duckdb  # heavy: opened with the first large file

    con = duckdb.connect(
        config={
            "memory_limit": memory,
            "threads": str(threads or min(os.cpu_count() or 1, MOST_THREADS)),
            "perfect_ht_threshold": str(GROUP_BITS),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "preserve_insertion_order": "false",
            "temp_directory": str(folder),
        }
    )
    con.execute("SET enable_progress_bar = false")  # it would stand amid what is printed
    return con
