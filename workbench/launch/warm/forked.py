"""A forked child, held as jupyter_client holds the processes that it starts itself."""

import asyncio
import contextlib
import json
import os
import select
import signal
import socket
import subprocess

LOST = -9
"""How a child has ended of which nobody can tell any more: it died with the warm process."""


class Forked:
    """What `subprocess.Popen` would be for a child of the warm process."""

    stdin = stdout = stderr = None

    def __init__(self, status: socket.socket) -> None:
        self.pid = 0
        self.returncode: int | None = None
        self.up = False
        self.over: tuple[str, float] | None = None  # the limit that it has reached
        self._status = status
        status.setblocking(False)

    async def begun(self, patience: float = 60.0) -> None:
        """Wait until it listens, or has ended."""
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(patience):
            while not (self.up and self.pid) and self.returncode is None:  # told in any order
                self._heard(await loop.sock_recv(self._status, 256))

    def assign(self, env: dict[str, str], cwd: str) -> bool:
        """Tell a child that waits what it works for; False where it is gone."""
        try:
            self._status.send(json.dumps({"env": env, "cwd": cwd}).encode())
        except OSError:
            return False
        return True

    def poll(self) -> int | None:
        """Return its exit code, None as long as it runs."""
        while self.returncode is None:
            try:
                self._heard(self._status.recv(256))
            except BlockingIOError:
                break
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end and return its exit code."""
        while self.poll() is None:
            if not select.select([self._status], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("kernel", timeout or 0)
        return int(self.returncode or 0)

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it still runs."""
        if self.pid and self.poll() is None:
            os.kill(self.pid, number)

    def _end_session(self) -> None:
        """End what a lost child has started: the warm process can no more."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if self.pid:
                os.killpg(self.pid, signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def close(self) -> None:
        """Listen no more."""
        self._status.close()

    def _heard(self, words: bytes) -> None:
        what, _, value = words.decode().partition(" ")
        if what == "pid":
            self.pid = int(value)
        elif what == "up":
            self.up = True
        elif what == "over":
            name, _, limit = value.partition(" ")
            self.over = (name, float(limit))
        else:
            self.returncode = int(value) if what == "exit" else LOST
            if self.returncode == LOST and what != "exit":
                self._end_session()
            self._status.close()
