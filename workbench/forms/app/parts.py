"""The parts of a step: a section with its heading, and what pages show, as widgets."""

import logging

import ipyvuetify as v
import ipywidgets as w
from IPython.display import HTML
from ipyvue import Html
from markupsafe import Markup

from workbench.base.errors import LetterError
from workbench.base.words import say
from workbench.forms.app.hard_words import Marked, Marks
from workbench.forms.plain import Box, Live

LOG = logging.getLogger(__name__)


def html(made: Markup | HTML) -> w.HTML:
    """Return escaped HTML as a widget."""
    return Live(value=str(made.data if isinstance(made, HTML) else made))


def section(id: str, lang: str, *parts: w.Widget) -> w.VBox:
    """Return a part of a step: the phrase ``<id>`` is its heading, ``<id>.lead`` stands below.

    A hard word is marked once in it: in the heading, in what stands below, or in its questions.
    """
    marks = Marks(lang)
    head = Markup('<h2 id="{}">{}</h2><p>{}</p>')
    title, lead = marks.html(say(id, lang)), marks.html(say(f"{id}.lead", lang))
    for part in parts:
        if isinstance(part, Marked):
            part.follow(marks)
    return Box([html(head.format(id.replace(".", "-"), title, lead)), *parts])


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


def stopped(error: Exception, lang: str) -> w.HTML:
    """Return what stands in the place of a part that could not be shown."""
    line = Markup('<ul class="findings"><li class="blocker"><strong>{}</strong> {}</li></ul>')
    return html(line.format(say("finding.blocker", lang), in_words(error, lang)))
