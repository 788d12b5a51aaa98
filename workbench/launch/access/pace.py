"""How often one person, or one address, may do a thing: enough for a room, too little to guess."""

import time
from collections import deque
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

MOST_KNOWN = 10_000
"""How many are watched at once; those of long ago are forgotten first."""


class Pace:
    """At most *most* times in *seconds*, each one apart."""

    def __init__(
        self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.most, self.seconds = most, seconds
        self._clock = clock
        self._done: dict[str, deque[float]] = {}

    def wait(self, one: str) -> int:
        """Return after how many seconds *one* may go on; 0 for now."""
        done = self._lately(one)
        if len(done) < self.most:
            return 0
        return max(1, round(done[-self.most] + self.seconds - self._clock()))

    def count(self, one: str) -> None:
        """Note that *one* has done it."""
        done = self._lately(one)
        done.append(self._clock())
        self._done.pop(one, None)
        self._done[one] = done
        while len(self._done) > MOST_KNOWN:
            self._done.pop(next(iter(self._done)))

    def _lately(self, one: str) -> deque[float]:
        done = self._done.get(one) or deque(maxlen=self.most)
        since = self._clock() - self.seconds
        while done and done[0] <= since:
            done.popleft()
        return done


class Paces:
    """Every limit of a server that people reach over a network."""

    def __init__(self) -> None:
        self.wrong = Pace(8, 10 * 60)
        """Wrong codes and links of one address: a room behind one address mistypes now and then."""
        self.wrong_anywhere = Pace(200, 10 * 60)
        """Wrong codes of all addresses together: whoever guesses from many is slowed too."""
        self.joins = Pace(200, 60 * 60)
        """People who come in from one address: a large room in an hour."""
        self.writes = Pace(120, 60)
        """What one person sends in a minute."""
        self.writes_of_address = Pace(1200, 60)
        """What one address sends in a minute: forty people behind it, each busy."""
        self.pages = Pace(40, 60)
        """Pages that one person opens in a minute: each one starts a kernel."""


EVERYWHERE = "*"
"""The one under which `wrong_anywhere` counts."""


def place(address: str) -> str:
    """Return under what an address is counted: an IPv6 house has many, and counts as one.

    >>> place("192.0.2.7"), place("2001:db8:1:2:3:4:5:6"), place("")
    ('192.0.2.7', '2001:db8:1:2::', '')
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(IPv6Address(int(found) >> 64 << 64))
