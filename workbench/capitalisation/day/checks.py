"""What a day lacks before it begins, and what it left in the dark once it is closed."""

from collections.abc import Iterator

from workbench.base import words
from workbench.base.dossier import Dossier
from workbench.base.findings import Finding, Together, found_in
from workbench.capitalisation.card import check as check_card
from workbench.capitalisation.day.agenda import taxonomy_of
from workbench.capitalisation.day.blind_spots import blind_spots
from workbench.capitalisation.day.known import Known, known
from workbench.capitalisation.day.levels import levels
from workbench.capitalisation.day.record import READS_PILOTS, Day
from workbench.indicators.vocabulary import domains


def check(dossier: Dossier) -> list[Finding]:
    """Return what stands in the way of a day, and what to mind: its file, its cards, its grid.

    Raises RecordError where the file of the day cannot be read.
    """
    found = known(dossier)
    own = found_in(Day.FILE, [*_pilots(found), *_sequences(found), *_grid(found)])
    cards = [one for card in found.held.cards for one in check_card(card, found.grid.ids)]
    return [*own, *found.held.findings, *cards, *levels(found)]


def doubts(known: Known) -> list[Finding]:
    """Return what a closed day leaves in the dark."""
    return [*levels(known), *blind_spots(known)]


def _pilots(found: Known) -> Iterator[Finding]:
    """Each pilot has a card; one pilot alone can be read, not set beside another."""
    bare = [pilot for pilot in found.day.pilots if found.held.card(pilot) is None]
    holes = {"n": len(bare), "pilots": Together(tuple(bare))}
    yield Finding("day.pilot_without_card", not bare, "pilots", "warning", holes)
    yield Finding("day.one_pilot_alone", len(found.day.pilots) > 1, "pilots", "warning")


def _sequences(found: Known) -> Iterator[Finding]:
    """Each sequence reads pilots of the day, and domains of a list that is there."""
    day, lists = found.day, [one.id for one in domains().taxonomies]
    for part in day.sequences:
        strange = [one for one in (*part.pilots, *part.groups.values()) if one not in day.pilots]
        for pilot in dict.fromkeys(strange):
            holes = {"pilot": pilot, "hint": words.hint(pilot, day.pilots)}
            yield Finding("day.unknown_pilot", False, part.id, holes=holes)
        if part.uses == "domains" and taxonomy_of(part) is None:
            holes = {"id": part.taxonomy, "hint": words.hint(part.taxonomy, lists)}
            yield Finding("day.unknown_taxonomy", False, part.id, holes=holes)
    asked = any(day.using("consent"))
    wrote = any(day.using("harvest", "questions", *READS_PILOTS))
    yield Finding(
        "day.consent_not_asked",
        asked if wrote else None,
        "sequences",
        "warning",
        {"label": "consent"},
    )


def _grid(found: Known) -> Iterator[Finding]:
    """Only a sourced wording may be quoted; the others are told, and can be pasted."""
    own = [one.name for one in found.grid.prerequisites if one.wording_status != "sourced"]
    holes = {"n": len(own), "items": Together(tuple(own))}
    yield Finding("day.wording_not_sourced", not own, "grid.yml", "note", holes)
