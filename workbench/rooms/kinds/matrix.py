"""A subject placed by items, one option each, with the evidence for it."""

from collections.abc import Sequence
from typing import Any

from workbench.rooms.given import Given
from workbench.rooms.kinds.choice import option
from workbench.rooms.kinds.typed import PARAGRAPH, parts, typed
from workbench.rooms.record import Activity


def check(activity: Activity, value: object) -> dict[str, str]:
    """Return `{"option", "evidence"}`: an option by its id, and a text which may be empty."""
    given = parts({"option": value} if isinstance(value, str) else value, ("option", "evidence"))
    chosen = option(activity, given.get("option"))
    return {"option": chosen, "evidence": typed(given.get("evidence") or "", PARAGRAPH)}


def cell(activity: Activity, given: Sequence[Given]) -> dict[str, Any]:
    """Return `{"counts": {id: n}, "evidence": [{"option", "text", "group"}]}`."""
    chosen = [one.value["option"] for one in given]
    ordered = sorted(given, key=lambda one: (one.at, one.id))
    return {
        "counts": {one.id: chosen.count(one.id) for one in activity.options},
        "evidence": [
            {"option": one.value["option"], "text": one.value["evidence"], "group": one.group}
            for one in ordered if one.value["evidence"]
        ],
    }  # fmt: skip
