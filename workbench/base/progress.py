"""How far long work has come: whoever does it says so, whoever waits hears it, or nobody does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from workbench.base.words import Phrase


@dataclass(frozen=True)
class Step:
    """One step of some work: its number from 1, of how many, and what is done in it."""

    step: int
    of: int
    phrase: Phrase


Listener = Callable[[Step], object]
_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


def progress(step: int, of: int, phrase: str, **holes: object) -> None:
    """Say that *step* of *of* begins, and in a *phrase* what it does; costs nothing unheard.

    >>> told = []
    >>> with heard_by(told.append):
    ...     progress(1, 2, "work.step.results")
    >>> told[0].step, told[0].phrase.key
    (1, 'work.step.results')
    """
    listener = _listener.get()
    if listener is not None:
        listener(Step(step, of, Phrase(phrase, holes)))


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """Let *listener* hear every step that is said meanwhile."""
    before = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(before)
