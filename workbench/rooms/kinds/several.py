"""Several options, up to so many: each option is counted, in its own order."""

from collections.abc import Sequence
from typing import Any

from workbench.base.errors import RunError
from workbench.rooms.given import Given
from workbench.rooms.kinds.choice import option
from workbench.rooms.record import Activity


def check(activity: Activity, value: object) -> list[str]:
    """Return the ids of the options, each once; raise RunError for too many, or one not there."""
    if not isinstance(value, list):
        raise RunError("room.not_list")
    chosen = {option(activity, one) for one in value[: len(activity.options) + 1]}
    if len(value) > activity.most:
        raise RunError("room.too_many", n=activity.most)
    return [one.id for one in activity.options if one.id in chosen]


def cell(activity: Activity, given: Sequence[Given]) -> dict[str, Any]:
    """Return how many people ticked each option: `{"counts": {id: n}}`."""
    return {
        "counts": {
            one.id: sum(one.id in answer.value for answer in given) for one in activity.options
        }
    }
