"""What was computed once from the same content is not computed again: here, or where pages share.

Pages forked from one warm process share a folder, which nobody else can enter and which ends with
that process: what one page has computed, the next one finds.
"""

import contextlib
import os
import pickle
import shutil
import tempfile
from collections import OrderedDict
from collections.abc import Callable, Iterator
from functools import wraps
from hashlib import blake2b
from pathlib import Path
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

FOLDER = "WORKBENCH_REMEMBERED"
"""The environment variable with the folder that pages of one warm process share."""

MOST = 64
"""How many answers a function keeps: those asked for last."""
LARGE = 1_000_000
"""Cells of a table from which comparing costs more than it spares."""
SHARED = 512
"""How many answers the shared folder holds at most, about."""
SPARING = 16
"""Of 256 answers, after how many the folder is looked through."""
HEAVY = 20_000_000
"""Bytes of an answer from which it is not shared."""


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Return *function*, which answers at once where it was asked with the same content before.

    For functions of their arguments alone. What is compared is content, not names or files: a
    table of which one cell has changed is another table; one of more than LARGE cells is never
    kept. Each caller is given an answer of its own,
    so that nobody can change another's. What is raised is not kept.

    >>> asked = []
    >>> double = remembered(lambda n: asked.append(n) or [2 * n])
    >>> double(4).append(9), double(4), asked
    (None, [8], [4])
    """
    kept: OrderedDict[bytes, bytes] = OrderedDict()

    @wraps(function)
    def answered(*args: P.args, **named: P.kwargs) -> R:
        if any(getattr(one, "size", 0) > LARGE for one in (*args, *named.values())):
            return function(*args, **named)
        asked = (function.__module__, function.__qualname__, args, named)
        key = blake2b(pickle.dumps(asked), digest_size=16).digest()
        if key in kept:
            kept.move_to_end(key)
        else:
            kept[key] = _shared(key) or _share(key, pickle.dumps(function(*args, **named)))
            while len(kept) > MOST:
                kept.popitem(last=False)
        answer: R = pickle.loads(kept[key])  # our own, from this process or one of its kind
        return answer

    return answered


@contextlib.contextmanager
def shared() -> Iterator[None]:
    """Let the processes that are forked from this one share what they compute, while it lasts."""
    os.environ[FOLDER] = folder = tempfile.mkdtemp(prefix="workbench-")
    try:  # no TemporaryDirectory: a fork would take it away when it ends
        yield
    finally:
        del os.environ[FOLDER]
        shutil.rmtree(folder, ignore_errors=True)


def _shared(key: bytes) -> bytes | None:
    with contextlib.suppress(KeyError, OSError):
        return Path(os.environ[FOLDER], key.hex()).read_bytes()
    return None


def _share(key: bytes, answer: bytes) -> bytes:
    """Leave an answer to others; where that cannot be done, it is only not shared."""
    folder = os.environ.get(FOLDER)
    if folder and len(answer) <= HEAVY:
        with contextlib.suppress(OSError):
            handle, draft = tempfile.mkstemp(dir=folder)
            with os.fdopen(handle, "wb") as file:
                file.write(answer)
            Path(draft).replace(Path(folder, key.hex()))
            if key[0] < SPARING:
                _forget(Path(folder))
    return answer


def _forget(folder: Path) -> None:
    """Take the older half of the answers away where there are too many."""
    files = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime_ns)
    for file in files[: len(files) // 2] if len(files) > SHARED else ():
        file.unlink(missing_ok=True)
