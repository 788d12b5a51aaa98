"""The one look of what the server answers: every address, and every page around its cells."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import jinja2
from markupsafe import Markup
from nbconvert.filters.markdown import markdown2html

from workbench.base import places, words
from workbench.base.dossier import MARK, Dossier
from workbench.base.errors import LetterError, RecordError, RunError
from workbench.base.records import Text
from workbench.base.remembered import remembered
from workbench.base.words import say
from workbench.base.yaml_files import parsed, read_text
from workbench.launch import access, contents
from workbench.launch.assets import ASKED
from workbench.launch.contents import Page
from workbench.launch.waiting import waiting_notebook

FIRST = "nsw"
"""The dossier of a page that is asked for without one."""


@dataclass(frozen=True)
class Front:
    """What is told of a dossier before it is opened; *letter* says why it cannot be read."""

    name: str
    title: str
    summary: str = ""
    simulated: bool = False
    letter: str = ""


@dataclass(frozen=True)
class Visit:
    """A page, in a language, on a dossier that the server knows.

    *who* is the name of whoever asks, where people say who they are.
    """

    page: Page
    lang: str
    dossier: Dossier
    who: str = ""

    def address(self, page: Page | None = None, lang: str | None = None) -> str:
        """Return where this page is, or another page or language of the same dossier."""
        asked = urlencode({"dossier": self.dossier.name})
        return f"/{lang or self.lang}/{(page or self.page).id}?{asked}"


def visit(lang: str, page: str, name: str, who: access.Person = access.ALONE) -> Visit:
    """Return the visit asked for; raise RunError for a page or a dossier that is not known.

    A dossier is asked for by its name alone: an address of the browser never names a folder. One
    that is not among those of *who* is not known.
    """
    shelf = access.known(who)
    if name not in shelf:
        raise RunError("serve.no_such_dossier", name=name, hint=words.hint(name, shelf))
    return Visit(contents.page(page), lang, Dossier(shelf[name]), who.name)


def front(dossier: Dossier, lang: str) -> Front:
    """Read what a dossier is called; a file that cannot be read is told, and stops nothing."""
    path = dossier.path(MARK)
    try:
        found = _mark(read_text(path), path)
    except RecordError as error:
        return Front(dossier.name, dossier.name, letter=error.say(lang))
    simulated = found.get("simulated") is True
    return Front(
        dossier.name, _text(found.get("title"), lang) or dossier.name,
        _text(found.get("summary"), lang), simulated,
    )  # fmt: skip


@remembered
def _mark(text: str, path: Path) -> dict[str, object]:
    return parsed(text, path)


def opening(seen: Visit, nonce: str) -> str:
    """Return a page with a kernel up to its first cell; its script carries *nonce*."""
    early = ASKED.by(seen.page.id)
    return template("opening.html.j2").render(_around(seen, True), nonce=nonce, early=early)


def closing(seen: Visit) -> str:
    """Return a page with a kernel after its last cell, up to the end of its body."""
    return template("closing.html.j2").render(_around(seen, True))


def waiting(seen: Visit, missing: list[str]) -> str:
    """Return the page that says which files are missing and where they come from."""
    notebook = waiting_notebook(seen.page, missing, seen.lang, seen.address)
    html = Markup(markdown2html(notebook.cells[0].source))  # our phrases only
    return template("said.html.j2").render(_around(seen, False), kind="waiting", html=html)


def full(seen: Visit, people: int, again: int) -> str:
    """Return the page that says that there is no place yet; it asks again after *again* seconds."""
    told = {"heading": say("room_open.full", seen.lang), "ahead": before(people, seen.lang)}
    said = {"why": say("room_open.why", seen.lang), "try": say("room_open.try", seen.lang)}
    return template("said.html.j2").render(
        _around(seen, False), kind="full", again=again, address=seen.address(), **told, **said
    )


def before(people: int, lang: str) -> str:
    """Return how many wait before a reader, in a sentence."""
    return say("room_open.before", lang, n=people) if people else say("room_open.first", lang)


def late(lang: str) -> str:
    """Return what stands in a page whose kernel has not come in time."""
    frame = Markup('<div class="cell prose" data-said="late"><ul class="findings">{}</ul></div>')
    return frame.format(Markup('<li class="blocker">{}</li>').format(say("room_open.late", lang)))


def letter(error: LetterError, lang: str, path: str, heading: str = "serve.not_found") -> str:
    """Return the page that says what could not be found at *path*."""
    heading = words.say(heading, lang)
    twins = [(other, f"/{other}/{path}") for other in words.LANGS if other != lang]
    return template("said.html.j2").render(
        lang=lang, title=heading, heading=heading, letter=error.say(lang), twins=twins,
        kind="letter", page="letter",
    )  # fmt: skip


def _around(seen: Visit, live: bool) -> dict[str, object]:
    """Return what the shell of a page shows; *live* when a kernel works behind it."""
    lang, own = seen.lang, contents.pages_of(seen.dossier)
    alone = () if seen.page in contents.guided() else (seen.page,)  # the app has steps of its own
    around = own if seen.page in own else alone
    steps = [
        {
            "number": p.number,
            "address": seen.address(p),
            "short": p.short.say(lang),
            "current": p == seen.page,
        }
        for p in around
    ]
    here = around.index(seen.page) if around else 0
    title = words.say(
        "page.title", lang, title=seen.page.title.say(lang), dossier=seen.dossier.name
    )
    return {
        "lang": lang, "page": seen.page.id, "live": live, "title": title, "steps": steps,
        "dossier": front(seen.dossier, lang), "who": seen.who,
        "twins": [(other, seen.address(lang=other)) for other in words.LANGS if other != lang],
        "before": steps[here - 1] if here else None,
        "after": steps[here + 1] if here + 1 < len(steps) else None,
    }  # fmt: skip


def reader_language(accepted: str) -> str:
    """Return the first of our languages that a browser asks for, or French.

    >>> reader_language("de, en-GB;q=0.8, fr;q=0.5"), reader_language("de")
    ('en', 'fr')
    """
    asked = []
    for part in accepted.split(","):
        tag, _, quality = part.strip().partition(";q=")
        weight = float(quality) if re.fullmatch(r"\d(\.\d+)?", quality) else 1.0
        asked.append((-weight, tag[:2].lower()))
    ours = [code for _, code in sorted(asked, key=lambda a: a[0]) if code in words.LANGS]
    return next(iter(ours), words.LANGS[0])


def _text(value: object, lang: str) -> str:
    """Return a title as far as it can be read: a wrong file is the business of its own page."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and value and all(isinstance(part, str) for part in value.values()):
        own = {code: value[code] for code in words.LANGS if value.get(code)}
        return Text(**own).say(lang) if own else ""
    return ""


@cache
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(places.templates() / "look"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["say"] = words.say
    made.globals["assets"] = {"look": "/look", "static": "/voila/static"}
    return made


def assets_from(address: str) -> None:
    """Let pages load their scripts and styles below *address*."""
    told = {name: f"{address}/{name}" for name in ("look", "static")}
    _environment().globals["assets"] = told


def template(name: str) -> jinja2.Template:
    """Return a template of our look."""
    return _environment().get_template(name)
