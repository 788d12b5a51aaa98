"""The line to a screen: it is told what changes, and says nothing back."""

import asyncio
from contextlib import suppress

from tornado.websocket import WebSocketClosedError, WebSocketHandler

from workbench.launch.room.base import InRoom
from workbench.launch.room.messages import Messages, joined
from workbench.rooms import seen
from workbench.rooms.live import Room
from workbench.rooms.store import Person

MOST = 6
"""Lines that one phone may hold open: a few pages of the same browser."""

NOTHING = -1
"""The number of the last message of a screen that has been told nothing yet."""

ASKED_EVERY = 20.0
"""Seconds between two questions whether the other end is still there."""


class Line(InRoom, WebSocketHandler):
    """A line that one screen holds open. To one that reads slowly, what is old is never sent."""

    in_words = False
    room: Room
    person: Person | None = None
    role = seen.PHONE
    _told: int = NOTHING
    _mark: tuple[object, ...] | None = None
    _under_way: "asyncio.Future[None] | None" = None

    async def get(self, lang: str, code: str) -> None:
        """Open the line for whoever may look."""
        self.room = await self.find(code)
        self.role = await self.opened(self.room)
        if self.role == seen.PHONE:
            self.person = self.known(self.room)
        await super().get(lang, code)

    def check_origin(self, origin: str) -> bool:
        """Whether the page that asks for the line is ours."""
        return self.is_ours(origin)

    def open(self, *_: str) -> None:
        """Send how the room stands, and from now on what changes."""
        self.set_nodelay(True)
        if self.person and self.room.connected[self.person.number] >= MOST:
            self.close(1008)
            return
        self.service.look(self)

    def on_message(self, message: str | bytes) -> None:
        """Hear nothing: answers come over HTTP, where each is acknowledged."""

    def on_close(self) -> None:
        """Send nothing any more."""
        self.service.leave(self)

    def send(self, messages: Messages) -> None:
        """Send what is new to this screen; where it still reads, it is sent the whole later."""
        if self._under_way is not None and not self._under_way.done():
            self._told = NOTHING
            return
        kind = messages.of(self.lang, self.role)
        person = self.room.people[self.person.number] if self.person else None
        mark = self.room.mark(person) if person else None
        own = messages.own(person) if person and mark != self._mark else ""
        if self._told == kind.n or (self._told == kind.n - 1 and kind.quiet):
            new = kind.clock if own else ""
        else:
            new = kind.new if self._told == kind.n - 1 else kind.whole
        self._told, self._mark = kind.n, mark
        if new:
            with suppress(WebSocketClosedError):
                told = joined(new, own)
                self._under_way = asyncio.ensure_future(self.write_message(told))
                self._under_way.add_done_callback(self._written)

    def _written(self, done: "asyncio.Future[None]") -> None:
        if not done.cancelled() and not done.exception() and self._told == NOTHING:
            self.send(self.service.messages[self.room.code])

    @property
    def ping_interval(self) -> float:
        """How often it is asked whether the other end is still there."""
        return ASKED_EVERY

    @property
    def max_message_size(self) -> int:
        """How much a screen may say: it has nothing to say."""
        return 1024
