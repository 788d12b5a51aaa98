"""A table kept in many Parquet files: in a folder of this machine, or behind an address."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import url2pathname

from workbench.base.errors import DataError

if TYPE_CHECKING:
    import duckdb
    from fsspec import AbstractFileSystem

ENDS = (".parquet", ".pq")


@dataclass(frozen=True)
class Parts:
    """The files of one table, in the order of their names; paths, or addresses of fsspec.

    *hive* says that folders carry values: ``month=3/part-0.parquet``.
    """

    where: str
    files: tuple[str, ...]
    hive: bool = False

    def source(self, file: str) -> str:
        """Return how DuckDB reads one of the files."""
        hive = "true" if self.hive else "false"
        return f"read_parquet('{file.replace(chr(39), chr(39) * 2)}', hive_partitioning = {hive})"


def in_parts(where: str) -> bool:
    """Whether this is a folder, a pattern or an address, and not one file of this machine.

    >>> in_parts("s3://studies/people"), in_parts("people.csv")
    (True, False)
    """
    return "://" in where or (Path(where).is_dir()) or ("*" in where and not Path(where).exists())


def parts(where: str) -> Parts:
    """Return the Parquet files in a folder and below it, those of a pattern, or one file.

    *where* is a path, or an address that fsspec knows: ``file://``, ``memory://``, and ``s3://``,
    ``gs://``, ``abfs://`` where their driver is installed. Files whose name begins with a dot or an
    underscore are left out, as other tools do. Raises DataError where there is nothing to read.
    """
    address = urlsplit(where)
    if address.scheme == "file":
        where = url2pathname(address.path)
    found = _behind(where) if "://" in where else _here(where)
    files = tuple(sorted(file for file in found if _is_part(file)))
    if not files:
        raise DataError("cluster.no_parts", where=where)
    below = (file.removeprefix(_before_pattern(where)) for file in files)
    return Parts(where, files, any("=" in file for file in below))


def speak(con: "duckdb.DuckDBPyConnection", file: str) -> None:
    """Let DuckDB read what lies behind the address *file*; a path needs nothing."""
    scheme = file.partition("://")[0] if "://" in file else None
    if scheme and not con.filesystem_is_registered(scheme):
        con.register_filesystem(_filesystem(file))


def _here(where: str) -> list[str]:
    path = Path(where)
    if path.is_dir():
        return [str(file.resolve()) for file in path.rglob("*") if file.is_file()]
    if path.is_file():
        return [str(path.resolve())]
    anchor, pattern = Path(path.anchor), str(path.relative_to(path.anchor))
    found = anchor.glob(pattern) if "*" in where else ()
    return [str(file.resolve()) for file in found if file.is_file()]


def _behind(where: str) -> list[str]:
    """Ask the store; whatever its driver raises becomes a letter."""
    store = _filesystem(where)
    try:
        found = store.glob(where) if "*" in where else store.find(where)
        return [str(store.unstrip_protocol(file)) for file in found]
    except Exception as error:  # each driver has errors of its own
        why = f"{type(error).__name__}: {error}"[:200]
        raise DataError("estimate.unreadable", file=where, why=why) from error


def _filesystem(where: str) -> "AbstractFileSystem":
    try:
        import fsspec  # comes with the extra for clusters
    except ImportError as error:
        raise DataError("cluster.no_fsspec", where=where) from error
    scheme = where.partition("://")[0]
    try:
        return fsspec.filesystem(scheme)
    except (ImportError, ValueError) as error:  # its driver is missing; nobody knows it
        raise DataError("cluster.no_driver", where=where, why=str(error)) from error


def _is_part(file: str) -> bool:
    name = file.rpartition("/")[2].rpartition("\\")[2]
    return name.lower().endswith(ENDS) and not name.startswith((".", "_"))


def _before_pattern(where: str) -> str:
    """Return what all files have in common: folders above it carry no values."""
    folder = where.partition("*")[0]
    return folder if "://" in where else str(Path(folder).resolve())
