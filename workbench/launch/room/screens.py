"""The pages of a room: each one a template and a small script, which asks how the room stands."""

import json
from functools import cache

import jinja2

from workbench.base import places, words
from workbench.base.errors import LetterError
from workbench.base.words import LANGS

FOLDER = "room"
LOOK = "/look"
OWN = "/look/room"
"""Where the style of all pages and the files of these screens are answered."""

SUBJECT = "room_screens"
"""The phrases that the scripts of the screens say."""


@cache
def _environment() -> jinja2.Environment:
    folders = [places.templates() / FOLDER, places.templates() / "look"]
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals |= {"say": words.say, "look": LOOK, "own": OWN, "square": square}
    return made


def page(template: str, lang: str, path: str, **told: object) -> str:
    """Return a page; *path* is what follows the language in its address, for its twin."""
    twins = [(other, f"/{other}/{path}") for other in LANGS if other != lang]
    said = {"words": sentences(lang), "twins": twins, **told}
    return _environment().get_template(template).render(lang=lang, **said)


def letter(lang: str, error: LetterError) -> str:
    """Return the page that says what was refused, and where to type a code."""
    return page("letter.html.j2", lang, FOLDER, letter=error.say(lang))


@cache
def sentences(lang: str) -> str:
    """Return the sentences of the scripts as JSON: `{key: text}`, with their holes open."""
    found = words.phrases(lang).items()
    return json.dumps({key: said[0] for key, said in found if key.split(".")[0] == SUBJECT})


@cache
def square(address: str) -> str:
    """Return a QR code of an address, as inline SVG without a style or an outside name.

    >>> square("http://192.168.1.2:8866/fr/room/ABC").startswith("<svg")
    True
    """
    import segno

    made = segno.make(address, error="m", micro=False)
    return str(made.svg_inline(border=2, dark="#000000", light="#ffffff", omitsize=True))
