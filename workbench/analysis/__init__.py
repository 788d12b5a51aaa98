"""Analysis: what the data can carry, and the strongest sentence they allow."""

from workbench.analysis.effect import Effect
from workbench.analysis.estimate import check, doubts, estimate, results
from workbench.analysis.kept import kept
from workbench.analysis.table import sites_table, table

__all__ = [
    "Effect",
    "check",
    "doubts",
    "estimate",
    "kept",
    "results",
    "sites_table",
    "table",
]
