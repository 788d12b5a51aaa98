"""What the server answers at the Home: the page, the bin, and each action once, by POST."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO
from urllib.parse import urlencode

import tornado.web
from jupyter_server.base.handlers import JupyterHandler

from workbench.base import shelf, zipped
from workbench.base.errors import LetterError, RunError
from workbench.base.shelf import Shelf
from workbench.base.titles import stem
from workbench.base.words import LANGS
from workbench.launch import access, look
from workbench.launch.home import page
from workbench.launch.home.mine import shelf_of
from workbench.launch.home.page import APP, Told
from workbench.launch.home.upload import AROUND, OneFile

PIECE = 256 * 1024
Fields = Mapping[str, str]
Asked = Mapping[str, str | list[str]]
Way = tuple[str, str, Asked]
"""Where to go: the language, the path, and what is asked there."""
FIELDS = ("title", "lang", "dossier", "sure")
FIELD = 4000
"""Signs of one answer that are looked at: a longer one is too long in any case."""


class OfHome(JupyterHandler):
    """What all of these have in common: whose shelf it is, and letters where something is wrong."""

    in_own_words = True

    def set_default_headers(self) -> None:
        """A list of dossiers is never yesterday's, also after the back button."""
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")

    @property
    def mine(self) -> Shelf:
        """The shelf of whoever asks."""
        return shelf_of(self)

    def show(self, lang: str, told: Told | None = None, status: int = 200) -> None:
        """Answer with the Home."""
        self.set_status(status)
        xsrf, who = self.xsrf_token.decode(), access.person(self).name
        self.finish(page.home(lang, self.mine, xsrf, told, who))

    def go(self, lang: str, path: str, asked: Asked) -> None:
        """Send the browser on, so that loading again does nothing twice."""
        query = f"?{urlencode(asked, doseq=True)}" if asked else ""
        self.redirect(f"/{lang}/{path}{query}", status=303)

    def write_error(self, status_code: int, **_: Any) -> None:  # noqa: ANN401 - tornado's own
        """Answer with a letter: no page of Jupyter's, and no traceback."""
        lang = self.request.path.strip("/").split("/")[0]
        key = "home.old_page" if status_code == 403 else "home.unforeseen"
        self.finish(look.letter(RunError(key), lang if lang in LANGS else LANGS[0], ""))


class HomePage(OfHome):
    """Answers with one's dossiers and the examples."""

    @tornado.web.authenticated
    def get(self, lang: str) -> None:
        """Answer in *lang*, and say first what was just done."""
        self.show(lang, _told(self, lang))


class BinPage(OfHome):
    """Answers with what was put away."""

    @tornado.web.authenticated
    def get(self, lang: str) -> None:
        """Answer in *lang*; before something is deleted, ask once more."""
        asked = tuple(self.get_query_arguments("ask"))
        xsrf, who = self.xsrf_token.decode(), access.person(self).name
        self.finish(page.put_away(lang, self.mine, xsrf, _told(self, lang), asked, who))


class Action(OfHome):
    """Does one thing with a dossier, then sends the browser on."""

    @tornado.web.authenticated
    async def post(self, lang: str, verb: str) -> None:
        """Do it; where it cannot be done, answer with the Home and the letter."""
        typed = {name: self.get_body_argument(name, "")[:FIELD] for name in FIELDS}
        keys = self.get_body_arguments("key")
        try:
            to = await asyncio.to_thread(ACTIONS[verb], self.mine, lang, typed, keys)
        except LetterError as error:
            self.show(lang, Told(letter=error, key=verb, typed=typed), 400)
            return
        self.go(*to)


class Saved(OfHome):
    """Answers with a dossier as one zip file."""

    @tornado.web.authenticated
    async def get(self, lang: str) -> None:
        """Send it piece by piece."""
        name = self.get_query_argument("dossier", "")
        try:
            file = await asyncio.to_thread(shelf.packed, name, self.mine)
        except LetterError as error:
            self.show(lang, Told(letter=error), 404)
            return
        with file:
            self.set_header("Content-Type", "application/zip")
            self.set_header("Content-Disposition", f'attachment; filename="{stem(name)}.zip"')
            while piece := file.read(PIECE):
                self.write(piece)
                await self.flush()


