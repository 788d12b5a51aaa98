"""What a room read in the pilots, where the dossier holds a day, and how far people stood apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.base.dossier import Dossier
from workbench.base.errors import DataError, RecordError
from workbench.base.findings import Finding, of_letter
from workbench.capitalisation.comparison.conditions import IN_PLACE
from workbench.capitalisation.day.known import known
from workbench.capitalisation.day.readings import Cell, Readings
from workbench.capitalisation.day.record import Day

ANSWERS = "room/answers.csv"
"""The votes of a closed day."""


@dataclass(frozen=True)
class Heard:
    """The readings of a room; *simulated* where nobody said them."""

    readings: Readings
    simulated: bool


def heard(dossier: Dossier) -> tuple[Heard | None, list[Finding]]:
    """Return what a room said of the pilots; None where there was no day, or it cannot be read."""
    if not (dossier.has(Day.FILE) and dossier.has(ANSWERS)):
        return None, []
    try:
        day = known(dossier)
        return Heard(day.readings, day.day.simulated), []
    except (RecordError, DataError) as error:
        return None, [of_letter(error, Day.FILE)]


def in_place(cell: Cell) -> bool | None:
    """Whether more people of a room saw a prerequisite in place than not; None where as many did.

    Those who could not judge are left aside; one voice is one voice, and nothing is averaged.
    """
    yes = sum(score >= IN_PLACE for score in cell.scores)
    no = len(cell.scores) - yes
    return None if yes == no else yes > no


def said_of(heard: Heard | None, pilots: Sequence[str], item: str) -> dict[str, bool | None]:
    """Return what a room said of a prerequisite, by pilot; nothing of those it did not read."""
    if heard is None:
        return {}
    read = {pilot: heard.readings.last(pilot, item) for pilot in pilots}
    return {pilot: in_place(cell) for pilot, cell in read.items() if cell.scores}
