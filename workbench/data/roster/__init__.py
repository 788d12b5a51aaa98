"""The roster: entry, exit and follow-up of each person, filled in where they are asked."""

from workbench.data.roster.asked import asked_now, no_longer_asked, to_ask
from workbench.data.roster.due import (
    Roster,
    Row,
    Standing,
    far,
    roster,
    twins,
    unsettled,
)
from workbench.data.roster.heard import Heard, Told, hear
from workbench.data.roster.journal import FINISHED, GONE, LOST, PLANNED, TOLD, Line
from workbench.data.roster.keep import Given, add, give, given, note, plan
from workbench.data.roster.received import file_of, in_app, refresh
from workbench.data.roster.record import Entry, Person

__all__ = [
    "FINISHED",
    "GONE",
    "LOST",
    "PLANNED",
    "TOLD",
    "Entry",
    "Given",
    "Heard",
    "Line",
    "Person",
    "Roster",
    "Row",
    "Standing",
    "Told",
    "add",
    "asked_now",
    "far",
    "file_of",
    "give",
    "given",
    "hear",
    "in_app",
    "no_longer_asked",
    "note",
    "plan",
    "refresh",
    "roster",
    "to_ask",
    "twins",
    "unsettled",
]
