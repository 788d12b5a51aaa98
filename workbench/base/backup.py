"""Everything of a workspace in one private file, made while people work; and laid back from it."""

import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from workbench.base.dossier import MARK
from workbench.base.errors import RunError
from workbench.base.files import draft_beside
from workbench.base.lock import locked

FORMAT = 1
TOLD, INSIDE, PREFIX = "backup.json", "workspace", ".backup."
DATABASE, BESIDE = b"SQLite format 3\0", ("-wal", "-shm", "-journal")
"""How a database begins, and what stands beside it while it is used: it is in the copy already."""
HIDDEN = ".access"
"""The folder of a workspace that says who may do what: nobody else on the machine reads it."""
PIECE = 1024 * 1024


def pack(workspace: Path, out: Path) -> int:
    """Write a workspace into the zip file *out*, which is there whole or not at all.

    Each dossier stands still for an instant only. Returns how many files it holds. Raises RunError
    where there is nothing, where *out* is there already, or stands in the workspace.
    """
    if not workspace.is_dir():
        raise RunError("backup.nothing", folder=workspace)
    if out.resolve().is_relative_to(workspace.resolve()):
        raise RunError("backup.inside", file=out, folder=workspace)
    if out.exists():
        raise RunError("backup.there", file=out)
    out.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")  # for its owner only
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file, _still(workspace) as still:
            count = _write(still, file)
        draft.rename(out)
    finally:
        draft.unlink(missing_ok=True)
    return count


def restore(archive: Path, into: Path) -> int:
    """Lay a workspace back from *archive*: whole or not at all, and never over another one.

    Returns how many files. Raises RunError where *into* holds something, and where the archive is
    damaged or none of ours.
    """
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise RunError("backup.not_empty", folder=into)
    try:
        with zipfile.ZipFile(archive) as packed, draft_beside(into) as draft:
            pieces = _pieces(packed, archive)
            for told, path in pieces:
                _lay(packed, told, draft / path)
            draft.chmod(0o700)
            with suppress(FileNotFoundError):
                into.rmdir()
            draft.rename(into)
    except FileNotFoundError:
        raise RunError("backup.no_file", file=archive) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, KeyError):
        raise RunError("backup.damaged", file=archive.name) from None
    return len(pieces)


@contextmanager
def _still(workspace: Path) -> Iterator[Path]:
    """Give a folder that shows a workspace as it stands now, whatever is written from now on."""
    folder = Path(tempfile.mkdtemp(dir=workspace, prefix=PREFIX))
    try:
        for one in sorted(workspace.iterdir()):
            if one.name.startswith(PREFIX) or one.is_symlink():
                continue
            with locked(one) if (one / MARK).is_file() else nullcontext():
                for path in _files(one):
                    _taken(path, folder / path.relative_to(workspace))
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _taken(path: Path, to: Path) -> None:
    """Have a file as it is now: files are replaced and not written into, so a second name does."""
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("rb") as file:
            database = file.read(len(DATABASE)) == DATABASE
    except FileNotFoundError:
        return  # somebody has just taken it away
    if database:
        with closing(sqlite3.connect(path)) as one, closing(sqlite3.connect(to)) as copy:
            one.backup(copy)
        return
    with suppress(FileNotFoundError):
        try:
            to.hardlink_to(path)
        except OSError:  # a disk without second names
            shutil.copy2(path, to)


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_file():
        yield folder
    for here, folders, names in os.walk(folder):
        folders.sort()
        paths = (Path(here, name) for name in sorted(names) if not name.endswith(BESIDE))
        yield from (path for path in paths if path.is_file() and not path.is_symlink())


def _write(folder: Path, file: BinaryIO) -> int:
    paths = sorted(_files(folder))
    made = datetime.now(UTC).isoformat(timespec="seconds")
    told = {"format": FORMAT, "made": made, "files": len(paths)}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
        archive.writestr(TOLD, json.dumps(told, indent=2) + "\n")
        for path in paths:
            name = PurePosixPath(INSIDE, path.relative_to(folder).as_posix())
            archive.write(path, str(name))
    return len(paths)


def _pieces(packed: zipfile.ZipFile, archive: Path) -> list[tuple[zipfile.ZipInfo, PurePosixPath]]:
    """Return the files of an archive and where they go; raise RunError where it is none of ours."""
    told = json.loads(packed.read(TOLD))
    if told["format"] > FORMAT:
        raise RunError("backup.newer", file=archive.name)
    listed = [one for one in packed.infolist() if one.filename != TOLD]
    pieces = [(one, PurePosixPath(one.filename)) for one in listed]
    if len(pieces) != told["files"] or not all(_inside(path) for _, path in pieces):
        raise RunError("backup.damaged", file=archive.name)
    return [(one, path.relative_to(INSIDE)) for one, path in pieces]


def _inside(path: PurePosixPath) -> bool:
    parts = path.parts
    odd = any("\\" in part or ":" in part for part in parts) and os.name == "nt"
    return len(parts) > 1 and parts[0] == INSIDE and ".." not in parts and not odd


def _lay(packed: zipfile.ZipFile, told: zipfile.ZipInfo, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with packed.open(told) as one, path.open("xb") as file:
        shutil.copyfileobj(one, file, PIECE)
    private = path.parent.name == HIDDEN
    path.chmod(0o600 if private else 0o644)
    if private:
        path.parent.chmod(0o700)
