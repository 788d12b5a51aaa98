"""papermill's engine "workbench": its own client, speaking to a forked page instead of a kernel."""

import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import Mapping
from queue import Empty
from typing import Any

from nbclient.exceptions import DeadKernelError
from papermill.engines import NBClientEngine
from papermill.log import logger

from workbench.base.errors import RunError
from workbench.base.words import VARIABLE, language_here, say
from workbench.launch import contents, wakeup
from workbench.launch.warm import limits
from workbench.launch.warm.child import Request
from workbench.launch.warm.client import Kept, OrdinaryClient, PageClient
from workbench.launch.warm.forked import Forked
from workbench.launch.warm.link import ColdError, warm
from workbench.launch.warm.wire import Said, Wire, heard

NAME = "workbench"

OURS = ("python3", "workbench")
"""The kernels that a forked page stands in for: this Python."""

ASKS_BACK = ("input(", "Output(", "interact", "%%bash", "%%script")
"""What a page may do only with a kernel: ask, draw into itself, print behind Python's back."""


class ForkedPages(NBClientEngine):  # type: ignore[misc]  # papermill carries no types
    """Runs each page in a child of the warm process; where there is none, in a kernel."""

    @classmethod
    def execute_notebook(cls, nb: Any, kernel_name: str, **options: Any) -> Any:  # noqa: ANN401 - papermill's own
        """Run a page as papermill does; *limits* are what it may take (see `limits.asked`)."""
        names = ("output_path", "progress_bar", "log_output", "autosave_cell_every")
        kept = Kept(nb, **{name: options.pop(name) for name in names if name in options})
        kept.notebook_start()
        try:
            cls.execute_managed_notebook(kept, kernel_name, log_output=kept.log_output, **options)
        finally:
            kept.cleanup_pbar()
            kept.notebook_complete()
        return kept.nb

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:  # noqa: ANN401 - papermill's own
        """Run a page; *env* and *kernel_cwd* are those of its process, else the caller's.

        Raises PageEndedError where its process ends before its last cell.
        """
        env, cwd = options.pop("env", None), options.pop("kernel_cwd", None)
        own = {name: value for name, value in (("env", env), ("cwd", cwd)) if value}
        most = options.pop("limits", None) or limits.asked()
        page = None
        if not _only_a_kernel_can(nb_man.nb, kernel_name):
            page = _forked(env or os.environ, cwd or os.getcwd(), most)  # noqa: PTH109 - as a kernel is given it
        told = _told(options)
        if page is None:
            wakeup.mend()  # a widget that answers while its page runs could hang it
            told["kernel_name"] = kernel_name
            client = OrdinaryClient(nb_man, most.seconds, **told)
        else:
            client, own = PageClient(nb_man, km=page, **told), {}
        client.lang = (env or {}).get(VARIABLE) or language_here()
        return client.execute(**own)


def _told(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return papermill's options as nbclient names them."""
    other = {"input_path", "execution_timeout", "start_timeout", "timeout", "startup_timeout"}
    return {
        **{name: value for name, value in options.items() if name not in other},
        "timeout": options.get("execution_timeout") or options.get("timeout"),
        "startup_timeout": options.get("start_timeout", 60),
        "log": logger,
    }


def _only_a_kernel_can(notebook: Any, kernel_name: str) -> bool:  # noqa: ANN401 - nbformat's own
    if kernel_name not in OURS:
        logger.warning(say("limits.other_kernel", language_here(), kernel=kernel_name))
        return True
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    return any(word in source for source in sources for word in ASKS_BACK)


def _forked(env: Mapping[str, str], cwd: str, most: limits.Limits) -> "Page | None":
    ours, theirs = socket.socketpair()
    with theirs:
        try:
            request = Request(argv=[], env=dict(env), cwd=cwd, limits=most.told())
            return Page(warm(contents.warm()).fork(request, theirs), ours)
        except ColdError as why:
            ours.close()
            logger.warning(say("limits.ordinary", language_here(), why=why))
            return None


class Channel:
    """Messages of one kind, as nbclient asks for them."""

    socket = "shell"

    def __init__(self) -> None:
        self._said: asyncio.Queue[Said] = asyncio.Queue()

    def put(self, said: Said) -> None:
        """Keep a message until it is asked for."""
        self._said.put_nowait(said)

    async def get_msg(self, timeout: float | None = None) -> Said:
        """Return the next message; raise Empty where none comes in time."""
        try:
            return await asyncio.wait_for(self._said.get(), timeout)
        except TimeoutError:
            raise Empty from None


class Page:
    """A forked page, as nbclient's kernel manager and as its client at once."""

    ipykernel = False  # keeps no history that could be switched off
    has_kernel = True
    allow_stdin = False

    def __init__(self, forked: Forked, link: socket.socket) -> None:
        self._forked, self._link = forked, link
        self.shell_channel, self.iopub_channel = Channel(), Channel()
        self.session = Wire(link=link)
        self._listening: asyncio.Task[None] | None = None

    def client(self) -> "Page":
        """Return itself."""
        return self

    async def start_channels(self) -> None:
        """Begin to listen."""
        self._listening = asyncio.ensure_future(self._listen())

    async def wait_for_ready(self, timeout: float) -> None:
        """Wait until the child is there."""
        await self._forked.begun(timeout)

    async def _listen(self) -> None:
        reader, writer = await asyncio.open_connection(sock=self._link.dup())
        try:
            while (said := await heard(reader)) is not None:
                said["msg_type"] = said["header"]["msg_type"]
                on = self.shell_channel if said["channel"] == "shell" else self.iopub_channel
                on.put(said)
        finally:
            writer.close()

    def execute(self, code: str, **how: Any) -> str:  # noqa: ANN401 - nbclient's own
        """Ask for *code* to be run; return the message's id."""
        return self._ask("execute_request", {"code": code, "allow_stdin": False, **how})

    def kernel_info(self) -> str:
        """Ask what kernel this is."""
        return self._ask("kernel_info_request", {})

    def _ask(self, kind: str, content: Said) -> str:
        try:
            asked: str = self.session.send("shell", kind, content)["header"]["msg_id"]
        except OSError:
            raise DeadKernelError(kind) from None
        return asked

    @property
    def over(self) -> bool:
        """Whether it was ended because it had reached a limit."""
        self._forked.poll()
        return self._forked.over is not None

    def why(self, lang: str) -> RunError:
        """Return the letter about its end."""
        code, over = self._forked.poll(), self._forked.over
        return limits.over(*over, lang) if over else limits.died(code or 0)

    async def gone(self) -> None:
        """Wait until nothing more will be heard from the child, and it has ended."""
        if self._listening:
            await asyncio.wait([self._listening])
        await self._ended()

    async def _ended(self) -> None:
        for _ in range(500):
            if self._forked.poll() is not None:
                return
            await asyncio.sleep(0.01)
        self._forked.kill()

    async def is_alive(self) -> bool:
        """Whether the child still runs."""
        return self._forked.poll() is None

    async def interrupt_kernel(self) -> None:
        """Interrupt the cell that runs."""
        self._forked.send_signal(signal.SIGINT)

    async def shutdown_kernel(self, now: bool = False) -> None:
        """End the child; if not *now*, let it say goodbye."""
        if now:
            self._forked.kill()
        with contextlib.suppress(OSError):
            self._link.shutdown(socket.SHUT_RDWR)
        await self._ended()

    async def cleanup_resources(self) -> None:
        """Leave nothing open."""
        if self._listening:
            self._listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._listening
        self._link.close()
        self._forked.close()

    async def stop_channels(self) -> None:
        """Do nothing: all was done before."""
