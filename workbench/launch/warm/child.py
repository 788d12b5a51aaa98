"""From a fork to an ordinary kernel: everything that a new process would have anew."""

import atexit
import contextlib
import ctypes
import gc
import importlib
import inspect
import json
import os
import random
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn, NotRequired, TypedDict

from workbench.base.remembered import FOLDER
from workbench.launch.warm import page
from workbench.launch.warm.light import begun_lightly

OF_EVERY_PAGE = {"@jupyter-widgets/base", "@jupyter-widgets/controls"}

DIES_WITH_PARENT, ADOPTS = 1, 36
"""Linux's PR_SET_PDEATHSIG and PR_SET_CHILD_SUBREAPER."""

LARGEST = 1 << 20
"""Bytes of the largest request: an environment is far smaller."""


class Request(TypedDict):
    """What a child is asked to be: the arguments of a kernel, its environment and its folder."""

    argv: list[str]
    env: dict[str, str]
    cwd: str
    limits: NotRequired[dict[str, float]]
    waits: NotRequired[bool]
    call: NotRequired[str]


@dataclass(frozen=True)
class Used:
    """What few pages use: a child says at its end which of it, and its warm process reads it."""

    some: frozenset[str]
    reads: int
    writes: int

    @classmethod
    def of(cls, some: Iterable[str]) -> "Used":
        """Return where children of this process write."""
        return cls(frozenset(some), *os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC))

    def tell(self) -> None:
        """Say what this child has read itself."""
        with contextlib.suppress(OSError):
            os.write(
                self.writes, "".join(f"{name}\n" for name in self.some & {*sys.modules}).encode()
            )

    def names(self) -> list[str]:
        """Return what children have said, but what is there."""
        said = os.read(self.reads, LARGEST).decode().split()
        return sorted({*said}.intersection(self.some).difference(sys.modules))


def become(request: Request, used: Used, status: socket.socket, *links: socket.socket) -> NoReturn:
    """Be the kernel that *request* asks for, until it ends; say "up" once it listens.

    With a link it is the page of a batch, or calls one function, asked and answering over that
    link alone.
    """
    code = 1
    try:
        _own(request, [used.writes, *(one.fileno() for one in (status, *links))])
        if links:
            status.send(b"up")
            status.close()
            _asked_over(links[0], request)
            code = 0
        else:
            code = _kernel(request, status)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # nothing may fall back into the loop of the warm process
        traceback.print_exc(file=sys.__stderr__)
    finally:
        used.tell()
        _leave(code)


def _asked_over(link: socket.socket, request: Request) -> None:
    if function := request.get("call"):
        from workbench.launch.warm import call  # it asks for children itself

        call.answer(link, function)
    else:
        page.run(link, _again)


def touch() -> None:
    """Load what a kernel loads late, so that its children find it there."""
    import resource  # not to be had where nothing can be forked

    import nbformat
    from ipykernel import debugger, kernelapp

    nbformat.validate(nbformat.v4.new_notebook())  # compiles its schema
    del debugger, kernelapp, resource
    if "matplotlib" in sys.modules:
        registry: Any = importlib.import_module("matplotlib.backends").backend_registry
        registry.list_all()  # asks every installed package


def adopt() -> None:
    """Let what descendants leave running be handed to this process, and not to the machine."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(ADOPTS, 1)


def _own(request: Request, ours: Sequence[int]) -> None:
    """Have a session, signals, descriptors, an environment and chance of one's own."""
    os.setsid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGKILL)
    adopt()
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash leaves no file in a dossier
    with contextlib.suppress(OSError):  # where memory lacks, a page ends before its server
        Path("/proc/self/oom_score_adj").write_text("500")
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    kept = {0, 1, 2, *ours}
    for descriptor in map(int, os.listdir("/proc/self/fd")):  # noqa: PTH208 - no objects
        if descriptor not in kept:
            with contextlib.suppress(OSError):
                os.close(descriptor)
    ours_too = {name: os.environ[name] for name in (FOLDER,) if name in os.environ}
    os.environ.clear()
    os.environ.update(request["env"] | ours_too)
    os.chdir(request["cwd"])
    gc.enable()
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def _kernel(request: Request, status: socket.socket) -> int:
    from ipykernel.kernelapp import IPKernelApp

    argv = request["argv"]
    sys.argv = ["ipykernel_launcher", *argv]
    app: Any = IPKernelApp.instance(parent_handle=os.getppid())
    with begun_lightly():
        app.initialize(argv)
    _again(app.shell)
    status.send(b"up")
    if request.get("waits"):
        _assigned(request, status)
    status.close()
    app.start()
    return 0


def _assigned(request: Request, status: socket.socket) -> None:
    """Wait until somebody opens a page; take the environment and the folder of that page."""
    told = status.recv(LARGEST)
    if not told:
        raise SystemExit(0)  # nobody will come any more
    given: Request = json.loads(told)
    for name in request["env"].keys() - given["env"].keys():
        os.environ.pop(name, None)
    os.environ.update(given["env"])
    os.chdir(given["cwd"])


def _again(shell: Any) -> None:  # noqa: ANN401 - IPython's own
    _cells_are_no_modules(shell.compile)
    for name, register in AGAIN.items():
        if name in sys.modules:
            register(sys.modules[name], shell)


def _cells_are_no_modules(compiler: Any) -> None:  # noqa: ANN401 - IPython's own
    """Say at once that no module was read from a cell's file.

    A traceback asks for each of its lines, and would search the thousands of warm modules.
    """
    cache = compiler.cache

    def cached(*given: Any, **named: Any) -> str:  # noqa: ANN401 - IPython's own
        name: str = cache(*given, **named)
        inspect.modulesbyfile[name] = ""
        return name

    compiler.cache = cached


def _widgets(module: ModuleType, _shell: Any) -> None:  # noqa: ANN401 - IPython's own
    """Let the page's widgets be heard; show it those that a module made at its import, once used.

    A module is used when the page makes a widget of its kind (``_model_module``).
    """
    module.register_comm_target()
    waiting = dict(sys.modules["ipywidgets.widgets.widget"]._instances)
    kinds = {made._model_module for made in waiting.values()} - OF_EVERY_PAGE

    def constructed(widget: Any) -> None:  # noqa: ANN401 - ipywidgets' own
        if widget._model_module in kinds:
            module.Widget.on_widget_constructed(None)
            for made in waiting.values():
                made.comm = None
                made.open()

    if kinds:
        module.Widget.on_widget_constructed(constructed)


def _backend(module: ModuleType, _shell: Any) -> None:  # noqa: ANN401 - IPython's own
    if os.environ.get("MPLBACKEND"):
        module.rcParams["backend"] = os.environ["MPLBACKEND"]


def _pictures(module: ModuleType, _shell: Any) -> None:  # noqa: ANN401 - IPython's own
    module._enable_matplotlib_integration()


AGAIN: dict[str, Callable[[ModuleType, Any], None]] = {
    "ipywidgets": _widgets,
    "matplotlib": _backend,
    "matplotlib_inline.backend_inline": _pictures,
}
"""What registers with the shell when it is imported, and found none in the warm process."""


def _leave(code: int) -> NoReturn:
    """End at once: taking a thousand modules down one by one would take longer than many pages."""
    try:
        atexit._run_exitfuncs()
        for stream in (sys.__stdout__, sys.__stderr__):
            if stream is not None:
                stream.flush()
    finally:
        os._exit(code)
