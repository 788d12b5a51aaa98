"""Free texts: shown one by one, in the order in which they came."""

from collections.abc import Sequence
from typing import Any

from workbench.rooms.given import Given
from workbench.rooms.kinds.typed import PARAGRAPH, typed
from workbench.rooms.record import Activity


def check(activity: Activity, value: object) -> str | None:
    """Return the text, None for an empty one; raise RunError for one that is too long."""
    return typed(value, PARAGRAPH) or None


def cell(activity: Activity, given: Sequence[Given]) -> dict[str, Any]:
    """Return the texts: `{"texts": [{"text", "group"}]}`; who wrote one is not told."""
    ordered = sorted(given, key=lambda one: (one.at, one.id))
    return {"texts": [{"text": one.value, "group": one.group} for one in ordered]}
