"""Pilots side by side: which of them may be compared, their average, and how far chance goes.

They stand in the order of their names, never of their figures: nothing here is a ranking.
"""

from workbench.analysis.pilots.clubs import Club, Clubs, clubs
from workbench.analysis.pilots.compare import Compared, Group, Outcome, compare
from workbench.analysis.pilots.doubts import doubts
from workbench.analysis.pilots.of_dossier import effects_of, sites_of
from workbench.analysis.pilots.pictures import funnel
from workbench.analysis.pilots.record import Gathered, Member, PilotEffect, PilotSite, Programme
from workbench.analysis.pilots.told import averages_table, pilots_table, side_by_side, written

__all__ = [
    "Club",
    "Clubs",
    "Compared",
    "Gathered",
    "Group",
    "Member",
    "Outcome",
    "PilotEffect",
    "PilotSite",
    "Programme",
    "averages_table",
    "clubs",
    "compare",
    "doubts",
    "effects_of",
    "funnel",
    "pilots_table",
    "side_by_side",
    "sites_of",
    "written",
]
