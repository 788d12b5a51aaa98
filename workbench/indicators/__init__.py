"""Indicators: what can be measured of a change, chosen from a catalogue, with a target."""

from workbench.indicators.catalogue import catalogue, get
from workbench.indicators.checks import check
from workbench.indicators.record import Ask, Choice, Choices, Counts, Indicator, Target
from workbench.indicators.rollup import Reported, Total, rollup
from workbench.indicators.scales import Scale, scale, scales, scales_table
from workbench.indicators.scoring import Score, score
from workbench.indicators.search import Hit, Suggestion, search, suggest
from workbench.indicators.table import suggestions_table, table
from workbench.indicators.vocabulary import (
    domains,
    meanings_table,
    positive_exit,
    positive_exit_table,
    themes,
)

__all__ = [
    "Ask",
    "Choice",
    "Choices",
    "Counts",
    "Hit",
    "Indicator",
    "Reported",
    "Scale",
    "Score",
    "Suggestion",
    "Target",
    "Total",
    "catalogue",
    "check",
    "domains",
    "get",
    "meanings_table",
    "positive_exit",
    "positive_exit_table",
    "rollup",
    "scale",
    "scales",
    "scales_table",
    "score",
    "search",
    "suggest",
    "suggestions_table",
    "table",
    "themes",
]
