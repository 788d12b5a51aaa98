"""The pages of a room: each one a template and a small script, which asks how the room stands."""

from functools import cache

import jinja2

from workbench.base import places, words
from workbench.base.errors import LetterError
from workbench.base.words import LANGS

FOLDER = "room"
LOOK = "/look"
OWN = "/look/room"
"""Where the style of all pages and the files of these screens are answered."""


@cache
def _environment() -> jinja2.Environment:
    folders = [places.templates() / FOLDER, places.templates() / "look"]
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals |= {"say": words.say, "look": LOOK, "own": OWN}
    return made


def page(template: str, lang: str, path: str, **told: object) -> str:
    """Return a page; *path* is what follows the language in its address, for its twin."""
    twins = [(other, f"/{other}/{path}") for other in LANGS if other != lang]
    return _environment().get_template(template).render(lang=lang, twins=twins, **told)


def letter(lang: str, error: LetterError) -> str:
    """Return the page that says what was refused, and where to type a code."""
    return page("letter.html.j2", lang, FOLDER, letter=error.say(lang))
