"""papermill's client for our pages: what a page that was ended leaves, and fewer writings."""

import asyncio
import contextlib
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
from jupyter_core.utils import run_sync
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NotebookExecutionManager

from workbench.base.errors import RunError
from workbench.base.files import write_whole
from workbench.launch.warm import limits

SAVED_EVERY = 2.0
"""Seconds between two writings of a page that runs: whoever looks on sees it grow."""


class PageEndedError(DeadKernelError):
    """The process of a page has ended before its last cell; says why, and in which (from 1)."""

    def __init__(self, why: RunError, cell: int, lang: str) -> None:
        super().__init__(why.say(lang))
        self.why, self.cell = why, cell


class OverTimeError(Exception):
    """The time of a page is over; its cell says so."""


class Kept(NotebookExecutionManager):  # type: ignore[misc]  # papermill carries no types
    """papermill's keeper of a notebook; writes it whole, and not twice for every cell."""

    _at = 0.0

    def save(self, nb: Any = None, **given: Any) -> None:  # noqa: ANN401 - papermill's own
        """Write the notebook if that was not done a moment ago."""
        if nb:
            self.nb = nb
        if self.end_time is None and time.monotonic() - self._at < SAVED_EVERY:
            return
        self._at = time.monotonic()
        path = Path(self.output_path or "")
        if path.is_absolute() and path.parent.is_dir():
            write_whole(path, nbformat.writes(self.nb))
            self.last_save_time = self.now()
        else:
            super().save(**given)


class PageClient(PapermillNotebookClient):  # type: ignore[misc]  # papermill carries no types
    """Runs the cells in a forked page."""

    lang, cell_now = "", 0

    def execute(self) -> None:
        """Run every cell; raises PageEndedError where the page's process has ended."""
        page = self.km
        try:
            _in_a_loop_of_its_own(self._cells())
        except PageEndedError:
            raise
        except DeadKernelError as error:  # before its first cell, or after its last
            raise PageEndedError(page.why(self.lang), self.cell_now + 1, self.lang) from error

    async def _cells(self) -> None:
        """Do what papermill does with its cells, in one loop for all."""
        await self.async_start_new_kernel_client()
        try:
            for index, cell in enumerate(self.nb.cells):
                try:
                    self.nb_man.cell_start(cell, index)
                    await self.async_execute_cell(cell, index)
                except CellExecutionError as error:
                    self.nb_man.cell_exception(cell, cell_index=index, exception=error)
                    break
                finally:
                    self.nb_man.cell_complete(cell, cell_index=index)
            if not self.km.over:
                said = await self.async_wait_for_reply(self.kc.kernel_info())
                self.nb.metadata["language_info"] = said["content"]["language_info"]
            self.set_widgets_metadata()
        finally:
            await self._async_cleanup_kernel()

    async def async_execute_cell(self, cell: Any, cell_index: int, **how: Any) -> Any:  # noqa: ANN401 - papermill's own
        """Run one cell; an end of its page that a limit has brought is an error of the cell."""
        self.cell_now = cell_index
        try:
            return await super().async_execute_cell(cell, cell_index, **how)
        except DeadKernelError:
            await self.km.gone()
            why = self.km.why(self.lang)
            failed = _failed(cell, why.say(self.lang))
            if self.km.over:
                raise failed from None
            self.nb_man.cell_exception(cell, cell_index=cell_index)
            raise PageEndedError(why, cell_index + 1, self.lang) from None

    async def _async_poll_kernel_alive(self) -> None:
        """Notice the end of the page at once, and not at the next look."""
        await self.km.gone()
        if self.task_poll_for_reply:
            self.task_poll_for_reply.cancel()


def _in_a_loop_of_its_own(coroutine: Coroutine[Any, Any, None]) -> None:
    """Run it to its end, in a thread of its own where a loop runs in this one already."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(coroutine)
    with ThreadPoolExecutor(1) as one:
        return one.submit(asyncio.run, coroutine).result()


class OrdinaryClient(PapermillNotebookClient):  # type: ignore[misc]  # papermill carries no types
    """Runs the cells in an ordinary kernel; the limit of time is that of the whole page."""

    lang = ""

    def __init__(self, nb_man: Any, seconds: float, **given: Any) -> None:  # noqa: ANN401 - papermill's own
        super().__init__(nb_man, **given)
        self._seconds = seconds or float("inf")
        self._until = time.monotonic() + self._seconds

    def _get_timeout(self, cell: Any) -> Any:  # noqa: ANN401 - nbclient's own
        asked = super()._get_timeout(cell) or float("inf")
        least = min(asked, max(self._until - time.monotonic(), 0.1))
        return None if least == float("inf") else least

    def execute(self, **given: Any) -> Any:  # noqa: ANN401 - nbclient's own
        """Run every cell; the kernel of a page whose time is over is asked nothing more."""
        with contextlib.suppress(OverTimeError):
            super().execute(**given)
        return self.nb

    async def async_execute_cell(self, cell: Any, cell_index: int, **how: Any) -> Any:  # noqa: ANN401 - papermill's own
        """Run one cell; the end of the page's time is an error of the cell."""
        try:
            return await super().async_execute_cell(cell, cell_index, **how)
        except CellTimeoutError:
            if time.monotonic() < self._until:
                raise
            why = limits.over("seconds", self._seconds, self.lang)
            _failed(cell, why.say(self.lang))
            self.nb_man.cell_exception(cell, cell_index=cell_index)
            raise OverTimeError from None

    execute_cell = run_sync(async_execute_cell)


def _failed(cell: Any, text: str) -> CellExecutionError:  # noqa: ANN401 - a cell of nbformat's
    """Leave the letter in the cell, as any other error; return what papermill stops at."""
    name = "RunError"
    error = nbformat.v4.new_output("error", ename=name, evalue=text, traceback=[text])
    cell.outputs.append(error)
    return CellExecutionError(text, name, text)