@tornado.web.stream_request_body
class Brought(OfHome):
    """Takes a zip file as it comes, and puts its dossier on the shelf."""

    file: BinaryIO | None = None
    coming: OneFile | None = None
    wrong: LetterError | None = None

    async def prepare(self, **_: Any) -> None:  # noqa: ANN401 - Jupyter's own
        """Look at who sends, from where and how much, before any of it is read."""
        await super().prepare()
        if self._finished or self.request.method != "POST":
            return
        size = self.request.headers.get("Content-Length", "")
        most = zipped.MOST_PACKED + AROUND
        if not size.isdecimal() or int(size) > most:
            letter = RunError("home.too_large", most=zipped.MOST_PACKED // zipped.MIB)
            self.set_header("Connection", "close")
            self.show(self.path_args[0], Told(letter=letter, key="bring"), 413)
            return
        connection: Any = self.request.connection
        connection.set_max_body_size(most)
        try:
            self.file = shelf.blank(self.mine)
            self.coming = OneFile(self.request.headers.get("Content-Type", ""), self.file)
        except LetterError as error:
            self.wrong = error

    def data_received(self, chunk: bytes) -> None:
        """Write down what has come; after something wrong, nothing more."""
        if self.wrong or self.coming is None:
            return
        try:
            self.coming.take(chunk)
        except LetterError as error:
            self.wrong = error
        except OSError:
            self.wrong = RunError("shelf.not_written")

    @tornado.web.authenticated
    async def post(self, lang: str) -> None:
        """Put the dossier on the shelf, or say why not."""
        try:
            if self.wrong or self.coming is None:
                raise self.wrong or RunError("home.no_file")
            name = await asyncio.to_thread(shelf.unpacked, self.coming.end(), self.mine)
        except LetterError as error:
            self.show(lang, Told(letter=error, key="bring"), 400)
            return
        self.go(lang, "", {"done": "bring", "dossier": name})

    def on_finish(self) -> None:
        """Keep nothing of what has come."""
        if self.file:
            self.file.close()
        super().on_finish()


def _new(mine: Shelf, lang: str, typed: Fields, _: list[str]) -> Way:
    name = shelf.new(typed["title"], mine)
    chosen = typed["lang"] if typed["lang"] in LANGS else lang
    return chosen, APP, {"dossier": name}


def _duplicate(mine: Shelf, lang: str, typed: Fields, _: list[str]) -> Way:
    name = shelf.duplicate(typed["dossier"], typed["title"], mine)
    return lang, "", {"done": "duplicate", "dossier": name}


def _put_away(mine: Shelf, lang: str, typed: Fields, _: list[str]) -> Way:
    key = shelf.put_away(typed["dossier"], mine)
    return lang, "", {"done": "away", "key": key}


def _take_back(mine: Shelf, lang: str, _: Fields, keys: list[str]) -> Way:
    name = shelf.take_back(keys[0] if keys else "", mine)
    return lang, "", {"done": "back", "dossier": name}


def _throw_away(mine: Shelf, lang: str, typed: Fields, keys: list[str]) -> Way:
    if typed["sure"] != "yes":
        return lang, "bin", {"ask": keys}
    shelf.throw_away(keys, mine)
    return lang, "bin", {"done": "throw"}


ACTIONS: dict[str, Callable[[Shelf, str, Fields, list[str]], Way]] = {
    "new": _new,
    "duplicate": _duplicate,
    "away": _put_away,
    "back": _take_back,
    "throw": _throw_away,
}


def routes() -> list[tuple[Any, ...]]:
    """Return the addresses of the Home and who answers there."""
    langs = "|".join(LANGS)
    return [
        (rf"/({langs})/", HomePage),
        (rf"/({langs})/bin", BinPage),
        (rf"/({langs})/shelf/save", Saved),
        (rf"/({langs})/shelf/bring", Brought),
        (rf"/({langs})/shelf/({'|'.join(ACTIONS)})", Action),
    ]


def _told(handler: OfHome, lang: str) -> Told | None:
    """Return what was just done, as the address tells it, about a dossier that is there."""
    done, key = handler.get_query_argument("done", ""), handler.get_query_argument("key", "")
    if done not in page.DONE:
        return None
    name = handler.get_query_argument("dossier", "")
    found = shelf.own(handler.mine).get(name)
    if key:
        found = next((one.dossier for one in shelf.away(handler.mine) if one.key == key), None)
    if found is None and done != "throw":
        return None
    title = look.front(found, lang).title if found else ""
    return Told(done, title=title, key=key)
