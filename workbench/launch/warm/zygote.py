"""The warm process: it imports once what pages need, then forks a child for each that asks.

It is alone with its one thread. Its parent speaks to it over one socket; the end of that socket is
the end of its parent, and then of itself and of its children.
"""

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Sequence

from workbench.launch.warm import child


def main(link: socket.socket, modules: Sequence[str]) -> None:
    """Import *modules*, say that they are there, and fork until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent to answer
    woken = _woken_by_children()
    files = _load(modules)
    link.send(json.dumps({"threads": _threads(), "files": files}).encode())
    children: dict[int, socket.socket] = {}
    while True:
        ready, _, _ = select.select([link.fileno(), woken], [], [])
        if woken in ready:
            with contextlib.suppress(BlockingIOError):
                os.read(woken, child.LARGEST)
            _reap(children)
        if link.fileno() in ready:
            request, given, _, _ = socket.recv_fds(link, child.LARGEST, 2)
            if not request:
                return _end(children)
            sockets = [socket.socket(fileno=number) for number in given]
            _fork(json.loads(request), sockets, link, children)


def _load(modules: Sequence[str]) -> dict[str, int]:
    """Import the modules, call their verbs (``module:verb``, which returns the files that it read).

    Return when each file of the project was last changed.
    """
    gc.disable()
    read: list[str] = []
    for name in modules:
        module, _, verb = name.partition(":")
        loaded = importlib.import_module(module)
        if verb:
            read += map(str, getattr(loaded, verb)())
    child.touch()
    gc.collect()
    gc.freeze()  # what is frozen is never written to again: its memory stays shared
    here = child.__name__.partition(".")[0]
    known = [m for name, m in list(sys.modules.items()) if name.partition(".")[0] == here]
    files = [str(m.__file__) for m in known if getattr(m, "__file__", None)]
    files += read
    return {file: os.stat(file).st_mtime_ns for file in files}  # noqa: PTH116 - one call, no object


def _threads() -> int:
    """Return how many threads this process has: a fork keeps one, and the locks of all."""
    return len(os.listdir("/proc/self/task"))  # noqa: PTH208 - one call, no objects


def _woken_by_children() -> int:
    """Return a descriptor that can be read when a child has ended."""
    reads, writes = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.set_wakeup_fd(writes, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    return reads


def _fork(
    request: child.Request,
    sockets: Sequence[socket.socket],
    link: socket.socket,
    children: dict[int, socket.socket],
) -> None:
    pid = os.fork()
    if pid == 0:
        link.close()
        for other in children.values():
            other.close()
        child.become(request, *sockets)
    children[pid], *links = sockets
    for other in links:
        other.close()
    _tell(children[pid], f"pid {pid}")


def _reap(children: dict[int, socket.socket]) -> None:
    """Tell the parent of every child that has ended, and how."""
    with contextlib.suppress(ChildProcessError):
        while True:
            pid, how = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            status = children.pop(pid)
            _tell(status, f"exit {os.waitstatus_to_exitcode(how)}")
            status.close()


def _tell(status: socket.socket, words: str) -> None:
    with contextlib.suppress(OSError):  # whoever asked may be gone
        status.send(words.encode())


def _end(children: dict[int, socket.socket]) -> None:
    for pid in children:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])), sys.argv[2:])
    os._exit(0)  # whatever thread a module has started, nobody waits for it
