"""What a room said besides its ratings: positions, words, decisions, learnings, open questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workbench.capitalisation.day.consent import quotable, unreached
from workbench.capitalisation.day.record import Day
from workbench.capitalisation.day.votes import Vote, standing
from workbench.rooms import kinds
from workbench.rooms.record import Activity

AXES = ("political", "operational")


@dataclass(frozen=True)
class Said:
    """What was said in one round of one activity: its tally, as a room sees it."""

    activity: Activity
    round: int
    answered: int
    cells: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Decision:
    """What was decided: *who* does *what* by *when*, each as people wrote it; an axis."""

    what: str
    who: str
    when: str
    axis: str


@dataclass(frozen=True)
class Texts:
    """What people wrote alone: the texts that may be printed, and how many there are in all."""

    sequence: str
    texts: tuple[str, ...]
    written: int

    @property
    def kept_back(self) -> int:
        """How many stay in the dossier: their authors did not say yes."""
        return self.written - len(self.texts)


def said(activity: Activity, votes: Sequence[Vote]) -> tuple[Said, ...]:
    """Return what was said of one activity, round by round; one empty round where nothing was."""
    some = standing(votes, [activity.id])
    rounds = sorted({vote.given.round for vote in some}) or [1]
    return tuple(_round(activity, number, some) for number in rounds)


def last(activity: Activity, votes: Sequence[Vote]) -> Said:
    """Return what was said of one activity in its last round."""
    return said(activity, votes)[-1]


def decisions(day: Day, votes: Sequence[Vote]) -> tuple[Decision, ...]:
    """Return what was decided, the political first, then in the order in which it came."""
    some = standing(votes, [one.id for one in day.using("decisions")])
    ordered = sorted(some, key=lambda vote: (vote.given.at, vote.given.id))
    found = [Decision(**_told(vote.given.value)) for vote in ordered]
    return tuple(one for axis in AXES for one in found if one.axis == axis)


def _told(value: dict[str, str]) -> dict[str, str]:
    return {name: unreached(text) for name, text in value.items()}


def texts(day: Day, votes: Sequence[Vote], uses: str) -> tuple[Texts, ...]:
    """Return what people wrote in each sequence of a kind, as far as it may be printed."""
    agreed = quotable(day, votes)
    found = []
    for one in day.using(uses):
        some = standing(votes, [one.id])
        own = sorted(some, key=lambda vote: (vote.given.at, vote.given.id))
        may = [str(v.given.value) for v in own if agreed.may(v, str(v.given.value))]
        found.append(Texts(one.id, tuple(may), len(own)))
    return tuple(found)


def _round(activity: Activity, number: int, votes: Sequence[Vote]) -> Said:
    told = kinds.tally(activity, [v.given for v in votes if v.given.round == number])
    return Said(activity, number, told["answered"], tuple(told["cells"]))
