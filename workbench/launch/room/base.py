"""What every address of a room does first: our name, who asks, and a letter where it refuses."""

import asyncio
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import tornado.web

from workbench.base.errors import LetterError, RunError
from workbench.base.words import LANGS
from workbench.launch.access.pace import EVERYWHERE, Pace, place
from workbench.launch.access.reach import Reach
from workbench.launch.room import screens
from workbench.rooms import keys, seen
from workbench.rooms.live import Room
from workbench.rooms.store import Person

if TYPE_CHECKING:
    from workbench.launch.room.service import Service

BODY = 64 * 1024
"""Bytes of the longest answer."""

DAYS = 1
SLOW = 0.25
"""Seconds after which a wrong code is answered."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self' {sockets}",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""What a browser may load and run: our own files, and nothing that was written into a page."""


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """What is answered in the place of what was asked: a status, a word for scripts, a letter."""

    def __init__(self, status: int, why: str, letter: LetterError, wait: int = 0) -> None:
        self.status, self.why, self.letter, self.wait = status, why, letter, wait
        super().__init__(why)


class InRoom(tornado.web.RequestHandler):
    """An address of a room: no account, no kernel, no dossier; one cookie, of this room alone.

    Jupyter's check against other sites asks for a token in each page. Here that is looked at
    otherwise: what is written comes as JSON, which no form of another site can send, from a page
    of ours (`Origin`), with a cookie that other sites do not send along (`SameSite`).
    """

    in_words = True
    """Whether it answers with a page, not with JSON."""

    @property
    def service(self) -> "Service":
        """The rooms that are open."""
        found: Service = self.settings["room_service"]
        return found

    @property
    def reach(self) -> Reach:
        """How this server is reached."""
        found: Reach = self.settings["reach"]
        return found

    @property
    def lang(self) -> str:
        """The language of the address."""
        asked = self.request.path.split("/")[1]
        return asked if asked in LANGS else LANGS[0]

    def set_default_headers(self) -> None:
        """Set the strict headers that every answer carries."""
        sockets = self.reach.sockets(self.request)
        self.set_header("Content-Security-Policy", POLICY.format(sockets=sockets))
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")  # an address may hold a key
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Robots-Tag", "noindex")

    def prepare(self) -> None:
        """Refuse what names another server, and what another site sends."""
        origin = self.request.headers.get("Origin")
        if not self.reach.knows(self.request.host) or not (origin is None or self.is_ours(origin)):
            raise Refused(403, "elsewhere", RunError("room.elsewhere"))

    def is_ours(self, origin: str) -> bool:
        """Whether a page comes from this server, as the browser or as people name it."""
        return urlsplit(origin).netloc in {
            self.request.host,
            urlsplit(self.reach.address).netloc,
        } - {""}

    def check_xsrf_cookie(self) -> None:
        """Ask for no token: see above for what is looked at in its stead."""

    def from_where(self) -> str:
        """Return under what the address of who asks is counted; it is kept nowhere."""
        return place(self.reach.client(self.request))

    async def find(self, code: str) -> Room:
        """Return the room of a code; refuse where there is none, later and later, then not at all.

        Somebody who carries the word of a room is never held off by what their neighbours type.
        """
        found = self.service.find(code)
        if not (found and self.who(found)):
            self.held_off()
        return found or await self.mistaken(RunError("room.wrong_code"))

    def held_off(self) -> None:
        """Refuse where too many codes were wrong."""
        wrong, anywhere = self.service.wrong, self.service.wrong_anywhere
        wait = max(wrong.wait(self.from_where()), anywhere.wait(EVERYWHERE))
        if wait:
            letter = RunError("access.too_often", n=-(-wait // 60))
            raise Refused(429, "often", letter, wait)

    async def mistaken(self, letter: LetterError) -> Any:  # noqa: ANN401 - never returns
        """Count a wrong code or key, and say so after a moment."""
        self.service.wrong.count(self.from_where())
        self.service.wrong_anywhere.count(EVERYWHERE)
        await asyncio.sleep(SLOW)
        raise Refused(404, "wrong", letter)

    async def opened(self, room: Room) -> str:
        """Return the role that the key of the address opens: a phone's where there is none."""
        given = self.get_query_argument("key", "") or self.request.headers.get("X-Room-Key", "")
        if not given:
            return seen.PHONE
        self.held_off()
        return keys.role(room.secret, given) or await self.mistaken(RunError("room.wrong_key"))

    def who(self, room: Room) -> Person | None:
        """Return who asks, by the cookie of the room."""
        return room.person(self.get_cookie(self._cookie(room)) or "")

    def known(self, room: Room) -> Person:
        """Return who asks; refuse where nobody is known: the page is then to be loaded again."""
        found = self.who(room)
        if found is None:
            raise Refused(403, "unknown", RunError("room.not_known"))
        return found

    def remember(self, room: Room, word: str) -> None:
        """Let the browser carry the word of a person for a day."""
        self.set_cookie(
            self._cookie(room), word, expires_days=DAYS, httponly=True, samesite="Lax", path="/",
            secure=self.reach.https(self.request),
        )  # fmt: skip

    def paced(self, pace: Pace, one: str) -> None:
        """Refuse where *one* does this too often; nothing is lost, it is said when to go on."""
        if wait := pace.wait(one):
            raise Refused(429, "often", RunError("room.too_often", n=wait), wait)
        pace.count(one)

    def _cookie(self, room: Room) -> str:
        return f"workbench-room-{room.code}"

    def body(self) -> Any:  # noqa: ANN401 - any JSON
        """Return what was sent as JSON; refuse what is none, or too long."""
        kind = self.request.headers.get("Content-Type", "").partition(";")[0].strip()
        if len(self.request.body) > BODY:
            raise Refused(413, "long", RunError("room.body_long", most=BODY // 1024))
        try:
            found = json.loads(self.request.body, parse_constant=_no_number)
        except (ValueError, RecursionError):
            kind = ""
        if kind != "application/json":
            raise Refused(400, "unreadable", RunError("room.not_json"))
        return found

    def log_exception(self, kind: Any, value: Any, trace: Any) -> None:  # noqa: ANN401 - tornado's
        """Log faults alone: what is refused is an answer."""
        if not isinstance(value, Refused | tornado.web.HTTPError):
            super().log_exception(kind, value, trace)

    def write_error(self, status_code: int, **options: Any) -> None:  # noqa: ANN401 - tornado's own
        """Say what is refused: a page to a reader, JSON to a script."""
        error = (options.get("exc_info") or (None, None))[1]
        refused = error if isinstance(error, Refused) else None
        letter = refused.letter if refused else RunError(UNFORESEEN.get(status_code, "room.broken"))
        self.set_status(refused.status if refused else status_code)
        if refused and refused.wait:
            self.set_header("Retry-After", str(refused.wait))
        if self.in_words:
            self.finish(screens.letter(self.lang, letter))
            return
        told = {"ok": False, "why": refused.why if refused else "broken"}
        wait = {"wait": refused.wait} if refused and refused.wait else {}
        self.finish({**told, **wait, "letter": letter.say(self.lang)})


UNFORESEEN = {404: "room.wrong_code", 405: "room.not_json"}


def _no_number(name: str) -> None:
    raise ValueError(name)
