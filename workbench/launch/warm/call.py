"""One function called in a child of the warm process, which has imported what it needs."""

import contextlib
import importlib
import os
import pickle
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.base.errors import RunError
from workbench.base.progress import Listener, Step, heard_by
from workbench.launch import contents
from workbench.launch.warm.child import Request
from workbench.launch.warm.forked import Forked
from workbench.launch.warm.limits import Limits
from workbench.launch.warm.link import ColdError, warm
from workbench.launch.warm.wire import read_packed, write

PAUSE = 0.01
PATIENCE = 30.0
"""Seconds that the warm process may take to say how a child has ended."""


class OverError(Exception):
    """A child was ended because it went over its *limit* of *what*."""

    def __init__(self, what: str, limit: float) -> None:
        self.what, self.limit = what, limit
        super().__init__(what, limit)


def _unheard(_: object) -> None:
    """Hear something, and do nothing."""


@dataclass(frozen=True)
class Way:
    """How a function is called: who hears its steps, what it may take, and where it runs.

    *modules* are those of the warm process (None: what pages use), *env* is the environment.
    *begun* is given, once it runs, what ends it.
    """

    hear: Listener = _unheard
    limits: Limits = field(default_factory=Limits)
    modules: Sequence[str] | None = None
    env: Mapping[str, str] | None = None
    begun: Callable[[Callable[[], None]], object] = _unheard


def called(function: str, *given: object) -> Any:  # noqa: ANN401 - whatever the function returns
    """Call ``module:verb`` in a child; return what it returns, raise what it raises.

    Where there is no child to be had, it is called here. Raises RunError where the child dies.
    """
    try:
        return called_warm(Way(), function, *given)
    except ColdError:
        return named(function)(*given)


def called_warm(way: Way, function: str, *given: object) -> Any:  # noqa: ANN401 - whatever the function returns
    """Call ``module:verb`` in a child, the given *way*; return what it returns, raise the same.

    Raises ColdError where there is no child to be had, OverError where it went over a limit, and
    RunError where it dies otherwise.
    """
    ours, theirs = socket.socketpair()
    with ours, theirs:
        env = dict(os.environ if way.env is None else way.env)
        request = Request(argv=[], env=env, cwd=os.getcwd(), call=function)  # noqa: PTH109 - as a child is given it
        request["limits"] = way.limits.told()
        modules = contents.warm() if way.modules is None else way.modules
        child = warm(modules).fork(request, theirs)
        theirs.close()
        answered = None
        with contextlib.closing(child):
            way.begun(lambda: _kill(child))
            with contextlib.suppress(ConnectionError):  # it is gone already
                write(ours, pickle.dumps(given))
                while isinstance(answered := _said(ours), Step):
                    way.hear(answered)
                    answered = None
            if answered is None:
                raise _ended(child)
    returned, raised = answered
    if raised is not None:
        raise raised
    return returned


def _said(link: socket.socket) -> Any:  # noqa: ANN401 - a step, or the answer
    """Return the next thing that our own child says; None where it is gone."""
    packed = read_packed(link)
    return None if packed is None else pickle.loads(packed)  # our own child's


def _ended(child: Forked) -> Exception:
    """Return why a child is gone that has given no answer."""
    with contextlib.suppress(subprocess.TimeoutExpired, OSError):
        child.wait(PATIENCE)
    return OverError(*child.over) if child.over else RunError("run.kernel_died")


def _kill(child: Forked) -> None:
    """End a child, also one that has not yet said who it is."""
    with contextlib.suppress(OSError):
        while child.poll() is None and not child.pid:
            time.sleep(PAUSE)
        child.kill()


def answer(link: socket.socket, function: str) -> None:
    """Do what `called_warm` asks, in the child, and say each step on the way."""
    given = pickle.loads(read_packed(link) or b"")  # our own parent's
    returned, raised = None, None
    try:
        with heard_by(lambda step: write(link, pickle.dumps(step))):
            returned = named(function)(*given)
    except Exception as error:  # whoever asked raises it
        raised = error
    write(link, pickle.dumps((returned, raised)))


def named(function: str) -> Any:  # noqa: ANN401 - whatever stands there
    """Return the function called ``module:verb``."""
    module, _, verb = function.partition(":")
    return getattr(importlib.import_module(module), verb)
