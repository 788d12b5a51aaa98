"""The parts of a step: a section with its heading, and what pages show, as widgets."""

import logging

import ipywidgets as w
from IPython.display import HTML
from markupsafe import Markup

from workbench.base.errors import LetterError
from workbench.base.words import say
from workbench.forms.live import Live

LOG = logging.getLogger(__name__)


def html(made: Markup | HTML) -> w.HTML:
    """Return escaped HTML as a widget."""
    return Live(value=str(made.data if isinstance(made, HTML) else made))


def section(id: str, lang: str, *parts: w.Widget) -> w.VBox:
    """Return a part of a step: the phrase ``<id>`` is its heading, ``<id>.lead`` stands below."""
    head = Markup('<h2 id="{}">{}</h2><p>{}</p>')
    told = head.format(id.replace(".", "-"), say(id, lang), say(f"{id}.lead", lang))
    return w.VBox([html(told), *parts])


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
