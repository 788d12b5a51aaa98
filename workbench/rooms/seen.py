"""What each screen sees of a room: the same for all phones, more for whoever leads."""

import time
from typing import Any

from workbench.base.records import Text
from workbench.rooms import keys
from workbench.rooms.live import Room
from workbench.rooms.record import Activity, Choice
from workbench.rooms.store import Person

PHONE = "phone"


def state(room: Room, lang: str, role: str = PHONE) -> dict[str, Any]:
    """Return what every screen of a *role* sees, in *lang*; `own` adds what one phone sees.

    `room`, `title`, `simulated`; `sequence` (from 0) of `sequences`; `activity` (whole, in one
    language), `round`, `stage`; `until` and `now` (seconds since 1970), `left` (seconds, while
    `paused`); `ended`; `people` (here, or with an answer in this round), `answered` (people, or
    groups), `groups`; `tally` or None; `version`, which grows with every change.
    Whoever leads sees `tallies` by round, `absent` (the numbers of who has not answered), `agenda`
    (each activity: how far it has come) and `members` (the people of each group) too.
    """
    standing, step, activity = room.standing, room.step, room.activity
    heard = room.heard()
    present = set(room.connected) | heard
    live = not activity.blind and step.stage == "open"
    told = {
        "room": room.code, "title": room.agenda.title.say(lang),
        "simulated": room.agenda.simulated,
        "sequence": standing.at, "sequences": len(room.agenda.sequences),
        "activity": asked(activity, lang), "round": step.round, "stage": step.stage,
        "until": standing.until, "left": standing.left, "paused": standing.paused,
        "ended": standing.ended, "people": len(present),
        "answered": len(room.answered()), "groups": standing.groups,
        "tally": room.tally(step.round) if step.stage == "shown" or live else None,
        "version": room.version, "now": time.time(),
    }  # fmt: skip
    return told if role != keys.LEAD else {**told, **_for_lead(room, lang, present - heard)}


def own(room: Room, person: Person) -> dict[str, Any]:
    """Return what one phone sees beside: `me` (number, and how to come back), `group`, `mine`.

    `mine` are the answers of the person that stand in this round, those of the group where the
    activity is answered by groups.
    """
    return {
        "me": {"number": person.number, "back": keys.back(room.secret, person.number)},
        "group": person.group,
        "mine": [
            {"subject": one.subject, "item": one.item, "slot": one.slot, "value": one.value,
             "id": one.id}
            for one in room.own_answers(person)
        ],
    }  # fmt: skip


def asked(activity: Activity, lang: str) -> dict[str, Any]:
    """Return an activity in one language; the options, items and subjects as `id, label, note`."""
    said = {name: _said(getattr(activity, name), lang) for name in ("title", "text")}
    lists = {
        name: [_choice(one, lang) for one in getattr(activity, name)]
        for name in ("options", "items", "subjects")
    }
    kept = {name: getattr(activity, name) for name in ("id", "kind", "minutes", "most", "blind")}
    return {**kept, **said, **lists, "per": activity.per, "extra": dict(activity.extra)}


def _for_lead(room: Room, lang: str, absent: set[int]) -> dict[str, Any]:
    steps = [(one, room.standing.step(one.id)) for one in room.agenda.sequences]
    grouped: dict[int, list[int]] = {n: [] for n in range(1, room.standing.groups + 1)}
    for one in room.people.values():
        if one.group in grouped:
            grouped[one.group].append(one.number)
    return {
        "tallies": {str(n): room.tally(n) for n in range(1, room.step.round + 1)},
        "absent": sorted(absent), "here": len(room.connected), "joined": len(room.people),
        "members": {str(n): members for n, members in grouped.items()},
        "agenda": [
            {"id": one.id, "title": one.title.say(lang), "kind": one.kind,
             "minutes": one.minutes, "stage": step.stage, "round": step.round}
            for one, step in steps
        ],
    }  # fmt: skip


def _said(text: Text | None, lang: str) -> str:
    return text.say(lang) if text else ""


def _choice(one: Choice, lang: str) -> dict[str, str]:
    return {"id": one.id, "label": one.label.say(lang), "note": _said(one.note, lang)}
