"""Indicators: what can be measured of a change, chosen from a catalogue, with a target."""

from workbench.indicators.catalogue import catalogue, get
from workbench.indicators.checks import check
from workbench.indicators.record import Choice, Choices, Indicator, Target
from workbench.indicators.table import table

__all__ = ["Choice", "Choices", "Indicator", "Target", "catalogue", "check", "get", "table"]
