"""A kernel begun in a fork touches as little memory as it can: what it touches is copied."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class _NoModules:
    """The module `sys`, with no module in it."""

    modules: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever sys has there
        return getattr(sys, name)


@contextmanager
def begun_lightly() -> Iterator[None]:
    """Keep ipykernel from asking each module for its file while a kernel is made.

    It makes a list of them for its debugger. Of three thousand warm modules, that would copy a
    third of a page's memory.
    """
    from ipykernel import ipkernel

    theirs: Any = ipkernel
    theirs.sys = _NoModules()
    try:
        yield
    finally:
        theirs.sys = sys
