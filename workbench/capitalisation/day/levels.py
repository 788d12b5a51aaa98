"""Whether the pilots of a day can be set side by side at all: where they stand, and since when."""

from workbench.base.findings import Finding, Together
from workbench.base.words import Phrase
from workbench.capitalisation.day.known import Known

LEVEL_NAMES = {
    "neighbourhood": "day.level.neighbourhood",
    "city": "day.level.city",
    "intercommunal": "day.level.intercommunal",
    "departement": "day.level.departement",
    "departements": "day.level.departements",
    "region": "day.level.region",
    "country": "day.level.country",
}


def levels(known: Known) -> list[Finding]:
    """Return whether all pilots stand at one level; a city and a region are not alike."""
    cards = [known.held.card(pilot) for pilot in known.day.pilots]
    named = dict.fromkeys(card.level for card in cards if card and card.level)
    together = Together(tuple(Phrase(LEVEL_NAMES[one]) for one in named))
    holes = {"n": len(named), "levels": together}
    same = len(named) < 2 if named else None
    return [Finding("day.levels_differ", same, "cards", "warning", {**holes, "label": "cards"})]
