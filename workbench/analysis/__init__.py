"""Analysis: what the data can carry, and the strongest sentence they allow."""

from workbench.analysis import checks, missing, pooling
from workbench.analysis.by_hand import by_hand
from workbench.analysis.chooser import Advice, Answers, choose
from workbench.analysis.contributed import contributed
from workbench.analysis.deviations import deviations
from workbench.analysis.doubts import doubts, examined
from workbench.analysis.effect import Contrast, Effect
from workbench.analysis.estimate import answer, check, estimate, results
from workbench.analysis.kept import kept
from workbench.analysis.known import answers_from
from workbench.analysis.table import sites_table, table

__all__ = [
    "Advice",
    "Answers",
    "Contrast",
    "Effect",
    "answer",
    "answers_from",
    "by_hand",
    "check",
    "checks",
    "choose",
    "contributed",
    "deviations",
    "doubts",
    "estimate",
    "examined",
    "kept",
    "missing",
    "pooling",
    "results",
    "sites_table",
    "table",
]
