"""Groups: people who came in one after the other, and so may know each other, are parted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from workbench.rooms.store import Person


def parted(people: Iterable[Person], n: int) -> list[Person]:
    """Return everybody with a group from 1 to *n*, in turn; with none where *n* is 0.

    >>> [one.group for one in parted([Person(1, "", None), Person(2, "", None)], 2)]
    [1, 2]
    """
    ordered = sorted(people, key=lambda one: one.number)
    return [replace(one, group=i % n + 1 if n else None) for i, one in enumerate(ordered)]


def smallest(people: Iterable[Person], n: int) -> int | None:
    """Return the group of somebody who comes late: the smallest one, None where there are none."""
    sizes = Counter(one.group for one in people)
    return min(range(1, n + 1), key=lambda group: (sizes[group], group), default=None)
