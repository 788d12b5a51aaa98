"""The kinds of activities: what fits each, and what a room sees of its answers. Never a ranking."""

from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any

from workbench.base.errors import RunError
from workbench.rooms.given import Given
from workbench.rooms.kinds import choice, decision, matrix, rating, several, text, words
from workbench.rooms.record import Activity, Answer

ALL: Mapping[str, ModuleType] = {
    "choice": choice,
    "several": several,
    "words": words,
    "rating": rating,
    "matrix": matrix,
    "decision": decision,
    "text": text,
}
"""What each kind is made of: `check(activity, value)`, `cell(activity, values)`."""

SLOTTED = ("words", "decision", "text")
"""Kinds of which a person gives several, each in a slot of its own."""


def check(activity: Activity, answer: Answer) -> Any:  # noqa: ANN401 - what a kind keeps
    """Return the value of an answer as it is kept; None where one is taken back.

    Raises RunError, with what to do, for a place that the activity has not, and for a value that
    does not fit.
    """
    for given, there in ((answer.subject, activity.subjects), (answer.item, activity.items)):
        if given not in ({one.id for one in there} or {""}):
            raise RunError("room.no_such_place", given=given)
    if answer.slot > (activity.most if activity.kind in SLOTTED else 1):
        raise RunError("room.too_many", n=activity.most)
    return None if answer.value is None else ALL[activity.kind].check(activity, answer.value)


def tally(activity: Activity, answers: Iterable[Given]) -> dict[str, Any]:
    """Return what a room sees of the answers that stand: for each place what was said, how often.

    `{"kind", "answered", "cells": [{"subject", "item", "n", …}]}`: *answered* is how many people
    (or groups) have said something, *n* how many at this place. The places stand in the order of
    the activity and the options in their own, whatever was answered.
    """
    standing = [one for one in answers if one.value is not None]
    places: dict[tuple[str, str], list[Given]] = {
        (subject, item): []
        for subject in ([one.id for one in activity.subjects] or [""])
        for item in ([one.id for one in activity.items] or [""])
    }
    for one in standing:
        places[one.subject, one.item].append(one)
    cells = [
        {"subject": subject, "item": item, "n": len({one.who for one in there}),
         **ALL[activity.kind].cell(activity, there)}
        for (subject, item), there in places.items()
    ]  # fmt: skip
    return {
        "kind": activity.kind, "answered": len({one.who for one in standing}), "cells": cells
    }  # fmt: skip
