"""Data: the files that came back become one clean, documented table."""

from workbench.data.clean import Cleaned, clean, understand
from workbench.data.corrections import Correction, correct, corrections
from workbench.data.corrections_table import corrections_table
from workbench.data.links import Link, decide, links
from workbench.data.load import CLEAN, load
from workbench.data.persons import duplicates, not_seen, people, spells, unmatched
from workbench.data.quality import check
from workbench.data.record import Received, ReceivedFile

__all__ = [
    "CLEAN",
    "Cleaned",
    "Correction",
    "Link",
    "Received",
    "ReceivedFile",
    "check",
    "clean",
    "correct",
    "corrections",
    "corrections_table",
    "decide",
    "duplicates",
    "links",
    "load",
    "not_seen",
    "people",
    "spells",
    "understand",
    "unmatched",
]
