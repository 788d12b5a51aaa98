"""What every address does first: is this our name, and is it not asked too often."""

from typing import Any

import tornado.web
from jupyter_server.base.handlers import APIHandler

from workbench.base.errors import LetterError, RunError
from workbench.base.words import LANGS
from workbench.launch import look
from workbench.launch.access.pace import Paces, place
from workbench.launch.access.reach import Reach

WRITING = ("POST", "PUT", "PATCH", "DELETE")


class Named(tornado.web.RequestHandler):
    """Answers only to the names of this server, so that no other site can borrow a browser."""

    @property
    def reach(self) -> Reach:
        """How this server is reached."""
        found: Reach = self.settings["reach"]
        return found

    def check_host(self) -> bool:
        """Whether the request names this server; on one's own machine Jupyter looks itself."""
        if self.reach.joined:
            return self.reach.knows(self.request.host)
        found: bool = super().check_host()  # type: ignore[misc]  # that of Jupyter's handlers
        return found


class Reached(Named):
    """Lets one person, and one address, write only so often; says what it refuses in our words."""

    async def prepare(self) -> None:
        """Look at how often the address writes, then who asks, then how often they do."""
        writes = self.reach.joined and self.request.method in WRITING
        if writes and not self.counted("writes_of_address", self.from_where()):
            return
        asked = super().prepare()
        if asked is not None:
            await asked
        user: Any = getattr(self, "current_user", None)
        if writes and user and not self._finished:
            self.counted("writes", user.username)

    def from_where(self) -> str:
        """Return under what the address of who asks is counted."""
        return place(self.reach.client(self.request))

    @property
    def paces(self) -> Paces:
        """What is counted on this server."""
        found: Paces = self.settings["paces"]
        return found

    def counted(self, pace: str, one: str) -> bool:
        """Whether *one* may do this now, which then counts; else it is told when."""
        if not self.reach.joined:
            return True
        limit = getattr(self.paces, pace)
        if wait := limit.wait(one):
            self.slow_down(wait)
            return False
        limit.count(one)
        return True

    def slow_down(self, seconds: int) -> None:
        """Say after how many seconds one may go on."""
        self.set_header("Retry-After", str(seconds))
        self.say(429, RunError("access.too_often", n=-(-seconds // 60)), "access.slow")

    def say(self, status: int, error: LetterError, heading: str = "access.refused") -> None:
        """Answer with a letter."""
        self.set_status(status)
        self.set_header("Cache-Control", "no-store")
        self.finish(look.letter(error, self.lang, "", heading))

    @property
    def lang(self) -> str:
        """The language of the address, or that of the browser."""
        asked = self.request.path.split("/")[1]
        asked = asked if asked in LANGS else self.get_query_argument("lang", "")
        accepted = self.request.headers.get("Accept-Language", "")
        return asked if asked in LANGS else look.reader_language(accepted)

    def write_error(self, status_code: int, **options: Any) -> None:  # noqa: ANN401 - tornado's own
        """Say what is refused in our words, or in a page's own; to a script, in Jupyter's."""
        if isinstance(self, APIHandler) or getattr(self, "in_own_words", False):
            super().write_error(status_code, **options)
            return
        key = REFUSED.get(status_code, "access.went_wrong")
        self.say(status_code, RunError(key))


REFUSED = {
    400: "access.not_understood",
    403: "access.not_yours",
    404: "access.nothing_here",
    405: "access.not_understood",
    413: "access.too_large",
}
"""What is said where the server refuses, by status."""
