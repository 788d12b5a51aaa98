"""The Home as a page: what is told of each dossier, and the templates that show it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlencode

from workbench.base import places, shelf, zipped
from workbench.base.dossier import Dossier
from workbench.base.errors import LetterError
from workbench.base.shelf import Shelf
from workbench.base.titles import LONGEST
from workbench.base.words import LANGS, say
from workbench.launch import contents, look
from workbench.launch.home.steps import STEPS, Stands, moment, standing
from workbench.launch.look import Visit

NEVER = datetime.fromtimestamp(0, UTC)
FIRST = re.compile(r"(?<=[.!?])\s")
"""Where the first sentence of a summary ends: a card shows no more, and the rest when asked."""
APP = "app"
"""The page of the guided app."""


@dataclass(frozen=True)
class Told:
    """What a page says first: what was just *done*, or the *letter* that says why it was not."""

    done: str = ""
    letter: LetterError | None = None
    title: str = ""
    key: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)


DONE = {
    "duplicate": "home.done.duplicate",
    "away": "home.done.away",
    "back": "home.done.back",
    "bring": "home.done.bring",
    "throw": "home.done.throw",
}
"""What the Home says after each action."""


def home(lang: str, mine: Shelf, xsrf: str = "", told: Told | None = None, who: str = "") -> str:
    """Return the Home: one's own dossiers, the last used first, and the examples."""
    own = shelf.own(mine)
    cards = [_card(*pair, lang) for pair in _latest(own)]
    others = shelf.own(Shelf(places.examples()))
    examples = [_card(one, standing(one), lang) for name, one in others.items() if name not in own]
    examples.sort(
        key=lambda card: bool(card["programme"])
    )  # what brings others together comes last
    return look.template("index.html.j2").render(
        _around(lang, "", xsrf, told, who), cards=cards, examples=examples,
        put_away=len(shelf.away(mine)), most=zipped.MOST_PACKED // zipped.MIB,
        most_bytes=zipped.MOST_PACKED, place=_place(told, own),
    )  # fmt: skip


def put_away(
    lang: str, mine: Shelf, xsrf: str, told: Told | None, asked: tuple[str, ...], who: str = ""
) -> str:
    """Return the page of what was put away; *asked* are the keys about which one is asked twice."""
    away = [
        {
            "key": one.key,
            "title": look.front(one.dossier, lang).title,
            "when": moment(one.when, lang),
        }
        for one in shelf.away(mine)
    ]
    twice = [one for one in away if one["key"] in asked]
    return look.template("home_bin.html.j2").render(
        _around(lang, "bin", xsrf, told, who), away=away, twice=twice
    )


def _around(lang: str, path: str, xsrf: str, told: Told | None, who: str) -> dict[str, object]:
    told = told or Told()
    said = DONE.get(told.done)
    return {
        "lang": lang, "xsrf": xsrf, "who": who, "typed": told.typed,
        "twins": [(other, f"/{other}/{path}") for other in LANGS if other != lang],
        "done": say(said, lang, title=told.title) if said else "",
        "undo": told.key if told.done == "away" else "",
        "letter": told.letter.say(lang) if told.letter else "",
        "steps": [{"id": step.id, "name": say(step.name, lang)} for step in STEPS],
    }  # fmt: skip


def _place(told: Told | None, own: Mapping[str, Dossier]) -> str:
    """Return beside what a letter stands: a form, a dossier, or "" for the top of the page."""
    if told is None or told.letter is None:
        return ""
    if told.key == "duplicate":
        name = told.typed.get("dossier", "")
        return f"copy of {name}" if name in own else ""
    return told.key if told.key in ("new", "bring") else ""


def _latest(own: Mapping[str, Dossier]) -> list[tuple[Dossier, Stands]]:
    """Return dossiers with how far they are, the last used first."""
    stands = [(one, standing(one)) for one in own.values()]
    return sorted(stands, key=lambda pair: pair[1].when or NEVER, reverse=True)


def _card(dossier: Dossier, stands: Stands, lang: str) -> dict[str, object]:
    front, pages = look.front(dossier, lang), contents.pages_of(dossier)
    programme = pages == contents.programme()
    asked = urlencode({"dossier": dossier.name})
    return {
        **vars(front),
        "app": Visit(pages[0], lang, dossier).address() if programme else f"/{lang}/{APP}?{asked}",
        "save": f"/{lang}/shelf/save?{asked}",
        "first": FIRST.split(front.summary, maxsplit=1)[0],
        "copied": say("home.copy_of", lang, title=front.title)[:LONGEST],
        "programme": programme,
        "last": _last(stands, lang),
        "far": [{"id": step.id, "done": step.id in stands.done} for step in STEPS],
        "after": stands.after.id if stands.after else "",
        "count": say("home.far", lang, n=len(stands.done), of=len(STEPS)) if stands.done else "",
        "on": say("home.on", lang, step=say(stands.after.name, lang)) if stands.after else "",
        "pages": [_page(Visit(page, lang, dossier)) for page in pages],
    }


def _last(stands: Stands, lang: str) -> str:
    """Return what was last done and when, in a sentence."""
    if stands.when is None:
        return ""
    when = moment(stands.when, lang)
    if not stands.done:
        return say("home.begun", lang, when=when)
    if stands.last is None:
        return say("home.changed", lang, when=when)
    return say("home.last", lang, step=say(stands.last.name, lang), when=when)


def _page(visit: Visit) -> dict[str, object]:
    return {
        "number": visit.page.number,
        "address": visit.address(),
        "title": visit.page.title.say(visit.lang),
        "minutes": visit.page.minutes,
        "missing": ", ".join(visit.page.missing(visit.dossier)),
    }
