"""A page's kernel without sockets of its own: it is asked and answers over one link."""

import asyncio
import inspect
import io
import logging
import os
import socket
import sys
import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from workbench.launch.warm.wire import Wire, read

INLINE = "module://matplotlib_inline.backend_inline"


def run(link: socket.socket, again: Callable[[Any], None]) -> None:
    """Answer what *link* asks until it is closed; *again* lets modules register with the shell."""
    from ipykernel.ipkernel import IPythonKernel
    from traitlets.config import Config

    os.environ.setdefault("MPLBACKEND", INLINE)
    sys.path.insert(0, "")
    kernel: Any = IPythonKernel.instance(
        session=Wire(link=link),
        log=logging.getLogger(__name__),
        config=Config({"HistoryManager": {"enabled": False}}),
        shell_channel_thread=SimpleNamespace(parent_thread=threading.current_thread()),
    )
    kernel._abort_queues = lambda *_: None  # after an error nobody waits here
    sys.stdout, sys.stderr = Stream("stdout", kernel), Stream("stderr", kernel)
    kernel.shell.displayhook.get_execution_count = lambda: kernel.execution_count
    again(kernel.shell)
    # not asyncio.run: an interrupt is for the cell that runs, not for the loop
    asyncio.new_event_loop().run_until_complete(_answer(link, kernel))


async def _answer(link: socket.socket, kernel: Any) -> None:  # noqa: ANN401 - ipykernel's own
    while (asked := await asyncio.to_thread(read, link)) is not None:
        kernel.set_parent([], asked, "shell")
        kernel._publish_status("busy", "shell", parent=asked)
        done = kernel.shell_handlers[asked["header"]["msg_type"]]("shell", [], asked)
        if inspect.isawaitable(done):
            await done
        sys.stdout.flush()
        sys.stderr.flush()
        kernel._publish_status("idle", "shell", parent=asked)


class Stream(io.TextIOBase):
    """What a page prints; sent whole when something else is shown, or the cell ends."""

    encoding = "utf-8"

    def __init__(self, name: str, kernel: Any) -> None:  # noqa: ANN401 - ipykernel's own
        self.name, self._kernel, self._kept = name, kernel, io.StringIO()

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def write(self, text: str) -> int:
        """Keep *text* until it is sent."""
        return self._kept.write(text)

    def flush(self) -> None:
        """Send what is kept."""
        text = self._kept.getvalue()
        if text:
            self._kept = io.StringIO()
            said, parent = {"name": self.name, "text": text}, self._kernel.get_parent("shell")
            self._kernel.session.send(None, "stream", said, parent=parent)
