"""The rooms of a server, the screens that look at them, and how often one may do what."""

import math
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

import tornado.ioloop

from workbench.base.words import say
from workbench.launch.access import codes
from workbench.launch.access.pace import Pace
from workbench.launch.access.reach import Reach
from workbench.launch.room.messages import Messages
from workbench.launch.room.routes import routes
from workbench.rooms import keys, seen
from workbench.rooms.live import Room
from workbench.rooms.store import Person, Store

BETWEEN = 0.25
"""Seconds between two messages to one screen, at least."""

ROLES = (seen.PHONE, *keys.ROLES)
CALM = 1.0
"""Seconds between two messages to a phone where only others have answered, or come."""


class Screen(Protocol):
    """A phone, the screen of whoever leads, or a projector, that holds a line open."""

    room: Room
    person: Person | None
    role: str

    def send(self, messages: Messages) -> None:
        """Send what is new."""

    def close(self) -> None:
        """Hang up."""


class Clock:
    """Does a thing soon after it was asked for, and not again before some seconds are over."""

    def __init__(self) -> None:
        self._last = -math.inf
        self._due = math.inf
        self._waiting: object = None

    def ring(self, between: float, act: Callable[[], None]) -> None:
        """Do *act* now, or as soon as *between* seconds are over since it was done last."""
        loop = tornado.ioloop.IOLoop.current()
        due = self._last + between
        if self._due <= due:
            return
        if self._waiting is not None:
            loop.remove_timeout(self._waiting)
        self._due, self._waiting = due, loop.call_at(due, self._act, act)

    def _act(self, act: Callable[[], None]) -> None:
        self._last, self._due = tornado.ioloop.IOLoop.current().time(), math.inf
        self._waiting = None
        act()


class Service:
    """The open rooms of one store, by code, and every screen that looks at one."""

    def __init__(self, kept: Store, *opened: str) -> None:
        self.store = kept
        self.rooms = {code: Room(kept, code) for code in opened}
        self.messages = {code: Messages(room) for code, room in self.rooms.items()}
        self.screens: dict[str, set[Screen]] = {code: set() for code in opened}
        self._clocks = {code: {role: Clock() for role in ROLES} for code in opened}
        self.answers = Pace(60, 10)
        """Answers of one person: a grid filled in a hurry, and what a phone kept while offline."""
        self.wrong = Pace(30, 10 * 60)
        """Wrong codes, keys and numbers of one address: a whole room may stand behind it."""
        self.wrong_anywhere = Pace(300, 10 * 60)
        """Those of all addresses together."""
        self.joins = Pace(600, 60 * 60)
        """People who come in from one address."""

    def find(self, typed: str) -> Room | None:
        """Return the room of a code, however it was typed."""
        return self.rooms.get(codes.plain(typed))

    def look(self, screen: Screen) -> None:
        """Send to a screen from now on what changes in its room; at once, how it stands."""
        room = screen.room
        self.screens[room.code].add(screen)
        if screen.person:
            room.connected[screen.person.number] += 1
        screen.send(self.messages[room.code])
        room.changed()
        self.tell(room)

    def leave(self, screen: Screen) -> None:
        """Send nothing to a screen any more."""
        room = screen.room
        if screen not in self.screens[room.code]:
            return
        self.screens[room.code].discard(screen)
        if screen.person:
            room.connected[screen.person.number] -= 1
            if not room.connected[screen.person.number]:
                del room.connected[screen.person.number]
        room.changed()
        self.tell(room)

    def hang_up(self, room: Room, number: int) -> None:
        """Close every line of a person: another phone goes on in their place."""
        for screen in list(self.screens[room.code]):
            if screen.person and screen.person.number == number:
                screen.close()

    def tell(self, room: Room, now: bool = False) -> None:
        """Tell every screen of a room what has changed: soon, and never too often.

        Phones are told *now* of what they must not miss, and of the rest once a second.
        """
        for role, clock in self._clocks[room.code].items():
            calm = role == seen.PHONE and not now
            clock.ring(CALM if calm else BETWEEN, partial(self._send, room, role))

    def _send(self, room: Room, role: str) -> None:
        messages = self.messages[room.code]
        messages.renew(role)
        for screen in [one for one in self.screens[room.code] if one.role == role]:
            screen.send(messages)

    def settings(self, port: int) -> dict[str, Any]:
        """Return what the addresses of rooms ask for; *port* is the one that people reach."""
        return {"room_service": self, "port_told": port}

    def routes(self) -> list[tuple[Any, ...]]:
        """Return the addresses of rooms."""
        return routes()

    def told(self, reach: Reach, port: int, lang: str) -> str:
        """Return the addresses of each room: phones, whoever leads, the projector."""
        return "\n".join(self._told(room, reach.url(port), lang) for room in self.rooms.values())

    def _told(self, room: Room, url: str, lang: str) -> str:
        base = f"{url}/{lang}/room/{room.code}"
        lead, screen = (f"{base}/{role}?key={keys.key(room.secret, role)}" for role in keys.ROLES)
        title = room.agenda.title.say(lang)
        return say(
            "room.open_at", lang, title=title, code=room.code, phone=base, lead=lead, screen=screen
        )

    def close(self) -> None:
        """Write what waits, and close the store."""
        self.store.close()
