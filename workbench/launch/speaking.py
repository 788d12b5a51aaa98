"""How the server speaks to the kernel of a page: it waits for what comes, and not for a time."""

import asyncio
import contextlib
from datetime import datetime
from queue import Empty
from typing import Any

from jupyter_client import session
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.ioloop.manager import AsyncIOLoopKernelManager
from traitlets import DottedObjectName

SOON = 0.5
"""Seconds after which a kernel that has not welcomed us is asked as Jupyter asks any kernel."""


class PageClient(AsyncKernelClient):
    """Is ready as soon as the kernel says so; Jupyter's own listens on for a fifth of a second."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait for the kernel's welcome, for who it is, and for its rest after that."""
        try:
            async with asyncio.timeout(SOON):
                await self._welcomed()
        except (TimeoutError, Empty):
            await self._async_wait_for_ready(timeout)

    async def _welcomed(self) -> None:
        await self.iopub_channel.get_msg()  # from here on nothing is missed
        asked = self.kernel_info()
        while True:
            reply = await self.shell_channel.get_msg()
            if reply["parent_header"].get("msg_id") == asked:
                break
        self._handle_kernel_info_reply(reply)
        while True:
            said = await self.iopub_channel.get_msg()
            if said["parent_header"].get("msg_id") == asked and resting(said):
                return


def resting(said: dict[str, Any]) -> bool:
    """Whether a message says that the kernel has done what it was asked."""
    return bool(said["msg_type"] == "status" and said["content"]["execution_state"] == "idle")


class PageKernel(AsyncIOLoopKernelManager):
    """A kernel whose clients are those of pages."""

    client_class = DottedObjectName(f"{__name__}.{PageClient.__name__}")


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
