"""How many barriers were lifted between two moments: the unit is the barrier, not the person."""

from collections.abc import Mapping
from dataclasses import dataclass

Degrees = Mapping[str, int | None]
"""The degree of each family of barriers, 0 to 2; None where nobody spoke of it."""


@dataclass(frozen=True)
class Lifted:
    """Of the barriers *found* at entry and spoken of again, how many went *down*.

    *unseen* are those that nobody spoke of again: they are in neither count.
    """

    down: int
    found: int
    unseen: int

    @property
    def share(self) -> float | None:
        """The share that went down; None where no barrier was found and seen again."""
        return self.down / self.found if self.found else None


def lifted(entry: Degrees, exit: Degrees) -> Lifted:
    """Compare the two grids of one person, as indicator IND-22 counts.

    >>> lifted({"housing": 2, "health": 1, "money": 0}, {"housing": 1, "health": 1, "money": 2})
    Lifted(down=1, found=2, unseen=0)
    """
    found = {name: degree for name, degree in entry.items() if degree}
    again = {name: exit.get(name) for name in found}
    down = sum(after is not None and after < found[name] for name, after in again.items())
    seen = sum(after is not None for after in again.values())
    return Lifted(down, seen, len(found) - seen)
