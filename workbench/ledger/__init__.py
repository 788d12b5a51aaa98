"""Published figures, kept with their source, and the sums they should keep."""

from workbench.ledger.checks import check
from workbench.ledger.load import load, table
from workbench.ledger.record import Figure, Ledger, Relation

__all__ = ["Figure", "Ledger", "Relation", "check", "load", "table"]
