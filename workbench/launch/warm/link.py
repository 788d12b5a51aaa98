"""One's line to the warm process: start it, ask it for a child, end it."""

import atexit
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from workbench.launch.warm.child import Request
from workbench.launch.warm.forked import Forked

CAN = sys.platform == "linux"
"""Where processes can be forked with safety, and die with their parent."""

ALONE = {
    "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",  # pyarrow's memory has a thread of its own
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # the debugger says four lines at each start
}  # fmt: skip
"""One thread each: a fork keeps no other, and thirty pages share few cores."""

PATIENCE = 120.0
"""Seconds that the imports of the warm process may take, on a slow and busy machine."""


class ColdError(RuntimeError):
    """There is no warm process to be had; an ordinary kernel does the same work."""


class Zygote:
    """A warm process that has imported *modules*."""

    def __init__(self, modules: Sequence[str]) -> None:
        self.modules = tuple(modules)
        self.retired = False
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._link = ours
        env = {name: value for name, value in os.environ.items() if not name.startswith("JPY_")}
        with theirs:
            self.process = subprocess.Popen(  # this Python, our own module
                [sys.executable, "-m", "workbench.launch.warm.zygote", str(theirs.fileno()),
                 *modules],
                pass_fds=[theirs.fileno()], env={**env, **ALONE}, start_new_session=True,
                stdin=subprocess.DEVNULL,
            )  # fmt: skip
        atexit.register(self.close)

    @cached_property
    def _said(self) -> dict[str, Any]:
        """What it says once it has read everything; nothing where it never does."""
        if not select.select([self._link], [], [], PATIENCE)[0]:
            return {}
        said: dict[str, Any] = json.loads(self._link.recv(1 << 20) or "{}")
        return said

    @property
    def files(self) -> dict[str, int]:
        """Wait until it is warm; return the project's files that it holds, and their times."""
        if not self._said:
            raise ColdError("the warm process does not answer")
        if self._said["threads"] != 1:
            raise ColdError("a module has started a thread: nothing can be forked")
        files: dict[str, int] = self._said["files"]
        return files

    def fresh(self) -> bool:
        """Whether it lives, and holds the project as it stands on the disk."""
        if self.process.poll() is not None:
            return False
        if "_said" not in vars(self):
            return True  # it is still reading them
        try:
            files = self.files.items()
            return all(os.stat(file).st_mtime_ns == at for file, at in files)  # noqa: PTH116 - one call, no object
        except OSError:
            return False

    def fork(self, request: Request, *links: socket.socket) -> Forked:
        """Ask for a child, with the link of a page; it says itself when it is up.

        Raises ColdError where none can be had.
        """
        _ = self.files
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            try:
                given = [one.fileno() for one in (theirs, *links)]
                socket.send_fds(self._link, [json.dumps(request).encode()], given)
            except OSError as error:
                ours.close()
                raise ColdError(str(error)) from error
        return Forked(ours)

    def retire(self) -> None:
        """Let it end once its last child has ended."""
        self.retired = True
        with contextlib.suppress(OSError):
            self._link.send(b"null")

    def close(self) -> None:
        """End it, and with it every child that still runs."""
        atexit.unregister(self.close)
        self._link.close()
        with contextlib.suppress(ProcessLookupError):
            deadline = time.monotonic() + 2
            while self.process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.01)
            if self.process.poll() is None:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()


_warm: list[Zygote] = []
_one_at_a_time = threading.Lock()


def warm(modules: Sequence[str]) -> Zygote:
    """Return the warm process of this one, made anew where the project's files have changed.

    An older one ends with the last of its children. Raises ColdError where none can be had.
    """
    if not CAN:
        raise ColdError(f"{sys.platform} has no safe fork")
    with _one_at_a_time:
        for one in [old for old in _warm if old.process.poll() is not None]:
            _warm.remove(one)
            one.close()
        for one in [old for old in _warm if old.modules == tuple(modules) and not old.retired]:
            if one.fresh():
                return one
            one.retire()
        _warm.append(Zygote(modules))
        return _warm[-1]


def end() -> None:
    """End every warm process of this one, and with it every page that runs there."""
    while _warm:
        _warm.pop().close()
