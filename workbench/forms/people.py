"""People, one by one: entry, exit and follow-up filled in on a phone, and what is due."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import traitlets

from workbench.base.dossier import Dossier
from workbench.base.errors import LetterError
from workbench.base.words import say
from workbench.collection import instrument_of
from workbench.data import roster as kept
from workbench.data.roster import GONE, LOST, TOLD, Told
from workbench.forms import people_screens as screens
from workbench.forms.live import watch
from workbench.forms.parts import LONGEST, too_long
from workbench.forms.script import Scripted, script

HERE = Path(__file__).parent
WORDS = {
    "title": "roster.title", "about": "roster.about", "about_more": "roster.about_more",
    "about_keys": "roster.about_keys",
    "new": "roster.new", "due": "roster.due", "nothing_due": "roster.nothing_due",
    "everybody": "roster.everybody", "nobody": "roster.nobody", "find": "roster.find",
    "more": "roster.more", "counts": "roster.counts", "doubts": "roster.doubts",
    "person": "roster.person", "back": "roster.back",
    "fill": "roster.fill", "look": "roster.look", "lost": "roster.lost",
    "not_lost": "roster.lost.none", "planned": "roster.planned",
    "planned_help": "roster.planned_help", "history": "roster.history", "old": "roster.old_ones",
    "mistake": "roster.mistake", "mistake_help": "roster.mistake_help", "undo": "roster.undo",
    "notice": "roster.notice", "notice_more": "roster.notice_more", "told": "roster.told",
    "begin": "roster.begin",
    "previous": "roster.previous", "next": "roster.next", "review": "roster.review",
    "finish": "roster.finish", "required": "roster.required", "no_answer": "roster.no_answer",
    "today": "roster.today", "keeping": "roster.keeping", "is_kept": "roster.is_kept",
    "not_kept": "roster.not_kept", "two": "roster.two", "blank": "roster.blank",
    "progress": "roster.progress", "not_told": "roster.not_told",

}  # fmt: skip
"""The words of the screens, by the name that their script uses."""


class People(Scripted):
    """What the browser shows of people: one *screen* at a time; it says what somebody does."""

    _esm = script(HERE / "people.js")
    _css = HERE / "people.css"
    words = traitlets.Dict().tag(sync=True)
    screen = traitlets.Dict().tag(sync=True)


@dataclass
class Where:
    """Where somebody is: kept while the language changes, or another step is looked at."""

    name: str = "list"
    key: str = ""
    wave: str = ""
    at: str = ""


HERE_NOW: dict[Path, Where] = {}
"""Where the reader of this page is, by dossier: one page, one kernel, one reader."""


def people_form(work: Dossier, lang: str) -> People:
    """Return the people of a dossier: the list, what is due, and each one's questions.

    What is given is kept at once (`workbench.data.roster`). Made again in another language, it
    opens where it was. Nothing of a person goes into an address, a title or a log.
    """
    return _Book(work, lang, HERE_NOW.setdefault(work.folder.resolve(), Where())).widget


class _Book:
    """The screens of one reader, and what each thing they do leads to."""

    def __init__(self, work: Dossier, lang: str, where: Where) -> None:
        self.work, self.lang, self.where = work, lang, where
        self.undo = ""
        self.acts: Mapping[str, Callable[[Mapping[str, Any]], None]] = {
            "list": lambda _: self.go("list"),
            "new": self.new,
            "person": lambda said: self.go("person", str(said["key"])),
            "fill": self.fill,
            "at": self.at,
            "give": self.give,
            "told": self.told,
            "review": lambda _: self.go("review", self.where.key, self.where.wave),
            "finish": self.finish,
            "lost": self.lost,
            "planned": self.planned,
            "gone": self.gone,
        }
        words: dict[str, object] = {name: say(key, lang) for name, key in WORDS.items()}
        words |= {"most": LONGEST, "too_long": too_long(lang)}
        self.widget = People(words=words, screen=self.shown())
        self.widget.on_msg(self.heard)
        watch(work, self.follow)

    def heard(self, _: object, content: Mapping[str, Any], __: object) -> None:
        """Do what the browser says; an error of ours is answered by its letter, on the screen."""
        act = self.acts.get(str(content.get("do")))
        if act is None:
            return
        try:
            act(content)
        except LetterError as error:
            answer = {"for": content.get("do"), "asked": content.get("asked"), "state": "not_kept"}
            self.widget.send({**answer, "letter": error.say(self.lang)})

    def shown(self) -> screens.Screen:
        """Return the screen on which somebody is; its letter where it cannot be drawn."""
        where, today = self.where, date.today()
        try:
            if where.name == "person":
                return screens.person(self.work, where.key, self.lang, today)
            if where.name == "questions":
                return screens.questions(self.work, where.key, where.wave, where.at, self.lang)
            if where.name == "review":
                return screens.review(self.work, where.key, where.wave, self.lang, today)
            return screens.people_list(self.work, self.lang, today, self.undo)
        except LetterError as error:
            return {"name": "letter", "letter": error.say(self.lang)}

    def follow(self) -> None:
        """Show what others have added meanwhile; questions stay as they are being answered."""
        if self.where.name == "list":
            self.widget.screen = self.shown()

    def go(self, name: str, key: str = "", wave: str = "", at: str = "") -> None:
        """Open a screen."""
        where = self.where
        where.name, where.key, where.wave, where.at = name, key, wave, at
        self.widget.screen = self.shown()
        self.undo = ""

    def new(self, _: Mapping[str, Any]) -> None:
        """Draw a key for somebody new; pressed twice, the second time draws nothing."""
        if self.where.name != "list":
            return
        first = instrument_of(self.work).waves[0]
        self.go("questions", kept.add(self.work), first)

    def fill(self, said: Mapping[str, Any]) -> None:
        """Open the questions of a wave, at one of them or at the first that is not settled."""
        self.go("questions", str(said["key"]), str(said["wave"]), str(said.get("at", "")))

    def at(self, said: Mapping[str, Any]) -> None:
        """Note on which question somebody is; the browser is there already."""
        self.where.at = str(said["question"])

    def give(self, said: Mapping[str, Any]) -> None:
        """Keep one answer, say what was understood, and ask what follows from it."""
        key, wave, id = str(said["key"]), str(said["wave"]), str(said["question"])
        done = kept.give(self.work, key, wave, id, said.get("typed"), said.get("was"))
        instrument = instrument_of(self.work)
        question = next(one for one in kept.to_ask(instrument, wave) if one.id == id)
        theirs = done.meanwhile
        self.widget.send(
            {
                **screens.heard_as(question, done.heard, self.lang),
                "for": "give",
                "asked": said.get("asked"),
                "key": key,
                "wave": wave,
                "question": id,
                "theirs": Told(question, kept.hear(question, theirs.typed)).say(self.lang)
                or theirs.typed
                if theirs
                else "",
            }
        )
        if (self.where.name, self.where.key, self.where.wave) == ("questions", key, wave):
            self.renew()

    def renew(self) -> None:
        """Show the questions anew where an answer has changed which of them are asked."""
        before = [one["id"] for one in self.widget.screen.get("questions", ())]
        now = screens.questions(
            self.work, self.where.key, self.where.wave, self.where.at, self.lang
        )
        if [one["id"] for one in now["questions"]] != before:
            self.widget.screen = now

    def told(self, said: Mapping[str, Any]) -> None:
        """Note that the person was told what is done with their answers."""
        kept.note(self.work, self.where.key, self.where.wave, TOLD, "yes" if said.get("on") else "")

    def finish(self, _: Mapping[str, Any]) -> None:
        """Note that a wave is filled in."""
        kept.note(self.work, self.where.key, self.where.wave, kept.FINISHED, "yes")
        self.go("person", self.where.key)

    def lost(self, said: Mapping[str, Any]) -> None:
        """Note why somebody cannot be asked, or that they can after all."""
        kept.note(self.work, self.where.key, str(said["wave"]), LOST, str(said["why"]))
        self.go("person", self.where.key)

    def planned(self, said: Mapping[str, Any]) -> None:
        """Note the day on which somebody is to leave."""
        found = kept.plan(self.work, self.where.key, str(said.get("typed", "")))
        told = say("roster.heard", self.lang, told=found) if found else ""
        self.widget.send(
            {"for": "planned", "asked": said.get("asked"), "state": "understood", "said": told}
        )

    def gone(self, said: Mapping[str, Any]) -> None:
        """Leave an entry out that was a mistake, or take it back; its answers stay."""
        key = str(said["key"])
        kept.note(self.work, key, "", GONE, "yes" if said.get("on") else "")
        self.undo = key if said.get("on") else ""
        self.go("list") if said.get("on") else self.go("person", key)
