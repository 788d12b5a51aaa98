"""What a page may take, so that none harms another; and the letter that says why it ended."""

import os
import signal
from dataclasses import dataclass
from typing import Any

from workbench.base.errors import RunError
from workbench.base.words import number

GIGABYTE = 1_000_000_000

MINUTES = 20.0
"""How long a page of a batch may take, where nobody says otherwise."""

KERNEL_MEMORY = "WORKBENCH_KERNEL_MEMORY"
"""The environment variable with the gigabytes that a kernel may hold."""

KERNEL_TIME = "WORKBENCH_KERNEL_MINUTES"
"""The environment variable with the minutes that a kernel may live."""

PRINTED = 1_000_000
"""Characters that a cell may print; a book has fewer, and a page stays readable."""

SHOWN = 50_000_000
"""Bytes that a cell may show in all: pictures, tables, widgets."""


def share() -> int:
    """Return the memory a page may take where nobody says otherwise, in bytes.

    A quarter of the machine, but 2 GB at least, unless that is more than half of the machine.
    """
    if not hasattr(os, "sysconf"):
        return 2 * GIGABYTE
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return min(max(machine // 4, 2 * GIGABYTE), machine // 2)


@dataclass(frozen=True)
class Limits:
    """What one page or one kernel may take; 0 stands for no limit.

    *seconds* are those of the clock, *memory* is in bytes: what it holds alone, with all that it
    has started. Raises nothing: whoever offers the choice to people checks it (see `asked`).

    >>> Limits(seconds=60, memory=2_000_000_000).told()
    {'seconds': 60, 'memory': 2000000000}
    """

    seconds: float = 0
    memory: float = 0

    def told(self) -> dict[str, float]:
        """Return those that there are, by name, as the warm process is told them."""
        return {name: value for name, value in vars(self).items() if value > 0}


def asked(minutes: float | None = None, gigabytes: float | None = None) -> Limits:
    """Return the limits of a batch page; None takes what holds where nobody says otherwise.

    Raises RunError where one is not above zero.

    >>> asked(5, 1)
    Limits(seconds=300, memory=1000000000)
    """
    minutes = MINUTES if minutes is None else minutes
    memory = share() if gigabytes is None else gigabytes * GIGABYTE
    if not (minutes > 0 and memory > 0):
        raise RunError("limits.not_above_zero")
    return Limits(minutes * 60, memory)


def of_a_kernel() -> Limits:
    """Return the limits of a kernel that a person works in: no time, and a share of the memory.

    The environment variables WORKBENCH_KERNEL_MEMORY (gigabytes) and WORKBENCH_KERNEL_MINUTES say
    otherwise. Raises RunError where one is not above zero.
    """
    memory, minutes = (os.environ.get(name) for name in (KERNEL_MEMORY, KERNEL_TIME))
    try:
        told = asked(float(minutes) if minutes else None, float(memory) if memory else None)
    except ValueError:
        raise RunError("limits.not_above_zero") from None
    return told if minutes else Limits(memory=told.memory)


def over(what: str, limit: float, lang: str) -> RunError:
    """Return the letter to whoever made a page that went over its limit of *what*."""
    if what == "memory":
        return RunError("limits.memory", size=number(round(limit / GIGABYTE, 1), lang))
    return RunError("limits.seconds", minutes=number(round(limit / 60, 2), lang))


def died(code: int) -> RunError:
    """Return the letter about a page whose process has ended with *code* before its last cell.

    >>> died(3).key, died(-9).key, died(-11).holes
    ('limits.exited', 'limits.killed', {'signal': 'SIGSEGV'})
    """
    if code == -signal.SIGKILL:
        return RunError("limits.killed")
    if code < 0:
        known = -code in set(signal.Signals)
        return RunError("limits.crashed", signal=signal.Signals(-code).name if known else -code)
    return RunError("limits.exited", code=code)


def stopped(notebook: Any) -> tuple[int, RunError] | None:  # noqa: ANN401 - nbformat's own
    """Return the cell (from 1) at which a page left its later cells undone, and the letter.

    papermill takes ``sys.exit(0)`` for a good end; None where the page came to its own.
    """
    for n, cell in enumerate(notebook.cells, 1):
        if cell.metadata.get("papermill", {}).get("exception"):
            return n, RunError("limits.stopped")
    return None
