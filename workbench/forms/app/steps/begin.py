"""Typical theories to start from, copied with one press; what was there can be taken back."""

from collections.abc import Callable

import ipyvuetify as v
import ipywidgets as w
from ipyvue import Html
from markupsafe import Markup

from workbench.base import places
from workbench.base.dossier import Dossier
from workbench.base.records import read_record
from workbench.base.words import say
from workbench.forms.app.parts import fold
from workbench.forms.live import watch
from workbench.forms.parts import answer, button, careful, tell
from workbench.forms.plain import Box
from workbench.theory import Theory
from workbench.theory.starts import Start, begun, starts, still_to_rewrite


def beginning(work: Dossier, lang: str) -> w.Widget:
    """Return the starts, open while nothing of one's own is drawn, and how much is still theirs."""
    left, reply, before = answer(), answer(), list[Theory]()

    def take(id: str) -> Markup:
        before.append(work.read(Theory))
        work.write(begun(before[-1], id))
        back.layout.display = None
        return Markup("<p>{}</p>").format(say("guide.theory.taken", lang))

    def undo() -> Markup:
        work.write(before.pop())
        back.layout.display = None if before else "none"
        return Markup("<p>{}</p>").format(say("guide.theory.given_back", lang))

    def renew() -> None:
        theory = work.read(Theory)
        n = len(_still(theory))
        line = Markup('<ul class="findings"><li class="note">{}</li></ul>')
        told = say("guide.theory.still", lang, n=n, all=len(theory.nodes))
        tell(left, line.format(told) if n else "")

    def card(id: str, start: Start) -> v.Sheet:
        return _card(start, lang, lambda: careful(lambda: take(id), reply, lang))

    cards = [card(id, start) for id, start in starts().items()]
    again = button(say("guide.theory.take_back", lang), lambda: careful(undo, reply, lang), True)
    back = Box([again], layout=w.Layout(display="none"))
    watch(work, renew)
    renew()
    theory = work.read(Theory)
    fresh = len(_still(theory)) == len(theory.nodes)
    shelf = v.Sheet(class_="starts", children=cards)
    folded = fold(say("guide.theory.starts.fold", lang), shelf, reply, back, opened=fresh)
    return Box([left, folded])


def _still(theory: Theory) -> tuple[str, ...]:
    """Return the boxes that nobody has rewritten: of a start, or of an empty dossier."""
    empty = read_record(Theory, places.templates() / "dossier" / Theory.FILE)
    return still_to_rewrite(theory, (empty,))


def _card(start: Start, lang: str, act: Callable[[], None]) -> v.Sheet:
    name = Html(tag="h3", children=[start.name.say(lang)])
    told = Html(tag="p", children=[start.summary.say(lang)])
    press = button(say("guide.theory.take", lang), act, True)
    press.attributes = {"aria-label": say("guide.theory.take_it", lang, name=start.name.say(lang))}
    return v.Sheet(tag="section", class_="start", children=[name, told, press])
