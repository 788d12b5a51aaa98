"""What is decided: who does what by when, and whether it is for those who vote or who do."""

from collections.abc import Sequence
from typing import Any

from workbench.base.errors import RunError
from workbench.rooms.given import Given
from workbench.rooms.kinds.typed import LINE, PARAGRAPH, line, parts, typed
from workbench.rooms.record import Activity

AXES = ("political", "operational")


def check(activity: Activity, value: object) -> dict[str, str]:
    """Return `{"what", "who", "when", "axis"}`; who and when may still be open.

    Raises RunError for a decision that says nothing, and for an axis that is none.
    """
    given = parts(value, ("what", "who", "when", "axis"))
    what = typed(given.get("what") or "", PARAGRAPH)
    if not what:
        raise RunError("room.decision_empty")
    axis = given.get("axis")
    if axis not in AXES:
        raise RunError("room.wrong_axis", allowed=", ".join(AXES))
    who, when = (line(given.get(name) or "", LINE) for name in ("who", "when"))
    return {"what": what, "who": who, "when": when, "axis": axis}


def cell(activity: Activity, given: Sequence[Given]) -> dict[str, Any]:
    """Return the board: `{"decisions": [{"what", "who", "when", "axis", "group"}]}`."""
    ordered = sorted(given, key=lambda one: (one.at, one.id))
    return {"decisions": [{**one.value, "group": one.group} for one in ordered]}
