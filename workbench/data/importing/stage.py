"""The place beside a dossier where an import is made ready, so that it goes in whole or not at all.

Everything long (copying, checking, writing) happens in a hidden folder *beside* the dossier. Then
two moves are made: the file goes to its name in ``received/``, which holds its checksum and which
nothing reads yet, and the new ``received.yml`` takes the place of the old one. That second move is
the one moment at which the dossier changes. A note in the hidden folder says which file is on its
way: whoever comes next takes away what an interrupted import left, and the dossier is as it was
(or, where only the second move reached the disk before the power failed, finishes the first).
"""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.base.dossier import Dossier
from workbench.base.errors import RunError
from workbench.base.yaml_files import read_yaml
from workbench.data.record import Received

LOCK, RAW, NOTE, NEW = "lock", "raw", "on_its_way", "new folder"


def place(dossier: Dossier) -> Path:
    """Return the hidden folder beside the dossier."""
    folder = dossier.folder.resolve()
    return folder.parent / f".{folder.name}.import"


@contextmanager
def staged(dossier: Dossier) -> Iterator[Path]:
    """Open the hidden folder for one import at a time; it is empty at first, and gone at the end.

    Raises RunError when somebody else is importing into the dossier.
    """
    folder = place(dossier)
    with _locked(folder, dossier):
        _take_back(dossier, folder)
        try:
            yield folder
        finally:
            _take_back(dossier, folder)
            (folder / LOCK).unlink()
            with contextlib.suppress(OSError):  # the next import has just begun in it
                folder.rmdir()


def take_back(dossier: Dossier) -> None:
    """Take away what an interrupted import left, if one did and nobody is importing now."""
    if not dossier.read_only and place(dossier).is_dir():
        with contextlib.suppress(RunError), staged(dossier):
            pass


def note(folder: Path, name: str, new_folder: bool) -> None:
    """Write down, before it is moved, which file goes into ``received/``, and if that is made."""
    written(folder / NOTE, f"{name}\n{NEW if new_folder else ''}".encode())


def written(path: Path, content: bytes) -> None:
    """Write a file and wait until it is on the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)


def settle(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _locked(folder: Path, dossier: Dossier) -> Iterator[None]:
    """Hold the lock of the folder; it opens by itself when its holder dies."""
    while True:
        folder.mkdir(exist_ok=True)
        try:
            handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except FileNotFoundError:
            continue  # its last holder has just taken the folder away
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            raise RunError("importing.busy", name=dossier.name) from None
        if _same(handle, folder / LOCK):
            break
        os.close(handle)
    try:
        yield
    finally:
        os.close(handle)


def _same(handle: int, path: Path) -> bool:
    """Whether the lock that is held is still the one that others would find."""
    try:
        return os.fstat(handle).st_ino == path.stat().st_ino
    except FileNotFoundError:
        return False


def _take_back(dossier: Dossier, folder: Path) -> None:
    """Undo what was on its way and is named by no ``received.yml``, then empty the folder."""
    on_its_way = folder / NOTE
    if on_its_way.is_file():
        name, _, made = on_its_way.read_text(encoding="utf-8").partition("\n")
        path = dossier.path(Received.FILE)
        files = read_yaml(path).get("files", []) if path.is_file() else []
        listed = name in [file.get("file") for file in files]
        if listed and (folder / RAW).is_file() and not dossier.path(name).exists():
            (folder / RAW).rename(dossier.path(name))  # the power failed between the two moves
        elif name and not listed:
            dossier.path(name).unlink(missing_ok=True)
            if made:
                with contextlib.suppress(OSError):  # somebody has put a file in it meanwhile
                    dossier.path(name).parent.rmdir()
    for path in folder.iterdir():
        if path.name != LOCK:
            path.unlink()
