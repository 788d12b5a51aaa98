"""Analysis: what the data can carry, and the strongest sentence they allow."""

from workbench.analysis.effect import Effect
from workbench.analysis.estimate import check, estimate, results
from workbench.analysis.kept import kept
from workbench.analysis.table import table

__all__ = ["Effect", "check", "estimate", "kept", "results", "table"]
