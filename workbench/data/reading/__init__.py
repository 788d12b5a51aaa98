"""Reading: what charities really send becomes one clean table, and everyone sees what was done."""

from workbench.data.reading.body import Dropped
from workbench.data.reading.clean import write
from workbench.data.reading.flow import read
from workbench.data.reading.record import ReadColumn, Reading

__all__ = ["Dropped", "ReadColumn", "Reading", "read", "write"]
