"""The one door to DuckDB: a limit on memory, and nothing loaded from anywhere."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


def connection(folder: Path, memory: str) -> "duckdb.DuckDBPyConnection":
    """Return a connection that takes no more than *memory* and spills into *folder*."""
    import duckdb  # heavy: opened with the first large file

    return duckdb.connect(
        config={
            "memory_limit": memory,
            "threads": "2",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "preserve_insertion_order": "false",
            "temp_directory": str(folder),
        }
    )
