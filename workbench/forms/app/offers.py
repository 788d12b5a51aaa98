"""The indicators offered for each box of the theory, a search, and one press to add."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import traitlets

from workbench.base.dossier import Dossier, revise
from workbench.base.errors import LetterError
from workbench.base.words import say
from workbench.collection import Instrument
from workbench.evaluation import Evaluation
from workbench.forms.live import watch
from workbench.forms.script import Scripted, script
from workbench.forms.search import MEASURABLE, with_choice
from workbench.indicators import Choices, Indicator, Suggestion, get, search, suggest
from workbench.indicators.vocabulary import REPORTING_NAMES, STATUS_NAMES
from workbench.theory import Theory

HERE = Path(__file__).parent
MOST = 6
"""How many indicators a search shows: more would not be read."""


class Offers(Scripted):
    """What can be added, in groups, and what a search has found."""

    _esm = script(HERE / "offers.js")
    _css = HERE / "questions.css"
    groups: Any = traitlets.List().tag(sync=True)
    found = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)


def offered(work: Dossier, lang: str) -> Offers:
    """Return the indicators offered for each box that can be measured, and a search beside."""
    words = {"add": "app.offer.add", "search": "app.offer.search", "go": "app.offer.go"}
    made = Offers(
        groups=_groups(work, lang), words={name: say(key, lang) for name, key in words.items()}
    )

    def heard(_: object, content: Mapping[str, Any], __: object) -> None:
        try:
            if "search" in content:
                made.found = _found(work, str(content["search"]), lang)
            elif "add" in content:
                _add(work, str(content["add"]), str(content.get("to", "")))
                made.send({"text": say("app.offer.added", lang, name=_name(content["add"], lang))})
        except LetterError as error:
            made.send({"text": error.say(lang)})

    def renew() -> None:
        made.groups = _groups(work, lang)
        made.found = {}

    made.on_msg(heard)
    watch(work, renew)
    return made


def _add(work: Dossier, id: str, node: str) -> None:
    """Add an indicator for a box; found by a search, for the box that it fits best."""
    beliefs = work.read(Theory)
    node = node or _fitting(beliefs, get(id))
    asks = work.read_if_there(Instrument)
    revise(work, Choices, lambda now: with_choice(now, id, node, asks))


def _fitting(beliefs: Theory, indicator: Indicator) -> str:
    """Return the box for which an indicator is suggested, else the first of its type, or any."""
    known = {indicator.id: indicator}
    nodes = beliefs.of_type(*MEASURABLE)
    near = sorted(nodes, key=lambda node: node.type != indicator.type)
    found = [one.node.id for one in suggest(beliefs) if one.indicator.id in known]
    return found[0] if found else near[0].id


def _groups(work: Dossier, lang: str) -> list[dict[str, Any]]:
    """Return each box with the indicators chosen for it and, where there is none, those offered."""
    beliefs, choices = work.read(Theory), work.read(Choices).choices
    roles = {one.id: one.role for one in work.read(Evaluation).stakeholders}
    chosen = {choice.indicator for choice in choices}
    offers = [one for one in suggest(beliefs, roles) if one.indicator.id not in chosen]
    made = []
    for node in beliefs.of_type(*MEASURABLE):
        own = [_name(choice.indicator, lang) for choice in choices if choice.node == node.id]
        fitting = [_of(one, lang) for one in offers if one.node.id == node.id]
        told = say("app.offer.chosen", lang, n=len(own)) if own else say("app.offer.none", lang)
        made.append(
            {
                "id": node.id, "title": node.label.say(lang), "told": told, "chosen": own,
                "offers": fitting, "open": not own,
            }
        )  # fmt: skip
    return made


def _found(work: Dossier, typed: str, lang: str) -> dict[str, Any]:
    chosen = {choice.indicator for choice in work.read(Choices).choices}
    hits = [hit.indicator for hit in search(typed) if hit.indicator.id not in chosen][:MOST]
    told = say("app.offer.found", lang, n=len(hits)) if hits else say("app.offer.nothing", lang)
    return {"told": told, "offers": [_shown(one, "", lang) for one in hits]}


def _of(one: Suggestion, lang: str) -> dict[str, str]:
    return _shown(one.indicator, one.reason.say(lang), lang)


def _shown(indicator: Indicator, why: str, lang: str) -> dict[str, str]:
    names = (STATUS_NAMES[indicator.status], REPORTING_NAMES[indicator.reporting])
    asks = "app.offer.asks" if indicator.ask else "app.offer.asks_not"
    return {
        "id": indicator.id, "name": indicator.name.say(lang),
        "kind": f"{indicator.id} · {', '.join(say(name, lang) for name in names)}",
        "text": indicator.definition.say(lang),
        "why": " · ".join(part for part in (why, say(asks, lang)) if part),
    }  # fmt: skip


def _name(id: object, lang: str) -> str:
    return get(str(id)).name.say(lang)
