"""How many people find place at once, and who waits at the door: in turn, and told so."""

import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

MEGABYTES = 80
"""What a page may take of the memory, with room to work in it."""

KEPT_FREE = 500
"""Megabytes that are left to the machine."""

LEAST, UNKNOWN = 4, 40
"""Pages that every machine bears, and those of one that does not tell its memory."""

GONE = 30.0
"""Seconds after which somebody who has not asked again waits no more."""

AGAIN = 10
"""Seconds after which a waiting page asks again."""


def most(meminfo: Path = Path("/proc/meminfo")) -> int:
    """Return how many pages the free memory of this machine bears at once."""
    try:
        lines = dict(line.split(":", 1) for line in meminfo.read_text().splitlines())
        free = int(lines["MemAvailable"].split()[0]) // 1024
    except (OSError, KeyError, ValueError):
        return UNKNOWN
    return max(LEAST, (free - KEPT_FREE) // MEGABYTES)


class Doors:
    """The doors of a server with place for *most* pages; *inside* says how many are open."""

    def __init__(self, most: int, inside: Callable[[], int]) -> None:
        self.most = most
        self._inside = inside
        self._entering: set[int] = set()
        self._waiting: dict[str, float] = {}

    def before(self, ticket: str | None) -> int | None:
        """Return how many wait before the holder of *ticket*; None where there is place.

        Whoever came first enters first; somebody without a ticket comes last.
        """
        now = time.monotonic()
        self._waiting = {
            one: at for one, at in self._waiting.items() if now - at < GONE or one == ticket
        }
        order = list(self._waiting)
        place = order.index(ticket) if ticket in self._waiting else len(order)
        if ticket in self._waiting:
            self._waiting[ticket] = now
        free = self.most - self._inside() - len(self._entering)
        return None if place < free else place

    def knows(self, ticket: str | None) -> bool:
        """Whether the holder of *ticket* waits."""
        return ticket in self._waiting

    def ticket(self) -> str:
        """Return a place at the end of those who wait."""
        made = uuid4().hex
        self._waiting[made] = time.monotonic()
        return made

    def enter(self, who: object, ticket: str | None) -> None:
        """Let somebody in: their page is being opened, and has no kernel yet."""
        self._waiting.pop(ticket or "", None)
        self._entering.add(id(who))

    def entered(self, who: object) -> None:
        """Their kernel counts from now on, or they have gone."""
        self._entering.discard(id(who))
