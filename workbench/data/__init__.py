"""Data: the files that came back become one clean, documented table."""

from workbench.data.clean import Cleaned, clean, understand
from workbench.data.groups import age_class, reasons
from workbench.data.load import CLEAN, load
from workbench.data.measures import Measure, masked, measures, reported
from workbench.data.measures_table import measures_table
from workbench.data.periods import Period, over_time, quarters
from workbench.data.quality import check
from workbench.data.record import Received, ReceivedFile
from workbench.data.scores import scores

__all__ = [
    "CLEAN",
    "Cleaned",
    "Measure",
    "Period",
    "Received",
    "ReceivedFile",
    "age_class",
    "check",
    "clean",
    "load",
    "masked",
    "measures",
    "measures_table",
    "over_time",
    "quarters",
    "reasons",
    "reported",
    "scores",
    "understand",
]
