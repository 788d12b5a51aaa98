"""A first proposal for missions and volunteers, which a person then accepts, changes or refuses.

As many missions as possible find somebody; among all ways to do so, the one with the most points
(the assignment problem: H. W. Kuhn, "The Hungarian method for the assignment problem", Naval
Research Logistics Quarterly 2, 1955). Of several equal ways always the same one is proposed,
whatever the order of the lines, and the candidates that would do as well are counted beside.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.capitalisation.programme.matching.pairs import HARD, Pair, every
from workbench.capitalisation.programme.matching.record import Mission, Rules, Volunteer

TAKEN, KNOWN = "taken", "known"
"""The rule that keeps a mission for its known volunteer, and the route of such a mission."""


@dataclass(frozen=True)
class Proposed:
    """One mission: the pair proposed (None: nobody can), and its other possible candidates.

    *reasons* counts how many volunteers each rule excludes.
    """

    mission: Mission
    pair: Pair | None
    candidates: tuple[Pair, ...]
    reasons: dict[str, int]

    @property
    def as_good(self) -> int:
        """How many other candidates have as many points, or more, than the one proposed."""
        if self.pair is None:
            return 0
        own = self.pair
        return sum(
            one.points >= own.points for one in self.candidates if one.volunteer != own.volunteer
        )


def proposed(
    missions: Sequence[Mission], volunteers: Sequence[Volunteer], rules: Rules
) -> list[Proposed]:
    """Propose a volunteer for each mission that somebody can do, by mission."""
    pairs = every(missions, volunteers, rules)
    by_mission: dict[str, list[Pair]] = {one.id: [] for one in sorted(missions, key=_id)}
    for one in pairs:
        by_mission[one.mission.id].append(one)
    chosen = _assigned(list(by_mission.values()))
    return [
        Proposed(
            mission,
            chosen.get(mission.id),
            tuple(one for one in by_mission[mission.id] if one.possible),
            _reasons(by_mission[mission.id]),
        )
        for mission in sorted(missions, key=_id)
    ]


def _id(one: Mission) -> str:
    return one.id


def _reasons(pairs: Sequence[Pair]) -> dict[str, int]:
    """Return how many volunteers each rule excludes; where one is known, what excludes that one."""
    some = [one for one in pairs if TAKEN not in one.excluded]
    counts = {name: sum(name in one.excluded for one in some) for name in HARD}
    return {name: n for name, n in counts.items() if n}


def _assigned(rows: list[list[Pair]]) -> dict[str, Pair]:
    """Return the pair of each mission that has one: the most missions, then the most points.

    Somebody who is known for a mission is not taken from it to fill another one.
    """
    from scipy.optimize import linear_sum_assignment

    if not rows or not rows[0]:
        return {}
    most = 1 + sum(max((one.points for one in row), default=0) for row in rows)
    gain = np.array([[_gain(one, most) for one in row] for row in rows])
    found = linear_sum_assignment(gain, maximize=True)
    picked = [rows[at][to] for at, to in zip(*found, strict=True)]
    return {one.mission.id: one for one in picked if one.possible}


def _gain(one: Pair, most: int) -> int:
    if not one.possible:
        return 0
    return one.points + most * (3 if one.mission.route == KNOWN else 1)
