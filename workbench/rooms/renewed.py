"""A list corrected while its room is open: the room goes on where what was answered fits."""

from collections.abc import Iterable
from dataclasses import replace

from workbench.base.errors import RunError
from workbench.rooms.given import Given
from workbench.rooms.record import Activity, Agenda
from workbench.rooms.stage import Standing
from workbench.rooms.store import Kept


def renewed(before: Kept, agenda: Agenda, answers: Iterable[Given]) -> Standing:
    """Return where a room stands on a corrected list: at the same activity, or at the nearest left.

    Raises RunError where something that has been answered is not there any more: an activity, its
    kind, whom it is answered by, or an id of its options, items and subjects.
    """
    now = {one.id: one for one in agenda.sequences}
    answered = {one.activity for one in answers}
    for old in before.agenda.sequences:
        if old.id in answered and not _holds(now.get(old.id), old):
            raise RunError("room.list_changed", activity=old.id)
    here = before.agenda.sequences[before.standing.at].id
    order = list(now)
    at = order.index(here) if here in now else min(before.standing.at, len(order) - 1)
    steps = {id: step for id, step in before.standing.steps.items() if id in now}
    return replace(before.standing, at=at, steps=steps)


def _holds(new: Activity | None, old: Activity) -> bool:
    """Whether every answer to the *old* activity can still be read with the *new* one."""
    if new is None or (new.kind, new.per) != (old.kind, old.per):
        return False
    lists = ((new.options, old.options), (new.items, old.items), (new.subjects, old.subjects))
    return all(
        {one.id for one in before} <= {one.id for one in now} and bool(before) == bool(now)
        for now, before in lists
    )
