"""How the server speaks to the kernel of a page: it waits for what comes, and not for a time."""

import asyncio
import contextlib
from datetime import datetime
from queue import Empty
from typing import Any

from jupyter_client import session
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.ioloop.manager import AsyncIOLoopKernelManager
from traitlets import DottedObjectName, Type

WAITS = 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2
"""Seconds after which a kernel is asked once more, before it is asked as Jupyter asks any."""


class PageClient(AsyncKernelClient):
    """Is ready as soon as it hears the kernel; Jupyter's own listens on for a fifth of a second.

    The kernel's welcome is no help: it greets a topic once, and the server has subscribed before.
    """

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers, and until what it says to everybody reaches us too."""
        for seconds in WAITS:
            with contextlib.suppress(TimeoutError, Empty):
                async with asyncio.timeout(seconds):
                    await self._heard()
                    return
        await self._async_wait_for_ready(timeout)

    async def _heard(self) -> None:
        self.kernel_info()
        while True:
            said = await self.iopub_channel.get_msg()
            if said["parent_header"].get("session") == self.session.session and resting(said):
                break
        while True:
            reply = await self.shell_channel.get_msg()
            if reply["msg_type"] == "kernel_info_reply":
                self._handle_kernel_info_reply(reply)
                return


def resting(said: dict[str, Any]) -> bool:
    """Whether a message says that the kernel has done what it was asked."""
    return bool(said["msg_type"] == "status" and said["content"]["execution_state"] == "idle")


class PageKernel(AsyncIOLoopKernelManager):
    """A kernel whose clients are those of pages."""

    client_factory = Type(PageClient, AsyncKernelClient)  # of the asynchronous managers; the class
    client_class = DottedObjectName(f"{__name__}.{PageClient.__name__}")  # alone is not looked at


def mend() -> None:
    """Read the two dates of a message by what Python has; Jupyter reads every word of it as one."""
    vars(session)["extract_dates"] = dated


def dated(header: Any) -> Any:  # noqa: ANN401 - whatever a header is
    """Return a header with its date as a date.

    >>> dated({"date": "2026-01-02T03:04:05Z", "msg_type": "status"})["date"].year
    2026
    """
    if isinstance(header, dict) and isinstance(header.get("date"), str):
        with contextlib.suppress(ValueError):
            return {**header, "date": datetime.fromisoformat(header["date"])}
    return header
