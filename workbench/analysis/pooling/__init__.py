"""Pooling: what several pilots show together, and where the next site may be."""

from workbench.analysis.pooling.asked import Pooling, read_pilots
from workbench.analysis.pooling.asymmetry import egger, regression_test, trim_and_fill
from workbench.analysis.pooling.doubts import NORMAL, doubts
from workbench.analysis.pooling.mantel_haenszel import MantelHaenszel, mantel_haenszel
from workbench.analysis.pooling.of_dossier import FILE, check, of
from workbench.analysis.pooling.pictures import forest, funnel
from workbench.analysis.pooling.pilots import Pilots, pilots
from workbench.analysis.pooling.pool import pool
from workbench.analysis.pooling.pooled import Coefficient, Interval, Moderation, Pilot, Pooled
from workbench.analysis.pooling.told import as_json, as_text, forbidden, moderators, sentence, table

__all__ = [
    "FILE",
    "NORMAL",
    "Coefficient",
    "Interval",
    "MantelHaenszel",
    "Moderation",
    "Pilot",
    "Pilots",
    "Pooled",
    "Pooling",
    "as_json",
    "as_text",
    "check",
    "doubts",
    "egger",
    "forbidden",
    "forest",
    "funnel",
    "mantel_haenszel",
    "moderators",
    "of",
    "pilots",
    "pool",
    "read_pilots",
    "regression_test",
    "sentence",
    "table",
    "trim_and_fill",
]
