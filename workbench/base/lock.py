"""Two people who write in one dossier take turns: nobody writes over what the other has just kept.

The system lets go of the lock of a process that dies. Where a system has no such locks, a file
stands for it, and one that is older than any writing lasts is taken away.
"""

import contextlib
import errno
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from workbench.base.errors import RunError

try:
    import fcntl
except ImportError:  # a system that cannot say who holds a file
    fcntl = None  # type: ignore[assignment]

FOLDER = ".history"
"""Where a dossier keeps what is the workbench's own: its history and its lock."""
NAME, SIGN, IGNORED = "lock", "locked", ".gitignore"
PATIENCE = 10.0
"""Seconds to wait for one's turn; a writing takes some milliseconds."""
STALE = 30.0
"""Seconds after which a file that stands for a lock was left by a process that died."""
PAUSE = 0.005

FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}

_mine = threading.local()


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a dossier until the end; who holds it already may hold it again.

    Raises RunError where it cannot be had, or where the disk refuses what is done meanwhile.
    """
    home = str(folder.resolve())
    held: set[str] = _mine.__dict__.setdefault("held", set())
    if home in held:
        yield
        return
    with letters(folder):
        private(folder)
        with _by_system(folder / FOLDER) if fcntl else _by_file(folder / FOLDER):
            held.add(home)
            try:
                yield
            finally:
                held.discard(home)


@contextlib.contextmanager
def turn(folder: Path, who: str | None) -> Iterator[None]:
    """Hold a dossier in which somebody works whose history is kept; None where it is not."""
    with contextlib.nullcontext() if who is None else locked(folder):
        yield


@contextlib.contextmanager
def letters(folder: Path) -> Iterator[None]:
    """Have what the disk refuses said in a letter: full, closed to writing, or otherwise."""
    name = folder.resolve().name
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise RunError("kept.disk_full", name=name) from None
        if error.errno in CLOSED:
            raise RunError("kept.not_allowed", name=name, folder=folder) from None
        raise RunError("kept.not_written", name=name, folder=folder, why=error.strerror) from None


def private(folder: Path) -> Path:
    """Return the hidden folder of a dossier, which git never takes."""
    own = folder / FOLDER
    if not (own / IGNORED).is_file():
        own.mkdir(exist_ok=True)
        (own / IGNORED).write_text("*\n", encoding="utf-8")
    return own


@contextlib.contextmanager
def _by_system(own: Path) -> Iterator[None]:
    handle = os.open(own / NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        for _ in _turns(own):
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def _by_file(own: Path) -> Iterator[None]:
    sign = own / SIGN
    for _ in _turns(own):
        with contextlib.suppress(FileExistsError):
            os.close(os.open(sign, os.O_CREAT | os.O_EXCL))
            break
        with contextlib.suppress(FileNotFoundError):
            if time.time() - sign.stat().st_mtime > STALE:
                sign.unlink()
    try:
        yield
    finally:
        sign.unlink(missing_ok=True)


def _turns(own: Path) -> Iterator[None]:
    """Yield until it is one's turn; raise RunError once patience is at its end."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        yield
        time.sleep(PAUSE)
    raise RunError("kept.busy", name=own.parent.resolve().name)
