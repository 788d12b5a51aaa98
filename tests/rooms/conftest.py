"""A small day: one activity of each kind, and stores to keep its room in."""

import pytest

from tests.postgres import postgresql
from workbench.rooms.record import Activity, Agenda, Answer
from workbench.rooms.store import Store

PILOTS = ({"id": "drome", "label": "Drôme"}, {"id": "poitiers", "label": "Poitiers"})
ITEMS = ({"id": "p1", "label": {"fr": "Un", "en": "One"}}, {"id": "p2", "label": "Deux"})
OPTIONS = ({"id": "yes", "label": "Oui"}, {"id": "no", "label": "Non"}, {"id": "so", "label": "?"})
SEQUENCES = (
    {"id": "mood", "kind": "choice", "title": {"fr": "Humeur", "en": "Mood"}, "options": OPTIONS},
    {"id": "tools", "kind": "several", "title": "Outils", "options": OPTIONS, "most": 2},
    {"id": "wall", "kind": "words", "title": "Mots", "most": 3},
    {"id": "grid", "kind": "rating", "title": "Grille", "subjects": PILOTS, "items": ITEMS,
     "blind": True},
    {"id": "map", "kind": "matrix", "title": "Carte", "subjects": PILOTS, "items": ITEMS,
     "options": OPTIONS},
    {"id": "board", "kind": "decision", "title": "Décisions", "per": "group", "most": 4},
    {"id": "harvest", "kind": "text", "title": "Récolte"},
)  # fmt: skip


def day(**changes):
    """The agenda of the day."""
    told = {"format": 1, "id": "day", "title": "Le jour", "simulated": True, "sequences": SEQUENCES}
    return Agenda.model_validate({**told, **changes})


def asked(id):
    """One activity of the day."""
    return Activity.model_validate(next(one for one in SEQUENCES if one["id"] == id))


def sent(activity, value, n=1, **place):
    """What a phone sends, with an id of its own."""
    told = {"id": f"answer-{n:04d}", "activity": activity, "round": 1, "value": value}
    return Answer.model_validate({**told, **place})


@pytest.fixture
def store(tmp_path):
    """A store in a file."""
    made = Store(tmp_path / "room.sqlite")
    yield made
    made.close()


@pytest.fixture(scope="module")
def server():
    """The URL of a real PostgreSQL server."""
    with postgresql() as url:
        yield url
