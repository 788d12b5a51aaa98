"""One mission and one volunteer: what rules them out by name, and criterion by criterion the rest.

Rules come first and are never outweighed. Points are only given for what the volunteer wishes and
can do: the public, the age or the level of French give none. An answer nobody gave neither rules
out nor gives a point, but where the law asks for it (papers).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from workbench.capitalisation.programme.matching.record import FRENCH, Mission, Rules, Volunteer

ADULT = 18
LEVELS = tuple(FRENCH)


@dataclass(frozen=True)
class Criterion:
    """One criterion: the points *got* out of those it is *worth*."""

    id: str
    got: int
    worth: int


@dataclass(frozen=True)
class Pair:
    """A mission and a volunteer: the rules that exclude them, or the criteria with their points."""

    mission: Mission
    volunteer: Volunteer
    excluded: tuple[str, ...]
    criteria: tuple[Criterion, ...]

    @property
    def possible(self) -> bool:
        """Whether no rule excludes it."""
        return not self.excluded

    @property
    def points(self) -> int:
        """The points of all criteria together."""
        return sum(one.got for one in self.criteria)


def pair(mission: Mission, volunteer: Volunteer, rules: Rules) -> Pair:
    """Look at a mission and a volunteer: every rule that excludes them is named."""
    excluded = tuple(name for name, broken in HARD.items() if broken(mission, volunteer, rules))
    criteria = () if excluded else tuple(_criteria(mission, volunteer, rules))
    return Pair(mission, volunteer, excluded, criteria)


def every(missions: Sequence[Mission], volunteers: Sequence[Volunteer], rules: Rules) -> list[Pair]:
    """Return each pair, by mission and then by volunteer, in whatever order they came."""
    return [
        pair(mission, volunteer, rules)
        for mission in sorted(missions, key=lambda one: one.id)
        for volunteer in sorted(volunteers, key=lambda one: one.id)
    ]


def _age(_: Mission, volunteer: Volunteer, rules: Rules) -> bool:
    oldest = volunteer.up_to or rules.oldest
    return not rules.youngest <= volunteer.age <= oldest


def _minor(mission: Mission, volunteer: Volunteer, _: Rules) -> bool:
    return volunteer.age < ADULT and mission.minors is not True


def _papers(_: Mission, volunteer: Volunteer, __: Rules) -> bool:
    return volunteer.papers is not True


def _place(mission: Mission, volunteer: Volunteer, _: Rules) -> bool:
    return mission.territory not in (volunteer.territory, *volunteer.reach)


def _day(mission: Mission, volunteer: Volunteer, rules: Rules) -> bool:
    return (volunteer.from_day - mission.start).days > rules.late_days


def _hours(mission: Mission, volunteer: Volunteer, _: Rules) -> bool:
    return volunteer.hours < mission.hours


def _french(mission: Mission, volunteer: Volunteer, _: Rules) -> bool:
    if mission.french is None or volunteer.french is None:
        return False
    return LEVELS.index(volunteer.french) < LEVELS.index(mission.french)


def _public(mission: Mission, volunteer: Volunteer, _: Rules) -> bool:
    return bool(mission.open_to) and not {*mission.open_to} & {*volunteer.publics}


def _taken(mission: Mission, volunteer: Volunteer, _: Rules) -> bool:
    return mission.route == "known" and mission.volunteer != volunteer.id


HARD: dict[str, Callable[[Mission, Volunteer, Rules], bool]] = {
    "age": _age,
    "minor": _minor,
    "papers": _papers,
    "place": _place,
    "day": _day,
    "hours": _hours,
    "french": _french,
    "public": _public,
    "taken": _taken,
}
"""The rules, in the order in which they are told."""


def _criteria(mission: Mission, volunteer: Volunteer, rules: Rules) -> Iterator[Criterion]:
    worth = rules.worth
    yield Criterion("axis", worth.axis * (mission.axis in volunteer.axes), worth.axis)
    yield Criterion("near", worth.near * (mission.territory == volunteer.territory), worth.near)
    yield Criterion("start", worth.start * (volunteer.from_day <= mission.start), worth.start)
    yield Criterion("hours", worth.hours * (volunteer.hours > mission.hours), worth.hours)
