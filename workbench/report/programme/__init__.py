"""The synthesis of a programme: several evaluations side by side, from their results alone.

`gather` reads finished runs, `synthesise` leaves the folder of page 08, `compare` sets pilots side
by side and averages those that may be. Pilots stand in the order of their names, never of their
figures: nothing here is a ranking, and nothing tells of a person.
"""

from workbench.analysis.pilots.clubs import Club, Clubs, clubs
from workbench.analysis.pilots.compare import Compared, Group, Outcome, compare
from workbench.analysis.pilots.doubts import doubts
from workbench.analysis.pilots.pictures import funnel
from workbench.analysis.pilots.record import Gathered, Member, PilotEffect, PilotSite, Programme
from workbench.analysis.pilots.told import averages_table, pilots_table, side_by_side, written
from workbench.report.programme.gather import gather
from workbench.report.programme.kept import read
from workbench.report.programme.results import write
from workbench.report.programme.synthesise import synthesise

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
    "funnel",
    "gather",
    "pilots_table",
    "read",
    "side_by_side",
    "synthesise",
    "write",
    "written",
]
