"""The day as a room asks it: each sequence becomes one activity, and the room knows no more."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbench.base.dossier import Dossier
from workbench.base.records import Text, validated
from workbench.base.words import LANGS, say
from workbench.capitalisation.card import read_cards
from workbench.capitalisation.card.record import Card
from workbench.capitalisation.day.record import Day, Sequence
from workbench.capitalisation.grid import STATUS_NAMES, Grid, Prerequisite, grid_of
from workbench.indicators.vocabulary import Taxonomy, domains
from workbench.rooms.record import Activity, Agenda, Choice

KINDS = {
    "positions": "choice",
    "sorter": "choice",
    "reasons": "words",
    "rating": "rating",
    "domains": "matrix",
    "conditions": "several",
    "decisions": "decision",
    "consent": "choice",
    "harvest": "text",
    "questions": "text",
}
"""How people answer a sequence, by what it is for."""
BLIND = ("positions", "sorter", "rating", "domains", "conditions", "consent")
"""What people answer before they see what others have said."""
STATES = {
    "claimed": "day.state.claimed",
    "measured": "day.state.measured",
    "verified": "day.state.verified",
    "absent": "day.state.absent",
}
"""How far a domain is there: said, measured, looked at by somebody else; or not there."""


def agenda_of(day: Day, grid: Grid, cards: Mapping[str, Card]) -> Agenda:
    """Return the list of activities of a day.

    A rating asks each pilot by each prerequisite, with the status of its wording in the note; a
    matrix each pilot by each domain. A pilot without a card goes by its id.
    """
    return Agenda(
        format=1, id=day.id, title=day.title, simulated=day.simulated,
        sequences=tuple(_activity(one, day, grid, cards) for one in day.sequences),
    )  # fmt: skip


def write_agenda(dossier: Dossier) -> Path:
    """Write `day/agenda.yml` of a dossier from its day, its grid and its cards.

    Raises RecordError where one of them breaks a rule, RunError in an example.
    """
    day = dossier.read(Day)
    cards = {card.pilot_id: card for card in read_cards(dossier).cards}
    agenda = agenda_of(day, grid_of(dossier), cards)
    path = dossier.to_write(*Agenda.FILE.split("/"))
    path.parent.mkdir(parents=True, exist_ok=True)
    return dossier.write(validated(Agenda, agenda.model_dump(), path))


def taxonomy_of(sequence: Sequence) -> Taxonomy | None:
    """Return the list of domains of a sequence; None where the vocabulary has none of that id."""
    return next((one for one in domains().taxonomies if one.id == sequence.taxonomy), None)


def _activity(one: Sequence, day: Day, grid: Grid, cards: Mapping[str, Card]) -> Activity:
    return Activity(
        id=one.id, kind=KINDS[one.uses], title=one.title, text=one.text, minutes=one.minutes,
        blind=one.uses in BLIND, extra=_extra(one), **_places(one, day, grid, cards),
    )  # fmt: skip


def _places(one: Sequence, day: Day, grid: Grid, cards: Mapping[str, Card]) -> dict[str, Any]:
    """Return what is answered about, and by what."""
    pilots = tuple(_pilot(id, cards) for id in day.read_in(one))
    if one.uses == "rating":
        return {"subjects": pilots, "items": tuple(map(_prerequisite, grid.prerequisites))}
    if one.uses == "domains":
        found = taxonomy_of(one)
        items = tuple(Choice(id=d.id, label=d.name) for d in found.domains) if found else ()
        states = tuple(Choice(id=id, label=_said(key)) for id, key in STATES.items())
        return {"subjects": pilots, "items": items, "options": states}
    if one.uses == "conditions":
        options = tuple(Choice(id=p.id, label=p.name) for p in grid.prerequisites)
        return {"options": options, "most": min(one.most, len(options))}
    if one.uses in ("reasons", "decisions", "harvest", "questions"):
        return {"items": one.items, "most": one.most}
    return {"options": one.options, "items": one.items}


def _extra(one: Sequence) -> dict[str, Any]:
    """Return what the screens show besides: what a sequence is for, and who begins with what."""
    return {"uses": one.uses, **({"groups": dict(one.groups)} if one.groups else {})}


def _prerequisite(one: Prerequisite) -> Choice:
    """Return a line of the grid: its name, and in the note its question and how sure it is."""
    told = {}
    for lang in LANGS:
        sure = f"({say(STATUS_NAMES[one.wording_status], lang)})"
        told[lang] = f"{one.asks.say(lang)} {sure}" if one.asks else sure
    return Choice(id=one.id, label=one.name, note=Text(**told))


def _pilot(id: str, cards: Mapping[str, Card]) -> Choice:
    card = cards.get(id)
    return Choice(id=id, label=card.called if card else Text(any=id))


def _said(key: str) -> Text:
    return Text(**{lang: say(key, lang) for lang in LANGS})
