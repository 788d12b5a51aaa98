"""The parts of a step: a section with its heading, and what pages show, as widgets."""

import ipywidgets as w
from IPython.display import HTML
from markupsafe import Markup

from workbench.base.words import say
from workbench.forms.app.hard_words import Marked, Marks
from workbench.forms.parts import fold, in_words
from workbench.forms.plain import Box, Live

__all__ = ["fold", "html", "in_words", "section", "stopped"]


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


def stopped(error: Exception, lang: str) -> w.HTML:
    """Return what stands in the place of a part that could not be shown."""
    line = Markup('<ul class="findings"><li class="blocker"><strong>{}</strong> {}</li></ul>')
    return html(line.format(say("finding.blocker", lang), in_words(error, lang)))
