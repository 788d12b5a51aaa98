"""One option of several: the options are counted, in their own order."""

from collections.abc import Sequence
from typing import Any

from workbench.base.errors import RunError
from workbench.base.words import hint
from workbench.rooms.given import Given
from workbench.rooms.record import Activity


def check(activity: Activity, value: object) -> str:
    """Return the id of the option; raise RunError for one that is not there."""
    return option(activity, value)


def cell(activity: Activity, given: Sequence[Given]) -> dict[str, Any]:
    """Return how often each option was chosen: `{"counts": {id: n}}`."""
    chosen = [one.value for one in given]
    return {"counts": {one.id: chosen.count(one.id) for one in activity.options}}


def option(activity: Activity, value: object) -> str:
    """Return the id of an option of the activity."""
    ids = [one.id for one in activity.options]
    if not isinstance(value, str) or value not in ids:
        shown = str(value)[:60]
        raise RunError("room.no_such_option", given=shown, hint=hint(shown, ids))
    return value
