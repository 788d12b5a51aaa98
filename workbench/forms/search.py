"""The form of page 03 that searches the catalogue, and adds an indicator to the dossier."""

from collections.abc import Sequence

import ipyvuetify as v
from markupsafe import Markup

from workbench.base.dossier import Dossier, revise
from workbench.base.errors import DataError
from workbench.base.records import changed
from workbench.base.words import say
from workbench.collection import Instrument, outcome_of
from workbench.forms.parts import answer, button, careful, choice, field, form, kept, options
from workbench.indicators import Choice, Choices, Hit, get, search
from workbench.indicators.vocabulary import REPORTING_NAMES, STATUS_NAMES
from workbench.theory import Theory

MEASURABLE = ("outcome", "output", "impact")
"""The nodes of a theory that an indicator may serve."""


def search_form(work: Dossier, lang: str) -> v.Sheet:
    """Return a form that finds indicators by words, and adds the one chosen to the dossier."""
    nodes = {node.id: node.label.say(lang) for node in work.read(Theory).of_type(*MEASURABLE)}
    question = field(say("forms.search_words", lang), "")
    which = choice(say("forms.search_choose", lang), {}, "")
    node = choice(say("forms.search_node", lang), nodes, next(iter(nodes), ""))
    reply = answer()

    def look() -> Markup:
        hits = search(str(question.v_model))
        which.items = options({hit.indicator.id: _name(hit, lang) for hit in hits})
        which.v_model = hits[0].indicator.id if hits else ""
        return found(hits, lang)

    def add() -> Markup:
        id = str(which.v_model or "")
        instrument = work.read_if_there(Instrument)
        box = str(node.v_model)
        revise(work, Choices, lambda now: with_choice(now, id, box, instrument))
        return Markup("{}<p>{}</p>").format(kept(lang), asked(id, instrument, lang))

    go = button(say("forms.search_go", lang), lambda: careful(look, reply, lang))
    ready = button(say("forms.search_add", lang), lambda: careful(add, reply, lang))
    return form(say("forms.search", lang), question, go, which, node, ready, reply)


def asked(id: str, instrument: Instrument | None, lang: str) -> str:
    """Say what the forms will ask for an indicator, or that its question is still to be written."""
    ask = get(id).ask
    if ask:
        return say("indicators.added_asked", lang, id=id, question=ask.label)
    return say("indicators.added", lang, id=id, outcome=column_of(id, instrument))


def found(hits: Sequence[Hit], lang: str) -> Markup:
    """Return what was found as a list: code, name, status and definition, escaped."""
    if not hits:
        return Markup("<p>{}</p>").format(say("indicators.found_none", lang))
    items = Markup("").join(_item(hit, lang) for hit in hits)
    return Markup('<ul class="found">{}</ul>').format(items)


def with_choice(choices: Choices, id: str, node: str, instrument: Instrument | None) -> Choices:
    """Return the choices with one more; raise DataError without one, or for one already there."""
    if not id:
        raise DataError("indicators.nothing_to_add")
    if any(choice.indicator == id for choice in choices.choices):
        raise DataError("indicators.chosen_already", id=id)
    new = Choice(indicator=get(id).id, node=node, outcome=column_of(id, instrument))
    return changed(choices, choices=(*choices.choices, new))


def column_of(id: str, instrument: Instrument | None) -> str:
    """Return the column that will hold the answers of an indicator.

    >>> column_of("IND-07", None)
    'ind_07'
    """
    return outcome_of(id, instrument) if instrument else id.lower().replace("-", "_")


def _item(hit: Hit, lang: str) -> Markup:
    indicator = hit.indicator
    status = say(STATUS_NAMES[indicator.status], lang)
    told = f"{status}, {say(REPORTING_NAMES[indicator.reporting], lang)}"
    line = Markup("<li><strong>{} · {}</strong> <em>({})</em><br>{}</li>")
    definition = indicator.definition.say(lang)
    return line.format(indicator.id, indicator.name.say(lang), told, definition)


def _name(hit: Hit, lang: str) -> str:
    return f"{hit.indicator.id} · {hit.indicator.name.say(lang)}"
