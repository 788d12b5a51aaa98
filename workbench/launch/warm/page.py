"""A page's kernel without sockets of its own: it is asked and answers over one link."""

import asyncio
import contextlib
import inspect
import io
import logging
import os
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

from workbench.base.words import language_here, number, say
from workbench.launch.warm import limits
from workbench.launch.warm.light import begun_lightly
from workbench.launch.warm.wire import Said, Wire, read

INLINE = "module://matplotlib_inline.backend_inline"


def run(link: socket.socket, again: Callable[[Any], None]) -> None:
    """Answer what *link* asks until it is closed; *again* lets modules register with the shell."""
    from ipykernel.ipkernel import IPythonKernel
    from traitlets.config import Config

    os.environ.setdefault("MPLBACKEND", INLINE)
    sys.path.insert(0, "")
    with begun_lightly():
        kernel: Any = IPythonKernel.instance(
            session=Bounded(link=link),
            log=logging.getLogger(__name__),
            config=Config({"HistoryManager": {"enabled": False}}),
            shell_channel_thread=SimpleNamespace(parent_thread=threading.current_thread()),
        )
    kernel._abort_queues = lambda *_: None  # after an error nobody waits here
    streams = Stream("stdout", kernel), Stream("stderr", kernel)
    sys.stdout, sys.stderr = streams
    kernel.shell.displayhook.get_execution_count = lambda: kernel.execution_count
    again(kernel.shell)
    with contextlib.suppress(BrokenPipeError):  # nobody listens any more
        # not asyncio.run: an interrupt is for the cell that runs, not for the loop
        asyncio.new_event_loop().run_until_complete(_answer(link, kernel, streams))


async def _answer(
    link: socket.socket,
    kernel: Any,  # noqa: ANN401 - ipykernel's own
    streams: "Sequence[Stream]",
) -> None:
    me = os.getpid()
    while (asked := await asyncio.to_thread(read, link)) is not None:
        for bounded in (kernel.session, *streams):
            bounded.begin()
        kernel.set_parent([], asked, "shell")
        kernel._publish_status("busy", "shell", parent=asked)
        done = kernel.shell_handlers[asked["header"]["msg_type"]]("shell", [], asked)
        if inspect.isawaitable(done):
            await done
        if os.getpid() != me:
            os._exit(0)  # a copy that the page has made of itself ends with the cell
        for bounded in (kernel.session, *streams):
            bounded.end()
        kernel._publish_status("idle", "shell", parent=asked)


class Stream(io.TextIOBase):
    """What a page prints; sent whole when something else is shown, or the cell ends."""

    encoding = "utf-8"

    def __init__(self, name: str, kernel: Any) -> None:  # noqa: ANN401 - ipykernel's own
        self.name, self._kernel, self._kept = name, kernel, io.StringIO()
        self.begin()

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def begin(self) -> None:
        """Let the next cell print as much as any other."""
        self._left, self._over = limits.PRINTED, 0

    def write(self, text: str) -> int:
        """Keep *text* until it is sent; of a flood, only the beginning."""
        kept = text[: self._left]
        self._left -= len(kept)
        self._over += len(text) - len(kept)
        self._kept.write(kept)
        return len(text)

    def flush(self) -> None:
        """Send what is kept."""
        text = self._kept.getvalue()
        if text:
            self._kept = io.StringIO()
            said, parent = {"name": self.name, "text": text}, self._kernel.get_parent("shell")
            self._kernel.session.send(None, "stream", said, parent=parent)

    def end(self) -> None:
        """Send what is kept, and say how much more was printed than can be kept."""
        if self._over:
            lang = language_here()
            most, more = number(limits.PRINTED, lang), number(self._over, lang)
            self._kept.write("\n" + say("limits.printed", lang, most=most, more=more) + "\n")
        self.flush()


class Bounded(Wire):
    """What a page shows: so much from each cell, and no more."""

    def begin(self) -> None:
        """Let the next cell show as much as any other."""
        self._left, self._full = limits.SHOWN, False

    def _leave(self, packed: bytes, said: Said) -> None:
        if said["header"]["msg_type"] not in SHOWS:
            return super()._leave(packed, said)
        if len(packed) <= self._left:
            self._left -= len(packed)
            return super()._leave(packed, said)
        self._full = True
        return None

    def end(self) -> None:
        """Say that a cell has shown more than can be kept."""
        if self._full:
            lang = language_here()
            text = say("limits.shown", lang, most=number(limits.SHOWN // 1_000_000, lang)) + "\n"
            sys.stderr.write(text)


SHOWS = {"display_data", "execute_result", "update_display_data"}
"""The messages that make a page long; what a cell prints is bounded where it is printed."""
