"""Data: the files that came back become one clean, documented table."""

from workbench.data.clean import Cleaned, clean, understand
from workbench.data.load import CLEAN, load
from workbench.data.quality import check
from workbench.data.record import Received, ReceivedFile

__all__ = ["CLEAN", "Cleaned", "Received", "ReceivedFile", "check", "clean", "load", "understand"]
