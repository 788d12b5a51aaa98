"""The addresses of a room, all under the language."""

from typing import Any

from tornado.web import StaticFileHandler

from workbench.base import places
from workbench.base.words import LANGS
from workbench.launch.room import handlers, screens
from workbench.launch.room.base import InRoom
from workbench.launch.room.line import Line

CODE = r"([0-9A-Za-z \-]{1,80})"


class Files(InRoom, StaticFileHandler):
    """The scripts, styles and pictures of the screens: nothing of anybody."""


def routes() -> list[tuple[Any, ...]]:
    """Return the addresses; none of them asks for an account."""
    lang = f"({'|'.join(LANGS)})"
    room = rf"/{lang}/room/{CODE}"
    files = {"path": str(places.templates() / screens.FOLDER)}
    return [
        (rf"/{lang}/room/?", handlers.Door),
        (room, handlers.Phone),
        (rf"{room}/lead", handlers.Led),
        (rf"{room}/screen", handlers.Projected),
        (rf"{room}/state", handlers.State),
        (rf"{room}/answer", handlers.Answers),
        (rf"{room}/back", handlers.Back),
        (rf"{room}/live", Line),
        (rf"{room}/lead/([a-z]{{1,20}})", handlers.Lead),
        (rf"{screens.OWN}/(\w+\.(?:js|css|svg|woff2))", Files, files),
    ]
