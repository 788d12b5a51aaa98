"""The shell of the app: the steps, the heading, what stands below it, and the way on."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import ipywidgets as w
from markupsafe import Markup

from workbench.base.dossier import Dossier, work_on
from workbench.base.errors import LetterError
from workbench.base.words import LANGS, say
from workbench.evaluation import Evaluation
from workbench.forms.app import progress
from workbench.forms.app.hard_words import HardWords, Marks
from workbench.forms.app.parts import html, stopped
from workbench.forms.app.place import Place
from workbench.forms.app.steps import STEPS, Step, step_of
from workbench.forms.changes import changes_line
from workbench.forms.history import history_below
from workbench.forms.live import Watched, watched
from workbench.forms.plain import Box
from workbench.forms.script import style_once


def guided(dossier: str, lang: str, step: str = "") -> w.VBox:
    """Return the app on a dossier, at a step; of an example, your own copy is made first."""
    style_once()
    return _Guide(watched(work_on(dossier)), lang, step).page


class _Guide:
    """The app of one reader: which step is open, and in which language."""

    def __init__(self, work: Watched, lang: str, step: str = "") -> None:
        self.work, self.lang, self.step = work, lang, step_of(step)
        self.body = Box()
        self.place, self.hard_words = Place(), HardWords()
        self.line = changes_line(work, lang)
        self.page = Box([self.place, self.hard_words, self.line, self.body])
        self._show()
        self.place.observe(lambda change: self._asked(change["new"]), "asked")

    def _asked(self, what: Mapping[str, Any]) -> None:
        """Open the step, or speak the language, that the browser asks for."""
        if what.get("lang") in LANGS:
            self.lang = str(what["lang"])
        if "step" in what:
            progress.looked_at(self.work, self.step)
            self.step = step_of(str(what["step"]))
        self._show()

    def _show(self) -> None:
        gone = self.body.children
        self.line.lang = self.lang
        self.work.watchers.clear()
        below = history_below(self.work, self.lang)
        self.body.children = (*self._head(), *self._inside(), self._turn(), below)
        self.hard_words.speak(self.lang)
        with self.place.hold_sync():
            self.place.lang, self.place.current = self.lang, self.step.id
            self._tell()
        self.work.watchers.append(self._tell)
        for one in gone:
            _close(one)

    def _tell(self) -> None:
        """Tell the browser how far the steps are, and the words around them."""
        self.place.steps = progress.told(self.work, STEPS, self.lang)
        self.place.words = _words(self.work, self.step, self.lang)
        self.place.around = _around(self.work, self.lang)

    def _head(self) -> tuple[w.Widget, ...]:
        name = self.step.id
        title = Markup('<h1 id="step-title" data-step="{}" tabindex="-1">{}</h1>')
        marks = Marks(self.lang)
        told = marks.html(say(self.step.title, self.lang))
        lead = Markup('<p class="lead">{}</p>').format(marks.html(say(self.step.lead, self.lang)))
        return (html(title.format(name, told) + lead + self._mark()),)

    def _mark(self) -> Markup:
        """Return the mark of simulated data, on every step."""
        with suppress(LetterError):
            if (found := self.work.read_if_there(Evaluation)) and found.simulated:
                banner = Markup('<p class="banner simulated">{}</p>')
                return banner.format(say("forms.simulated", self.lang))
        return Markup("")

    def _inside(self) -> tuple[w.Widget, ...]:
        """Return what stands in the step: why it cannot be done yet, else its parts."""
        missing = progress.missing_for(self.work, self.step)
        if missing:
            return (html(progress.why_not(missing, STEPS, self.lang)),)
        shown: list[w.Widget] = []
        try:
            shown.extend(self.step.parts(self.work, self.lang))
        except Exception as error:  # no part of the app may take the whole page with it
            shown.append(stopped(error, self.lang))
        return tuple(shown)

    def _turn(self) -> w.Widget:
        here = STEPS.index(self.step)
        links = Markup("")
        if here:
            links += _link("app.before", STEPS[here - 1], self.lang)
        if here + 1 < len(STEPS):
            links += _link("app.after", STEPS[here + 1], self.lang)
        frame = Markup('<nav class="turn" aria-label="{}">{}</nav>')
        return html(frame.format(say("page.turn", self.lang), links))


def _link(key: str, step: Step, lang: str) -> Markup:
    line = Markup('<a class="button {}" href="?step={}" data-go="{}">{}</a>')
    kind = "next" if key == "app.after" else "before"
    return line.format(kind, step.id, step.id, say(key, lang, title=say(step.short, lang)))


def _words(work: Dossier, step: Step, lang: str) -> dict[str, str]:
    other = next(code for code in LANGS if code != lang)
    title = say("page.title", lang, title=say(step.title, lang), dossier=_name(work, lang))
    return {
        "steps": say("page.steps", lang), "title": title, "other": other,
        "other_name": say("page.own_name", other),
    }  # fmt: skip


def _around(work: Dossier, lang: str) -> dict[str, str]:
    """Return the words of the head of the page, by where they stand in it."""
    return {
        ".skip": say("page.skip", lang),
        ".top .home": say("serve.name", lang),
        ".top .home@href": f"/{lang}/",
        ".top .dossier": _name(work, lang),
        ".top .languages@aria-label": say("page.languages", lang),
        "#content@data-lost": say("page.lost", lang),
        "#content@data-reload": say("kept.reload", lang),
        "#content@data-found": say("kept.found", lang),
        "#content@data-back": say("kept.back", lang),
        "#content@data-away": say("kept.away", lang),
    }


def _name(work: Dossier, lang: str) -> str:
    with suppress(LetterError):  # the first step says what is wrong with the file
        if found := work.read_if_there(Evaluation):
            return found.title.say(lang)
    return work.name


def _close(widget: w.Widget) -> None:
    """Close a widget and all that stands in it: else every step opened would stay in memory."""
    for child in getattr(widget, "children", ()):
        if isinstance(child, w.Widget):
            _close(child)
    widget.close()
