"""The form that takes a file in, in five steps: nothing of it is in the dossier before the last."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import ipyvuetify as v
import ipywidgets as w
from ipyvue import Html
from markupsafe import Markup

from workbench.base.dossier import Dossier
from workbench.base.errors import LetterError, RunError
from workbench.base.words import say
from workbench.data import importing
from workbench.data.importing import draft
from workbench.data.importing.asked import Asked
from workbench.forms.heading import Heading
from workbench.forms.importing_answers import answers_step
from workbench.forms.importing_columns import columns_step
from workbench.forms.importing_desk import Desk
from workbench.forms.importing_end import STEPS, end_step
from workbench.forms.importing_read import read_step
from workbench.forms.live import Watched
from workbench.forms.parts import answer, blocked, button, form, in_words, kept, letter, tell
from workbench.forms.upload import Upload, upload

LAST = len(STEPS)


def import_form(work: Dossier, lang: str) -> v.Sheet:
    """Return a form that takes one file into the dossier, whole or not at all.

    A file that waits beside the dossier since an earlier visit is found again, with what was
    decided about it.
    """
    return Taking(work, lang).sheet


class Taking:
    """The five steps, one shown at a time; going back loses nothing."""

    def __init__(self, work: Dossier, lang: str) -> None:
        self.desk, self.lang, self.work = Desk(work, lang), lang, work
        self.heading = Heading(text="")
        self.reply = answer()
        self.body = v.Sheet(tag="div", class_="form-body", children=[])
        self.busy = v.Sheet(tag="div", class_="form-busy", children=[])
        self.nav = v.Sheet(tag="div", class_="form-nav", children=[])
        self.field: Upload | None = None
        self.step, self.show = 1, _nothing
        parts = (self.heading, self.busy, self.body, self.reply, self.nav)
        self.sheet = form(say("upload.title", lang), *parts)
        self._begin()

    def _begin(self) -> None:
        """Show the first step, or the one where somebody stopped; finish what was cut short."""
        if not self.work.read_only:
            importing.take_back(self.work)
        waits = draft.waiting(self.work)
        if waits is not None:
            self.desk.open(waits)
            if self.desk.asked and self.desk.asked.taken:
                self._finished()
            elif self.desk.asked and self.desk.asked.step > 1 and not self.desk.large:
                self.desk.look()
                self.step = min(self.desk.asked.step, LAST)
        self.draw(move=False)

    def _finished(self) -> None:
        """Note the corrections of a file that is in; where that cannot be, they wait."""
        with suppress(LetterError):
            self.desk.finish()

    def go(self, step: int) -> None:
        """Show another step; the work done so far stays."""
        self.step = step
        if self.desk.asked:
            self.desk.decide(replace(self.desk.asked, step=step))
        if step > 1 and self.desk.proposal is None and self.desk.letter is None:
            self.look(self.draw)
        else:
            self.draw()

    def draw(self, move: bool = True) -> None:
        """Draw the step anew, and take the reader to its heading."""
        tell(self.reply, "")
        made = self._parts()
        if self.desk.letter is not None and self.step > 1:
            again = answer(letter(self.desk.letter, self.lang))
            made = [again, *made] if self.step == 2 else [again]
        self.body.children = made
        self.nav.children = self._ways()
        self.show()
        holes = {"n": self.step, "whole": LAST, "name": say(STEPS[self.step], self.lang)}
        text = say("upload.step", self.lang, **holes)
        if move:
            self.heading.move_to(text)
        else:
            self.heading.text = text

    def _parts(self) -> list[w.Widget]:
        """Return the widgets of the step."""
        made: tuple[list[w.Widget], Callable[[], None]]
        if self.step == 1:
            made = (self._first(), _nothing)
        elif self.step == 2:
            made = read_step(self.desk, lambda: self.look(self.draw))
        elif self.step == 3:
            made = columns_step(self.desk, self.keep)
        elif self.step == 4:
            made = answers_step(self.desk, self.keep, self.desk.decide)
        else:
            made = end_step(self.desk, self.go, self.take)
        self.show = made[1]
        return made[0]

    def _first(self) -> list[w.Widget]:
        """Return the widgets of the first step: the field for a file, and the file that waits."""
        self.field = upload(self.work, self.lang, self._sent)
        about = answer(Markup("<p>{}</p>").format(say("upload.about_all", self.lang)))
        parts: list[w.Widget] = [about, self.field]
        if self.desk.asked and self.desk.asked.taken:
            name = self.desk.asked.taken
            parts = [answer(letter(RunError("upload.fixes_wait", file=name), self.lang))]
            parts.append(button(say("upload.fixes_note", self.lang), self._note))
            away = say("upload.fixes_drop", self.lang)
            parts.append(twice(away, say("upload.fixes_sure", self.lang), self._drop, self.lang))
        elif self.desk.asked:
            name = self.desk.asked.request.path.name
            parts.append(answer(say("upload.waits", self.lang, file=name, days=draft.DAYS)))
            away = say("upload.drop_waiting", self.lang)
            parts.append(twice(away, say("upload.drop_sure", self.lang), self._drop, self.lang))
        return parts

    def _sent(self, path: Path) -> None:
        """Go on to how a file was read, once it is whole."""
        self.desk.open(path)
        self.go(2)

    def _note(self) -> None:
        """Note the corrections that wait, or say again why that cannot be."""
        try:
            n = self.desk.finish()
        except LetterError as error:
            tell(self.reply, letter(error, self.lang))
            return
        self._taken("", n)

    def _drop(self) -> None:
        self.desk.clear()
        self.go(1)
        tell(self.reply, say("upload.dropped", self.lang))

    def _ways(self) -> list[w.Widget]:
        """Return the buttons that lead back and on."""
        ways: list[w.Widget] = []
        if self.step > 1:
            back = say("upload.back", self.lang)
            ways.append(button(back, lambda: self.go(self.step - 1), quiet=True))
        readable = self.desk.letter is None or self.step == 1
        if self.desk.asked and self.step < LAST and readable:
            ways.append(button(say("upload.on", self.lang), lambda: self.go(self.step + 1)))
        return ways

    def keep(self, asked: Asked) -> None:
        """Keep a decision, and show what it changes."""
        other = self.desk.asked is None or asked.request.wave != self.desk.asked.request.wave
        self.desk.decide(asked)
        if other:  # all is drawn anew: nobody opens a list meanwhile that would close again
            self.body.children = []
            tell(self.reply, say("upload.reading", self.lang))

        def then() -> None:
            if other or self.desk.letter is not None or self.desk.large:
                self.draw(move=other or self.desk.large)
            else:
                self.show()
                tell(self.reply, say("upload.noted", self.lang))

        self.look(then)

    def look(self, then: Callable[[], None]) -> None:
        """Read and propose; a large file in a thread of its own, with a bar that says how far."""
        if not self.desk.large:
            self.desk.look()
            then()
            return
        bar = self._waits("upload.reading")

        def told(done: int, whole: int) -> None:
            bar.indeterminate, bar.v_model = False, round(100 * done / max(whole, 1))

        def end() -> None:
            self.busy.children = []
            then()

        self.desk.look_beside(told, end)

    def _waits(self, key: str) -> v.VuetifyWidget:
        """Show a bar in the place of the step, and say what is being done; return the bar."""
        bar = v.ProgressLinear(
            indeterminate=True, height=16, color="primary",
            attributes={"aria-label": say(key, self.lang)},
        )  # fmt: skip
        self.body.children, self.nav.children = [], []
        self.busy.children = [answer(say(key, self.lang)), bar]
        return bar

    def take(self, passphrase: str) -> None:
        """Take the file in, and tell what stands in the dossier; or say why not.

        A large file comes in beside the page, which goes on meanwhile.
        """
        tell(self.reply, say("upload.taking", self.lang))
        if not self.desk.large:
            self._take(passphrase)
            return
        self._waits("upload.taking")
        threading.Thread(target=self._take, args=(passphrase,), daemon=True).start()

    def _take(self, passphrase: str) -> None:
        try:
            entry, n = self.desk.take(passphrase)
        except Exception as error:  # whatever it is: the page must not wait for ever
            self.busy.children = []
            if self.desk.asked and self.desk.asked.taken:
                self.step = 1
            self.draw()
            tell(self.reply, blocked(in_words(error, self.lang), self.lang))
            return
        self.busy.children = []
        self._taken(entry.file, n)

    def _taken(self, file: str, n: int) -> None:
        """Tell what stands in the dossier now: the *file*, and how many corrections."""
        renew(self.work, "received.yml", "corrections.csv")
        self.step = 1
        self.draw()
        lines = [say("upload.taken", self.lang, file=file)] if file else []
        if n:
            lines.append(say("upload.taken_fixes", self.lang, n=n))
        told = Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)
        tell(self.reply, kept(self.lang) + told)


def twice(label: str, sure: str, act: Callable[[], None], lang: str) -> v.Sheet:
    """Return a button that asks once more before it does anything."""
    box = v.Sheet(tag="div", class_="form-twice", children=[])

    def ask() -> None:
        no = button(say("upload.no", lang), first, quiet=True)
        yes = button(say("upload.yes", lang), done)
        told = Html(tag="p", children=[sure], attributes={"role": "alert"})
        box.children = [told, no, yes]

    def first() -> None:
        box.children = [button(label, ask, quiet=True)]

    def done() -> None:
        first()
        act()

    first()
    return box


def renew(work: Dossier, *files: str) -> None:
    """Have all that shows something of the dossier shown anew; *files* were written here."""
    if not isinstance(work, Watched):
        return
    for file in files:
        if work.path(file).is_file():
            work.made(file)
    for again in work.watchers:
        again()


def _nothing() -> None:
    """Show nothing anew."""
