"""The day on which people read pilots together: asked, answered, drawn, and written down.

`day.yml` becomes the list of activities of a room (`write_agenda`); `close` takes the votes of the
room into the dossier; `known` reads all that a dossier knows of its day, and everything else is
made of that. Nothing here is a mean, a total or a ranking.
"""

from workbench.capitalisation.day.agenda import agenda_of, write_agenda
from workbench.capitalisation.day.blind_spots import blind_spots, counted
from workbench.capitalisation.day.boards import boards
from workbench.capitalisation.day.checks import check, doubts
from workbench.capitalisation.day.close import close
from workbench.capitalisation.day.known import Known, known
from workbench.capitalisation.day.proceedings import pilots, write, write_pilots, written
from workbench.capitalisation.day.record import Day
from workbench.capitalisation.day.tables import sheets
from workbench.capitalisation.day.told import (
    agreement_table,
    decisions_table,
    disagreements,
    grid_table,
    rounds_table,
    summary,
)

__all__ = [
    "Day",
    "Known",
    "agenda_of",
    "agreement_table",
    "blind_spots",
    "boards",
    "check",
    "close",
    "counted",
    "decisions_table",
    "disagreements",
    "doubts",
    "grid_table",
    "known",
    "pilots",
    "rounds_table",
    "sheets",
    "summary",
    "write",
    "write_agenda",
    "write_pilots",
    "written",
]
