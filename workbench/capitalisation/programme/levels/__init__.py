"""A programme level by level: who came in, what became of them, and what chance leaves a club."""

from workbench.capitalisation.programme.levels.checks import check
from workbench.capitalisation.programme.levels.counted import Counted, Enrolled, Result, counted
from workbench.capitalisation.programme.levels.record import WHOLE, Level, Levels, Outcome, Promise
from workbench.capitalisation.programme.levels.registry import Registry, Unit, read
from workbench.capitalisation.programme.levels.told import (
    beside_chance,
    clubs,
    enrolment_table,
    funnel,
    results_table,
    sentence,
    structure_table,
    write,
)

__all__ = [
    "WHOLE",
    "Counted",
    "Enrolled",
    "Level",
    "Levels",
    "Outcome",
    "Promise",
    "Registry",
    "Result",
    "Unit",
    "beside_chance",
    "check",
    "clubs",
    "counted",
    "enrolment_table",
    "funnel",
    "read",
    "results_table",
    "sentence",
    "structure_table",
    "write",
]
