"""Two runs into one folder would spoil each other: the first holds it, the second is refused."""

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from workbench.base.errors import RunError

try:
    import fcntl
except ImportError:  # a system that cannot say who holds a file
    fcntl = None  # type: ignore[assignment]

MANY = 500
"""Files that a process may well have open, beside its own."""


@contextlib.contextmanager
def held(outs: Sequence[Path]) -> Iterator[None]:
    """Hold these run folders until the end; the system lets go of them if this process dies.

    Raises RunError where another run holds one of them.
    """
    if fcntl is None:
        yield
        return
    if len(outs) > MANY:
        _may_open(2 * len(outs))
    with contextlib.ExitStack() as stack:
        for out in outs:
            stack.enter_context(_one(out.resolve()))
        yield


@contextlib.contextmanager
def _one(out: Path) -> Iterator[None]:
    path = out.parent / f".{out.name}.lock"
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        handle = _taken(path)
    except (FileExistsError, NotADirectoryError):  # nobody can run there: the copy says so
        yield
        return
    if handle is None:
        raise RunError("programme.held", out=out.name, folder=out.parent)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


def _taken(path: Path) -> int | None:
    """Hold the file at *path*, which the run before may be taking away; None if it is held."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return None
        with contextlib.suppress(FileNotFoundError):
            if os.fstat(handle).st_ino == path.stat().st_ino:
                return handle
        os.close(handle)


def _may_open(files: int) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = files if hard == resource.RLIM_INFINITY else min(files, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
