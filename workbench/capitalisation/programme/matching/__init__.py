"""Missions and volunteers brought together: rules that are named, points explained, no decision."""

from workbench.capitalisation.programme.matching.checks import check
from workbench.capitalisation.programme.matching.pairs import Criterion, Pair, every, pair
from workbench.capitalisation.programme.matching.proposed import Proposed, proposed
from workbench.capitalisation.programme.matching.record import (
    MISSIONS,
    VOLUNTEERS,
    Mission,
    Rules,
    Volunteer,
    missions,
    volunteers,
)
from workbench.capitalisation.programme.matching.told import (
    because,
    candidates_table,
    excluded_table,
    is_simulated,
    rules_table,
    table,
)

__all__ = [
    "MISSIONS",
    "VOLUNTEERS",
    "Criterion",
    "Mission",
    "Pair",
    "Proposed",
    "Rules",
    "Volunteer",
    "because",
    "candidates_table",
    "check",
    "every",
    "excluded_table",
    "is_simulated",
    "missions",
    "pair",
    "proposed",
    "rules_table",
    "table",
    "volunteers",
]
