"""Faults to plant in a clean table, one kind a file: each returns a new table, the old one stays.

Every function takes the table first and, where chance decides, a *seed*.
"""

from workbench.data.simulate.faults.coding import recoded, shifted, turned
from workbench.data.simulate.faults.copied import copied
from workbench.data.simulate.faults.days import backwards, called_late, in_the_future, unborn
from workbench.data.simulate.faults.gaps import unanswered
from workbench.data.simulate.faults.heaping import heaped
from workbench.data.simulate.faults.lines import repeated
from workbench.data.simulate.faults.perfect_sites import all_alike
from workbench.data.simulate.faults.straight import straight_lined
from workbench.data.simulate.faults.wild import wild

__all__ = [
    "all_alike",
    "backwards",
    "called_late",
    "copied",
    "heaped",
    "in_the_future",
    "recoded",
    "repeated",
    "shifted",
    "straight_lined",
    "turned",
    "unanswered",
    "unborn",
    "wild",
]
