"""Clubs and chance: which of them stand further out than people of that number would by chance."""

from dataclasses import dataclass

from workbench.analysis.pilots.compare import Group
from workbench.analysis.pilots.record import Gathered, PilotEffect
from workbench.analysis.pooling import limits

INNER, OUTER = limits.LEVELS


@dataclass(frozen=True)
class Club:
    """One site, or one pilot that has no sites: *count* people of *n*.

    *outside* is the widest of `limits.LEVELS` whose limits it is beyond, 0 where it is within all.
    """

    name: str
    count: int
    n: int
    outside: float

    @property
    def rate(self) -> float:
        """The share of its people."""
        return self.count / self.n


@dataclass(frozen=True)
class Clubs:
    """The clubs of a group of rates, by name; *rate* is that of all their people together.

    *alike* is how alike people of one club are beyond chance; None where too few clubs tell.
    *left_out* names the pilots whose counts may not be shown.
    """

    group: Group
    clubs: tuple[Club, ...]
    rate: float
    alike: float | None
    left_out: tuple[str, ...]

    def beyond(self, level: float) -> tuple[str, ...]:
        """Return the clubs outside the limits of *level*, by name."""
        return tuple(club.name for club in self.clubs if club.outside >= level)


def clubs(group: Group, gathered: Gathered) -> Clubs | None:
    """Return the clubs of a group of rates; None where fewer than two may be shown.

    A pilot is told by its sites where it published several, else by its own counts.
    """
    counted = [(row, _counts(row, gathered)) for row in group.rows] if group.rates else []
    found = sorted(one for _, some in counted for one in some)
    if len(found) < 2:
        return None
    together = limits.rates([count for _, count, _ in found], [n for _, _, n in found])
    rate = together.together
    return Clubs(
        group,
        tuple(Club(name, count, n, _outside(count, n, rate)) for name, count, n in found),
        rate,
        limits.likeness(together),
        tuple(row.pilot for row, some in counted if not some),
    )


def _counts(row: PilotEffect, gathered: Gathered) -> list[tuple[str, int, int]]:
    """Return the name, the count and the people of each club; nothing where they are masked."""
    own = [s for s in gathered.sites if (s.pilot, s.analysis) == (row.pilot, row.analysis)]
    if len(own) > 1:
        return [
            (f"{row.pilot} · {site.site}", round(site.n * site.value), site.n)
            for site in own
            if site.n and site.value is not None
        ]
    if row.count is None or not row.n:
        return []
    return [(row.pilot, row.count, row.n)]


def _outside(count: int, n: int, rate: float) -> float:
    for level in (OUTER, INNER):
        low, high = limits.limits(n, rate, level)
        if not low <= count / n <= high:
            return level
    return 0.0
