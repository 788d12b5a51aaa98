"""How the warm process looks after its children: what each takes, and what it leaves running."""

import contextlib
import os
import signal
import socket
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

EVERY = 0.25
"""Seconds between two looks at what the children hold."""

AROUND = 8
"""Every how many looks what they have started is counted too: all processes are read for it."""

PATIENCE = 5.0
"""Seconds that what was killed may take to be gone."""

PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Child:
    """A child that runs: where its end is told, and what it may take."""

    status: socket.socket
    limits: Mapping[str, float]
    since: float = field(default_factory=time.monotonic)


class Watch:
    """Looks at the children from time to time."""

    def __init__(self) -> None:
        self._looks = 0
        self._last = 0.0

    def over(self, children: Mapping[int, Child]) -> Iterator[tuple[int, str]]:
        """Yield each child that has reached a limit, and which."""
        now = time.monotonic()
        if now - self._last < EVERY:
            return
        self._last, self._looks = now, self._looks + 1
        parents = _parents() if self._looks % AROUND == 0 else {}
        for pid, child in children.items():
            seconds, memory = child.limits.get("seconds"), child.limits.get("memory")
            if seconds and now - child.since > seconds:
                yield pid, "seconds"
            elif memory and _holds([pid, *_below(pid, parents)], memory):
                yield pid, "memory"


def _holds(pids: Collection[int], most: float) -> bool:
    """Whether these processes hold more than *most* bytes that nobody shares with them."""
    return sum(map(_resident, pids)) > most and sum(map(_alone, pids)) > most


def _resident(pid: int) -> int:
    fields = _read(pid, "statm").split()
    return int(fields[1]) * PAGE if fields else 0


def _alone(pid: int) -> int:
    """Return the bytes of which no other process holds a part: what its end would give back."""
    lines = [line.split() for line in _read(pid, "smaps_rollup").splitlines()[1:]]
    return sum(int(kb) * 1024 for name, kb, *_ in lines if name.startswith((b"Private_", b"Swap:")))


def _read(pid: int, what: str) -> bytes:
    try:
        with open(f"/proc/{pid}/{what}", "rb") as file:  # noqa: PTH123 - one call, no object
            return file.read()
    except OSError:  # it has ended meanwhile
        return b""


def _parents() -> dict[int, int]:
    """Return every process of the machine and its parent."""
    pids = [int(name) for name in os.listdir("/proc") if name.isdigit()]  # noqa: PTH208 - one call, no objects
    stats = {pid: _read(pid, "stat").rpartition(b")")[2].split() for pid in pids}
    return {pid: int(stat[1]) for pid, stat in stats.items() if stat}


def _below(pid: int, parents: Mapping[int, int]) -> list[int]:
    """Return what a process has started, and what that has started."""
    own = [child for child, parent in parents.items() if parent == pid]
    return own + [one for child in own for one in _below(child, parents)]


def end(pids: Collection[int]) -> None:
    """End these children with their sessions."""
    for pid in pids:
        for kill in (os.killpg, os.kill):  # a child just born has no session of its own yet
            with contextlib.suppress(ProcessLookupError):
                kill(pid, signal.SIGKILL)


def clear(known: Collection[int]) -> None:
    """End and bury what ended children have left running: it is handed to the warm process.

    Every child adopts what it has started itself, so what comes to the warm process belongs to
    none of the *known* children that still run.
    """
    deadline = time.monotonic() + PATIENCE
    while (strays := _strays(known)) and time.monotonic() < deadline:
        for pid in strays:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for pid in strays:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
        time.sleep(0.001)


def _strays(known: Collection[int]) -> list[int]:
    if not known:
        try:
            os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return []  # the usual case, and it costs nothing to see it
    me = os.getpid()
    return [pid for pid, parent in _parents().items() if parent == me and pid not in known]
