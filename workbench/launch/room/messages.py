"""What screens are sent: the whole once, then only what has changed; what is alike is made once."""

import json
from functools import cached_property
from typing import Any

from workbench.rooms import seen
from workbench.rooms.live import Room
from workbench.rooms.store import Person

ALWAYS = ("version", "now")


class Messages:
    """The last message to each kind of screen of one room."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self._kinds: dict[tuple[str, str], Kind] = {}

    def of(self, lang: str, role: str) -> "Kind":
        """Return what the screens of a role are told, in *lang*."""
        if (lang, role) not in self._kinds:
            self._kinds[lang, role] = Kind(seen.state(self.room, lang, role), 1)
        return self._kinds[lang, role]

    def renew(self, role: str) -> None:
        """Look again at the room, as the screens of a role see it."""
        for kind, before in self._kinds.items():
            if kind[1] == role:
                self._kinds[kind] = before.after(seen.state(self.room, *kind))

    def own(self, person: Person) -> str:
        """Return what one phone is told beside, as JSON."""
        return _json(seen.own(self.room, person))

    def now(self, lang: str, role: str) -> str:
        """Return the whole as it is at this moment, as JSON."""
        return _json(seen.state(self.room, lang, role))


class Kind:
    """What one kind of screen is told: *whole*, and *new*, what has changed since number *n* - 1.

    It is *quiet* where nothing has but the time.
    """

    def __init__(self, state: dict[str, Any], n: int, new: dict[str, Any] | None = None) -> None:
        self.state, self.n = state, n
        self.quiet = new is not None and set(new) <= set(ALWAYS)
        self.new = _json(new) if new is not None else ""
        self.clock = _json({name: state[name] for name in ALWAYS})

    @cached_property
    def whole(self) -> str:
        """Everything, as JSON."""
        return _json(self.state)

    def after(self, state: dict[str, Any]) -> "Kind":
        """Return what is told next."""
        before = self.state
        new = {
            name: value for name, value in state.items()
            if name in ALWAYS or name not in before or before[name] != value
        }  # fmt: skip
        return Kind(state, self.n + 1, new)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def joined(*parts: str) -> str:
    """Return several JSON objects as one.

    >>> joined('{"a": 1}', '', '{"b": 2}')
    '{"a": 1, "b": 2}'
    """
    return "{" + ", ".join(part[1:-1] for part in parts if part) + "}"
