"""The parts of a form: a labelled field, a choice, a button, and the line that answers."""

import logging
from collections.abc import Callable, Mapping

import ipyvuetify as v
import ipywidgets as w
from ipyvue import Html
from markupsafe import Markup

from workbench.base.errors import DataError, LetterError
from workbench.base.words import say
from workbench.data.parse import number
from workbench.forms.plain import Live

LOG = logging.getLogger(__name__)
LONGEST = 10_000
"""Letters that an answer may have."""


def field(label: str, text: str, lines: int = 1) -> v.VuetifyWidget:
    """Return a text field; people's text is never read as HTML."""
    if lines > 1:
        return v.Textarea(label=label, v_model=text, variant="outlined", rows=lines, auto_grow=True)
    return v.TextField(label=label, v_model=text, variant="outlined")


def choice(label: str, shown: Mapping[str, str], chosen: str) -> v.VuetifyWidget:
    """Return a list to choose from: *shown* are the words shown, by code."""
    return v.Select(label=label, items=options(shown), v_model=chosen, variant="outlined")


def hinted(box: v.VuetifyWidget, hint: str) -> None:
    """Say something below a field that stays there."""
    box.hint, box.persistent_hint, box.class_ = hint, True, "with-hint"


def offered(box: v.VuetifyWidget, shown: Mapping[str, str]) -> None:
    """Offer other lines to choose from; what was chosen stays chosen where it is still there."""
    box.items = options(shown)
    box.v_model = box.v_model if box.v_model in shown else next(iter(shown), "")


def decider(text: str, lang: str) -> v.VuetifyWidget:
    """Return the field that asks who decides."""
    box = field(say("upload.fix_who", lang), text)
    hinted(box, say("upload.fix_who_hint", lang))
    return box


def shown_if(there: bool, box: v.VuetifyWidget) -> None:
    """Show a part of a form, or keep it away as long as there is nothing to do with it."""
    box.style_ = "" if there else "display: none"


def options(shown: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the lines of a list to choose from."""
    return [{"value": code, "title": text} for code, text in shown.items()]


def answer(html: Markup | str = "") -> w.HTML:
    """Return the place where a form answers; a screen reader is told when it changes.

    It takes escaped HTML only: a plain string is escaped here.
    """
    return Live(value=_live(html))


def tell(place: w.HTML, html: Markup | str) -> None:
    """Put a new answer in its place."""
    place.value = _live(html)


def _live(html: Markup | str) -> str:
    return str(Markup('<div class="answer" role="status" aria-live="polite">{}</div>').format(html))


def button(label: str, act: Callable[[], None], quiet: bool = False) -> v.Btn:
    """Return a button that does *act*; a *quiet* one is not what people come for."""
    look = {"variant": "outlined"} if quiet else {}
    made = v.Btn(color="primary", children=[label], class_="text-none", **look)
    made.on_event("click", lambda *_: act())
    return made


def form(title: str, *parts: w.Widget) -> v.Sheet:
    """Return the parts under one title, as a region of the page."""
    head = Html(tag="h3", children=[title], class_="form-title")
    # a widget of Vuetify at the top: inside plain HTML its fields would not be drawn
    return v.Sheet(
        tag="section", class_="form", attributes={"aria-label": title}, children=[head, *parts]
    )


def careful(act: Callable[[], Markup | str], place: w.HTML, lang: str) -> None:
    """Do *act* and show what it answers; an error of ours is shown as its letter."""
    try:
        tell(place, act())
    except LetterError as error:
        tell(place, letter(error, lang))


def letter(error: LetterError, lang: str) -> Markup:
    """Return an error of ours as a page shows it."""
    return blocked(error.say(lang), lang)


def blocked(why: str, lang: str) -> Markup:
    """Return what stops somebody, as a page shows it."""
    line = Markup('<ul class="findings"><li class="blocker"><strong>{}</strong> {}</li></ul>')
    return line.format(say("finding.blocker", lang), why)


def group(name: str, *parts: w.Widget) -> v.Sheet:
    """Return fields that belong together, under their common name."""
    legend = Html(tag="legend", children=[name])
    return v.Sheet(tag="fieldset", class_="group", children=[legend, *parts])


def number_typed(typed: object) -> float:
    """Return the number that somebody typed, in French or in English; raise DataError otherwise."""
    try:
        return number(str(typed))
    except ValueError:
        raise DataError("forms.not_a_number", typed=typed) from None


def share_typed(typed: object) -> float:
    """Return the share that somebody typed as a percentage; raise DataError outside 0 to 100."""
    share = number_typed(str(typed).replace("%", "")) / 100
    if not 0 <= share <= 1:
        raise DataError("forms.not_a_percentage", typed=typed)
    return share


def whole_typed(typed: object) -> int:
    """Return the whole number, nought or more, that somebody typed; raise DataError otherwise."""
    value = number_typed(typed)
    if value < 0 or value != int(value):
        raise DataError("forms.not_a_count", typed=typed)
    return int(value)


def kept(lang: str) -> Markup:
    """Return the line that says that the work is kept."""
    line = Markup('<p class="kept">{}</p>')
    return line.format(say("forms.kept", lang))


def fold(title: str, *parts: w.Widget, opened: bool = False) -> v.Sheet:
    """Return parts that are put away under their title until they are asked for."""
    summary = Html(tag="summary", children=[title])
    shown = {"open": True} if opened else {}
    return v.Sheet(tag="details", class_="folded", attributes=shown, children=[summary, *parts])


def in_words(error: Exception, lang: str) -> str:
    """Return what a reader is told of an error: its letter, or that nobody foresaw it.

    What nobody foresaw goes whole to the log of the server, and never to a page.
    """
    if isinstance(error, LetterError):
        return error.say(lang)
    LOG.error("unforeseen", exc_info=error)
    return f"{say('page.unforeseen', lang)} {type(error).__name__}"


def too_long(lang: str) -> str:
    """Return the letter about an answer that is too long; a browser fills in how long it is."""
    return say("app.too_long", lang, n="{n}", most=LONGEST)
