"""Cards written by hand, of places that do not exist."""

from workbench.base.dossier import Dossier
from workbench.base.records import read_record, write_record
from workbench.capitalisation.card import Card, write_card
from workbench.evaluation import Evaluation

GRID = tuple(f"prerequisite_{n}" for n in range(1, 8))


def card(pilot="north", **more):
    return Card.model_validate({"format": 1, "pilot_id": pilot, "share_level": "public", **more})


def dossier_of(folder, *cards):
    from workbench.base import places

    framing = read_record(Evaluation, places.templates() / "dossier" / Evaluation.FILE)
    folder.mkdir(parents=True, exist_ok=True)
    write_record(framing, folder / Evaluation.FILE)
    found = Dossier(folder)
    for one in cards:
        write_card(found, one)
    return found
