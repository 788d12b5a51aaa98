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

from workbench.base.remembered import shared
from workbench.launch.warm import LATER, child, watch


def main(link: socket.socket, modules: Sequence[str]) -> None:
    """Import *modules*, say that they are there, and fork until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent to answer
    signal.signal(signal.SIGTERM, lambda *_: link.shutdown(socket.SHUT_RDWR))
    child.adopt()
    woken = _woken_by_children()
    first, later = _parted(modules)
    used = child.Used.of(later)
    files = _load(first)
    said = {"threads": _threads(), "files": files}
    link.send(json.dumps(said).encode())
    children: dict[int, watch.Child] = {}
    looks, retired = watch.Watch(), False
    while True:
        limited = any(one.limits for one in children.values())
        ready, _, _ = select.select(
            [link.fileno(), woken, used.reads], [], [], watch.EVERY if limited else None
        )
        if used.reads in ready:
            _load(used.names())
        if woken in ready:
            with contextlib.suppress(BlockingIOError):
                os.read(woken, child.LARGEST)
            _reap(children)
        for pid, what in looks.over(children):
            _tell(children[pid].status, f"over {what} {children[pid].limits[what]:.0f}")
            watch.end([pid])
        if link.fileno() in ready:
            request, given, _, _ = socket.recv_fds(link, child.LARGEST, 2)
            if not request:
                watch.end(children)
                return watch.clear([])
            asked = json.loads(request)
            retired = retired or asked is None
            if asked:
                sockets = [socket.socket(fileno=number) for number in given]
                _fork(asked, sockets, link, children, used)
        if retired and not children:
            return None


def _parted(modules: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return what is imported before the first fork, and what once a child has used it."""
    names = [*modules]
    place = names.index(LATER) if LATER in names else len(names)
    return names[:place], names[place + 1 :]


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
    children: dict[int, watch.Child],
    used: child.Used,
) -> None:
    pid = os.fork()
    if pid == 0:
        link.close()
        for one in children.values():
            one.status.close()
        child.become(request, used, *sockets)
    status, *links = sockets
    children[pid] = watch.Child(status, request.get("limits", {}))
    for other in links:
        other.close()
    _tell(status, f"pid {pid}")


def _reap(children: dict[int, watch.Child]) -> None:
    """Tell the parent of every child that has ended, and how, once all it left has ended too."""
    ended = {}
    with contextlib.suppress(ChildProcessError):
        while (found := os.waitpid(-1, os.WNOHANG))[0]:
            ended[found[0]] = os.waitstatus_to_exitcode(found[1])
    told = [(children.pop(pid), code) for pid, code in ended.items() if pid in children]
    watch.clear(children)
    for one, code in told:
        _tell(one.status, f"exit {code}")
        one.status.close()


def _tell(status: socket.socket, words: str) -> None:
    with contextlib.suppress(OSError):  # whoever asked may be gone
        status.send(words.encode())


if __name__ == "__main__":
    with shared():
        main(socket.socket(fileno=int(sys.argv[1])), sys.argv[2:])
    os._exit(0)  # whatever thread a module has started, nobody waits for it
