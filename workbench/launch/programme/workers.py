"""How many pages run side by side: one for each processor, and no more than memory bears."""

import os
from pathlib import Path

from workbench.base.errors import RunError

MOST = 256
"""More at once would only wait for one another."""

EACH = 400 * 1024**2
"""Bytes that a page with its share of everything may take."""

FREE = Path("/proc/meminfo")
LIMIT = Path("/sys/fs/cgroup/memory.max")
"""What Linux says of memory: what is free on the machine, and what this container may take."""


def asked(text: str) -> int:
    """Read the number of workers as the command line gives it; raise RunError otherwise."""
    try:
        workers = int(text)
    except ValueError:
        workers = 0
    if not (text.isascii() and 1 <= workers <= MOST):
        raise RunError("programme.workers", given=text, most=str(MOST))
    return workers


def usual() -> int:
    """Return how many pages this machine runs well at once.

    >>> 1 <= usual() <= MOST
    True
    """
    return max(1, min(_processors(), _memory() // EACH, MOST))


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _memory() -> int:
    """Return the bytes that are free; as if there were no end of them where nobody says."""
    free = MOST * EACH
    if FREE.is_file():
        lines = dict(line.split(":") for line in FREE.read_text(encoding="ascii").splitlines())
        free = int(lines["MemAvailable"].split()[0]) * 1024
    if LIMIT.is_file() and (limit := LIMIT.read_text(encoding="ascii").strip()).isdigit():
        free = min(free, int(limit))
    return free
