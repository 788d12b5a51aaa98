"""A small day by hand: two pilots that do not exist, three people, and what they say."""

import json
from itertools import count

from tests.capitalisation.by_hand import card, dossier_of
from workbench.base.dossier import Dossier
from workbench.base.records import write_record
from workbench.capitalisation.day.known import Known
from workbench.capitalisation.day.record import Day
from workbench.capitalisation.day.votes import FILE, settled, written
from workbench.capitalisation.grid import vocabulary
from workbench.rooms.given import Given

YES_NO = ({"id": "yes", "label": "Oui"}, {"id": "no", "label": "Non"})
SEQUENCES = (
    {"id": "consent", "uses": "consent", "title": "Citer ?", "options": YES_NO},
    {"id": "mood", "uses": "positions", "title": "Évaluer ?", "options": YES_NO},
    {"id": "why", "uses": "reasons", "title": "Pourquoi ?",
     "items": ({"id": "now", "label": "Là"},)},
    {"id": "read", "uses": "rating", "title": "Lire"},
    {"id": "where", "uses": "domains", "title": "Domaines"},
    {"id": "board", "uses": "decisions", "title": "Décider", "most": 9},
    {"id": "learnt", "uses": "harvest", "title": "Apprendre"},
)  # fmt: skip
ITEM = "accessible"
_numbers = count(1)


def day(**changes):
    told = {
        "format": 1, "id": "day", "title": {"fr": "Le jour", "en": "The day"},
        "organisation": "Réseau", "pilots": ("north", "south"), "sequences": SEQUENCES,
    }  # fmt: skip
    return Day.model_validate({**told, **changes})


def given(activity, value, person=1, **place):
    """One answer, later than all those before it, with an id of its own."""
    n = next(_numbers)
    told = {"round": 1, "group": None, "subject": "", "item": "", "slot": 1, **place}
    told = {"at": 1_580_000_000.0 + n, "id": f"id-{n:06d}", **told}
    return Given(activity=activity, person=person, value=value, **told)


def rated(score, person=1, pilot="north", item=ITEM, evidence="", sure="declared", **place):
    value = {"score": score, "evidence": evidence, "confidence": sure}
    return given("read", value, person, subject=pilot, item=item, **place)


def placed(option, person=1, pilot="north", item="individual", evidence=""):
    value = {"option": option, "evidence": evidence}
    return given("where", value, person, subject=pilot, item=item)


def decided(what, who="", when="", axis="political", **place):
    return given("board", {"what": what, "who": who, "when": when, "axis": axis}, **place)


def held(folder, *answers, **changes):
    """A dossier with the day, two cards and these answers."""
    cards = (card("north", level="city"), card("south", level="region"))
    dossier = dossier_of(folder, *cards)
    write_record(day(**changes), folder / Day.FILE)
    (folder / "room").mkdir()
    text = written(settled(("ROOM", one) for one in answers))
    (folder / FILE).write_text(text, encoding="utf-8")
    return Dossier(dossier.folder)


def known_of(*answers, **changes):
    """What is known of the day with these answers, without any file."""
    from workbench.capitalisation.card import Held

    cards = Held((card("north"), card("south")))
    return Known(day(**changes), vocabulary(), cards, settled(("ROOM", one) for one in answers))


def plain(thing):
    return json.dumps(thing, ensure_ascii=False, default=str)
