"""What a room answers: pages, how it stands, what phones send, and what whoever leads asks for."""

from typing import Any

from workbench.base.errors import LetterError, RunError
from workbench.launch.room import screens
from workbench.launch.room.base import InRoom, Refused
from workbench.launch.room.messages import joined
from workbench.rooms import keys, seen
from workbench.rooms.live import Room
from workbench.rooms.record import read


class Door(InRoom):
    """Asks for a code, and sends on whoever has one."""

    async def get(self, lang: str) -> None:
        """Answer with the page where a code is typed, or with the way into the room."""
        typed = self.get_query_argument("code", "")
        if typed:
            room = await self.find(typed)
            self.redirect(f"/{lang}/room/{room.code}")
        else:
            self.finish(screens.page("code.html.j2", lang, "room"))


class Page(InRoom):
    """The pages of one room."""

    def show(self, template: str, room: Room, end: str = "", **told: object) -> None:
        """Answer with a page; `join` is the address that phones are sent to."""
        given = self.get_query_argument("key", "")
        path = f"room/{room.code}{end}" + (f"?key={given}" if given else "")
        here = self.reach.url(self.settings["port_told"])
        self.finish(
            screens.page(
                template, self.lang, path, code=room.code, title=room.agenda.title.say(self.lang),
                simulated=room.agenda.simulated, base=f"/{self.lang}/room/{room.code}",
                join=f"{here}/{self.lang}/room/{room.code}", door=f"{here}/{self.lang}/room",
                key=given, **told,
            )
        )  # fmt: skip


class Phone(Page):
    """The page of a participant: whoever opens it is in the room."""

    async def get(self, lang: str, code: str) -> None:
        """Answer with the page; know the phone from now on."""
        room = await self.find(code)
        person = self.who(room)
        if person is None and not room.standing.ended:
            self.paced(self.service.joins, self.from_where())
            person, word = await kept(room.join())
            self.remember(room, word)
            self.service.tell(room)
        back = keys.back(room.secret, person.number) if person else ""
        self.show("phone.html.j2", room, number=person.number if person else 0, back=back)


class Led(Page):
    """The screen of whoever leads, and the projector: each opens with its key alone."""

    template = "lead.html.j2"
    opens: tuple[str, ...] = (keys.LEAD,)

    async def get(self, lang: str, code: str) -> None:
        """Answer with the screen."""
        room = await self.find(code)
        if await self.opened(room) not in self.opens:
            await self.mistaken(RunError("room.wrong_key"))
        wall = keys.key(room.secret, keys.SCREEN)
        self.show(self.template, room, end=f"/{self.opens[0]}", wall=wall)


class Projected(Led):
    """What everybody sees on the wall: it can be looked at, and does nothing."""

    template = "screen.html.j2"
    opens = (keys.SCREEN, keys.LEAD)


class State(InRoom):
    """How a room stands, as JSON."""

    in_words = False

    async def get(self, lang: str, code: str) -> None:
        """Answer with what this screen sees."""
        room = await self.find(code)
        role = await self.opened(room)
        messages = self.service.messages[room.code]
        own = messages.own(self.known(room)) if role == seen.PHONE else ""
        self.set_header("Content-Type", "application/json; charset=UTF-8")
        self.finish(joined(messages.now(lang, role), own))


class Answers(InRoom):
    """Takes what phones send: what is acknowledged is kept, once."""

    in_words = False

    async def post(self, lang: str, code: str) -> None:
        """Keep an answer, and say so only then."""
        room = await self.find(code)
        person = self.known(room)
        self.paced(self.service.answers, f"{room.code} {person.number}")
        try:
            answer = read(self.body())
        except RunError as error:
            raise refused(error) from None
        await kept(room.answer(person, answer))
        self.service.tell(room)
        self.finish({"ok": True, "id": answer.id})


class Back(InRoom):
    """Lets somebody go on, on another phone, by the short number that the first one showed."""

    in_words = False

    async def post(self, lang: str, code: str) -> None:
        """Know this phone as that person from now on; the other one is out."""
        room = await self.find(code)
        self.held_off()
        given = self.body()
        typed = given.get("number") if isinstance(given, dict) else None
        found = await kept(room.back(typed)) if isinstance(typed, str) else None
        if found is None:
            found = await self.mistaken(RunError("room.wrong_number_back"))
        person, word = found
        self.service.hang_up(room, person.number)
        self.remember(room, word)
        self.finish({"ok": True, "number": person.number})


class Lead(InRoom):
    """Does what whoever leads asks for."""

    in_words = False

    async def post(self, lang: str, code: str, verb: str) -> None:
        """Do it, and answer how the room stands then."""
        room = await self.find(code)
        if await self.opened(room) != keys.LEAD:
            await self.mistaken(RunError("room.wrong_key"))
        given = self.body() if self.request.body else {}
        if not isinstance(given, dict):
            raise Refused(400, "unreadable", RunError("room.not_json"))
        said = {name: given[name] for name in ("minutes", "n") if name in given}
        await kept(room.lead(verb, said))
        self.service.tell(room, now=True)
        self.set_header("Content-Type", "application/json; charset=UTF-8")
        self.finish(joined('{"ok": true}', self.service.messages[room.code].now(lang, keys.LEAD)))


async def kept(doing: Any) -> Any:  # noqa: ANN401 - what it returns
    """Return what is done, or refuse with the letter that says why it is not."""
    try:
        return await doing
    except LetterError as error:
        raise refused(error) from None


def refused(error: LetterError) -> Refused:
    """Return how a letter is answered: late, not kept now, no place, or not fitting."""
    match error.key:
        case "room.closed" | "room.ended":
            return Refused(409, "closed", error)
        case "room.not_kept" | "room.store_closed":
            return Refused(503, "again", error, 2)
        case "room.full":
            return Refused(503, "full", error, 60)
        case _:
            return Refused(400, "wrong", error)
