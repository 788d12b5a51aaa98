"""Data: the files that came back become one clean, documented table."""

from workbench.data.as_read import guesses, read_table, readings, tied
from workbench.data.clean import Cleaned, clean, understand
from workbench.data.corrections import Correction, correct, corrections
from workbench.data.corrections_table import corrections_table
from workbench.data.groups import age_class, reasons
from workbench.data.links import Link, decide, links
from workbench.data.load import CLEAN, load
from workbench.data.measured import Measured, by_site, in_all, measured
from workbench.data.measures import Measure, masked, measures, reported
from workbench.data.measures_table import measures_table
from workbench.data.periods import Period, over_time, quarters
from workbench.data.persons import duplicates, not_seen, people, spells, unmatched
from workbench.data.quality import check
from workbench.data.record import Received, ReceivedFile
from workbench.data.scores import scores

__all__ = [
    "CLEAN",
    "Cleaned",
    "Correction",
    "Link",
    "Measure",
    "Measured",
    "Period",
    "Received",
    "ReceivedFile",
    "age_class",
    "by_site",
    "check",
    "clean",
    "correct",
    "corrections",
    "corrections_table",
    "decide",
    "duplicates",
    "guesses",
    "in_all",
    "links",
    "load",
    "masked",
    "measured",
    "measures",
    "measures_table",
    "not_seen",
    "over_time",
    "people",
    "quarters",
    "read_table",
    "readings",
    "reasons",
    "reported",
    "scores",
    "spells",
    "tied",
    "understand",
    "unmatched",
]
