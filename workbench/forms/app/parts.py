"""The parts of a step: a section with its heading, and what pages show, as widgets."""

import ipywidgets as w
from IPython.display import HTML
from markupsafe import Markup

from workbench.base.words import say
from workbench.forms.live import Live


def html(made: Markup | HTML) -> w.HTML:
    """Return escaped HTML as a widget."""
    return Live(value=str(made.data if isinstance(made, HTML) else made))


def section(id: str, lang: str, *parts: w.Widget) -> w.VBox:
    """Return a part of a step: the phrase ``<id>`` is its heading, ``<id>.lead`` stands below."""
    head = Markup('<h2 id="{}">{}</h2><p>{}</p>')
    told = head.format(id.replace(".", "-"), say(id, lang), say(f"{id}.lead", lang))
    return w.VBox([html(told), *parts])
