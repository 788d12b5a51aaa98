"""One function called in a child of the warm process, which has imported what it needs."""

import contextlib
import importlib
import os
import pickle
import socket
from typing import Any

from workbench.base.errors import RunError
from workbench.launch import contents
from workbench.launch.warm.child import Request
from workbench.launch.warm.link import ColdError, warm
from workbench.launch.warm.wire import read_packed, write


def called(function: str, *given: object) -> Any:  # noqa: ANN401 - whatever the function returns
    """Call ``module:verb`` in a child; return what it returns, raise what it raises.

    Where there is no child to be had, it is called here. Raises RunError where the child dies.
    """
    ours, theirs = socket.socketpair()
    with ours, theirs:
        try:
            request = Request(argv=[], env=dict(os.environ), cwd=os.getcwd(), call=function)  # noqa: PTH109 - as a child is given it
            child = warm(contents.warm()).fork(request, theirs)
        except ColdError:
            return _named(function)(*given)
        theirs.close()
        answered = None
        with contextlib.suppress(ConnectionError):
            write(ours, pickle.dumps(given))
            answered = read_packed(ours)
    child.close()
    if answered is None:
        raise RunError("run.kernel_died")
    returned, raised = pickle.loads(answered)  # our own child's
    if raised is not None:
        raise raised
    return returned


def answer(link: socket.socket, function: str) -> None:
    """Do what `called` asks, in the child."""
    given = pickle.loads(read_packed(link) or b"")  # our own parent's
    returned, raised = None, None
    try:
        returned = _named(function)(*given)
    except Exception as error:  # whoever asked raises it
        raised = error
    write(link, pickle.dumps((returned, raised)))


def _named(function: str) -> Any:  # noqa: ANN401 - whatever stands there
    module, _, verb = function.partition(":")
    return getattr(importlib.import_module(module), verb)
