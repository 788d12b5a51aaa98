"""Meetings and webinars: what is counted, who came, what was asked, and what was used later."""

from workbench.capitalisation.programme.events.checks import check
from workbench.capitalisation.programme.events.record import EVENTS, Counted, Meetings, events
from workbench.capitalisation.programme.events.told import (
    definitions_table,
    presences,
    register_table,
    summary_table,
)

__all__ = [
    "EVENTS",
    "Counted",
    "Meetings",
    "check",
    "definitions_table",
    "events",
    "presences",
    "register_table",
    "summary_table",
]
