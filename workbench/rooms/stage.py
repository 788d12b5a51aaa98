"""Where a room stands: which activity, which round, open or closed; and what may happen next."""

import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from workbench.base.errors import RunError
from workbench.base.words import hint
from workbench.rooms.record import Agenda

Stage = Literal["waiting", "open", "closed", "shown"]
LONGEST = 600.0
"""Minutes of a timer."""

MOST_GROUPS = 50


@dataclass(frozen=True)
class Step:
    """How far one activity has come. *seen*: what was answered in this round has been shown."""

    round: int = 1
    stage: Stage = "waiting"
    seen: bool = False


@dataclass(frozen=True)
class Standing:
    """Where a room stands; *at* counts activities from 0.

    The timer ends at *until* (seconds since 1970), or has *left* seconds where the room pauses.
    It closes nothing by itself: whoever leads closes, so that nobody is cut off in mid-sentence.
    """

    at: int = 0
    steps: Mapping[str, Step] = field(default_factory=dict)
    until: float | None = None
    left: float | None = None
    paused: bool = False
    groups: int = 0
    ended: bool = False

    def step(self, activity: str) -> Step:
        """Return how far an activity has come."""
        return self.steps.get(activity, Step())

    def plain(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return asdict(self)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Standing":
        """Return it from what was kept."""
        steps = {id: Step(**step) for id, step in kept["steps"].items()}
        return cls(**{**kept, "steps": steps})


@dataclass(frozen=True)
class Moment:
    """What a verb knows: the list, where the room stands, the time, and what was said with it."""

    agenda: Agenda
    standing: Standing
    now: float
    given: Mapping[str, Any]

    @property
    def activity(self) -> str:
        """The activity at which the room is."""
        return self.agenda.sequences[self.standing.at].id

    def with_step(self, **changes: Any) -> Standing:  # noqa: ANN401 - fields of Step
        """Return the room with its activity changed."""
        step = replace(self.standing.step(self.activity), **changes)
        return replace(self.standing, steps={**self.standing.steps, self.activity: step})

    def stage(self, *allowed: Stage) -> Step:
        """Return how far the activity is; raise RunError where it is at none of *allowed*."""
        step = self.standing.step(self.activity)
        if step.stage not in allowed:
            raise RunError(_NOT_NOW[step.stage])
        return step


_NOT_NOW = {
    "waiting": "room.not_opened_yet",
    "open": "room.open_already",
    "closed": "room.closed_already",
    "shown": "room.shown_already",
}


def _open(moment: Moment) -> Standing:
    if moment.stage("waiting", "closed").seen and moment.agenda.sequences[moment.standing.at].blind:
        raise RunError("room.seen_already")
    return moment.with_step(stage="open")


def _close(moment: Moment) -> Standing:
    moment.stage("open")
    return replace(moment.with_step(stage="closed"), until=None, left=None)


def _show(moment: Moment) -> Standing:
    moment.stage("open", "closed")
    return replace(moment.with_step(stage="shown", seen=True), until=None, left=None)


def _hide(moment: Moment) -> Standing:
    moment.stage("shown")
    return moment.with_step(stage="closed")


def _reopen(moment: Moment) -> Standing:
    step = moment.stage("closed", "shown")
    return moment.with_step(stage="open", round=step.round + 1, seen=False)


def _move(by: int) -> Callable[[Moment], Standing]:
    def moved(moment: Moment) -> Standing:
        at = moment.standing.at + by
        if not 0 <= at < len(moment.agenda.sequences):
            raise RunError("room.no_further")
        is_open = moment.standing.step(moment.activity).stage == "open"
        left = moment.with_step(stage="closed") if is_open else moment.standing
        return replace(left, at=at, until=None, left=None)

    return moved


def _timer(moment: Moment) -> Standing:
    minutes = _number(moment.given.get("minutes"), LONGEST)
    if minutes == 0:
        return replace(moment.standing, until=None, left=None)
    seconds = minutes * 60
    if moment.standing.paused:
        return replace(moment.standing, left=seconds)
    return replace(moment.standing, until=moment.now + seconds)


def _pause(moment: Moment) -> Standing:
    if moment.standing.paused:
        return moment.standing
    until = moment.standing.until
    left = max(0.0, until - moment.now) if until is not None else None
    return replace(moment.standing, paused=True, until=None, left=left)


def _resume(moment: Moment) -> Standing:
    left = moment.standing.left
    until = moment.now + left if left is not None else moment.standing.until
    return replace(moment.standing, paused=False, until=until, left=None)


def _groups(moment: Moment) -> Standing:
    n = _number(moment.given.get("n"), MOST_GROUPS)
    if n != int(n):
        raise RunError("room.wrong_number", most=MOST_GROUPS)
    return replace(moment.standing, groups=int(n))


def _end(moment: Moment) -> Standing:
    is_open = moment.standing.step(moment.activity).stage == "open"
    left = moment.with_step(stage="closed") if is_open else moment.standing
    return replace(left, ended=True, until=None, left=None, paused=False)


VERBS: Mapping[str, Callable[[Moment], Standing]] = {
    "open": _open,
    "close": _close,
    "show": _show,
    "hide": _hide,
    "reopen": _reopen,
    "next": _move(1),
    "previous": _move(-1),
    "timer": _timer,
    "pause": _pause,
    "resume": _resume,
    "groups": _groups,
    "end": _end,
}
"""What whoever leads may do: from where the room stands to where it stands then."""


def after(verb: str, moment: Moment) -> Standing:
    """Return where the room stands after *verb*; raise RunError where that cannot be now.

    `timer` is given ``minutes`` (0 takes it away), `groups` is given ``n`` (0: none). `show`
    closes first; `reopen` begins a new round and keeps the one before.
    """
    if verb not in VERBS:
        raise RunError("room.no_such_verb", given=verb[:40], hint=hint(verb[:40], VERBS))
    if moment.standing.ended:
        raise RunError("room.ended")
    return VERBS[verb](moment)


def _number(given: object, most: float) -> float:
    """Return a number from 0 to *most*; raise RunError for anything else."""
    try:
        found = float(str(given))
    except ValueError:
        found = math.nan
    if not 0 <= found <= most:
        raise RunError("room.wrong_number", most=int(most))
    return found
