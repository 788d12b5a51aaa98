"""Children that wait before people come: each is a kernel already, and knows for whom when asked.

A ready child has its sockets and its shell; it lacks its environment, its folder and its person. It
takes them when a page is opened. One that dies is replaced. New ones are made slowly, and none
while people arrive: a storm of forks would make everybody wait.
"""

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from jupyter_client.connect import KernelConnectionInfo, write_connection_file

from workbench.launch.warm import limits
from workbench.launch.warm.forked import Forked
from workbench.launch.warm.link import ColdError, Zygote

AT_ONCE = 2
"""How many are made at the same time before people come: a small machine has as many cores."""

QUIET = 1.0
"""Seconds without a new page after which a child is made for the next one."""

ALONE = 2
"""How many are kept ready where no room was announced."""


@dataclass(frozen=True)
class Ready:
    """A child that waits, and how it is reached."""

    child: Forked
    reached: KernelConnectionInfo

    def lives(self) -> bool:
        """Whether it still waits."""
        return self.child.poll() is None


class Room:
    """A room for *expected* people: as many children wait in it."""

    def __init__(
        self, expected: int, zygote: Callable[[], Zygote], folder: Path, env: dict[str, str],
        arguments: Sequence[str] = (),
    ) -> None:  # fmt: skip
        self.expected = expected
        self._zygote, self._folder, self._env = zygote, folder, env
        self._arguments = list(arguments)
        self._waiting: deque[Ready] = deque()
        self._taken = -QUIET
        self._keeping: asyncio.Task[None] | None = None
        self.ready = False

    def __len__(self) -> int:
        return len(self._waiting)

    def keep(self, told: Callable[[], None]) -> None:
        """Begin to make children, and go on as they are taken; *told* once all are there."""
        self._keeping = asyncio.get_running_loop().create_task(self._keep(told))

    def take(self, env: dict[str, str], cwd: str) -> Ready | None:
        """Return a child that has become the kernel of *env* and *cwd*; None where none waits."""
        self._taken = time.monotonic()
        while self._waiting:
            one = self._waiting.popleft()
            if one.lives() and one.child.assign(env, cwd):
                return one
        return None

    async def close(self) -> None:
        """End every child that waits, and make no more."""
        if self._keeping:
            self._keeping.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._keeping
        while self._waiting:
            one = self._waiting.popleft()
            one.child.kill()
            await asyncio.to_thread(one.child.wait)

    async def _keep(self, told: Callable[[], None]) -> None:
        try:
            await self._fill()
            self.ready = True
            told()
            while True:
                await asyncio.sleep(1)
                self._waiting = deque(one for one in self._waiting if one.lives())
                calm = time.monotonic() - self._taken > QUIET
                if calm and len(self) < self._kept():
                    await self._make()
        except (ColdError, TimeoutError, OSError):
            self.ready = True  # nothing can be forked: pages open with ordinary kernels
            told()

    def _kept(self) -> int:
        """Return how many are kept once people have come: few open a page at the same moment."""
        return max(ALONE, self.expected // 3)

    async def _fill(self) -> None:
        zygote = self._zygote()
        await asyncio.to_thread(lambda: zygote.files)
        while len(self) < self.expected:
            lacking = min(AT_ONCE, self.expected - len(self))
            await asyncio.gather(*(self._make() for _ in range(lacking)))

    async def _make(self) -> None:
        name = self._folder / f"ready-{uuid4().hex[:12]}"
        file, reached = write_connection_file(
            f"{name}.json", transport="ipc", ip=str(name), key=uuid4().hex.encode()
        )
        arguments = ["-f", str(file), *self._arguments]
        zygote = self._zygote()
        await asyncio.to_thread(lambda: zygote.files)  # made anew where the project has changed
        child = zygote.fork(
            {
                "argv": arguments,
                "env": self._env,
                "cwd": str(self._folder),
                "waits": True,
                "limits": limits.of_a_kernel().told(),
            }
        )
        await child.begun()
        Path(file).unlink(missing_ok=True)
        if child.poll() is None:
            self._waiting.append(Ready(child, _told(reached)))


def _told(reached: KernelConnectionInfo) -> KernelConnectionInfo:
    """Return how a kernel is reached, with its key as bytes: so a manager compares it."""
    key: Any = reached["key"]
    return {**reached, "key": key.encode()}


_rooms: list[Room] = []


def opened(room: Room) -> None:
    """Let kernels of this process be taken from *room*."""
    _rooms[:] = [room]


def here() -> Room | None:
    """Return the room of this process, None where there is none."""
    return _rooms[0] if _rooms else None
