"""Published figures, kept with their source; what agrees, what contradicts, what may be cited."""

from workbench.ledger.checks import check
from workbench.ledger.cite import Citation, cite, fill
from workbench.ledger.derive import quantity
from workbench.ledger.load import load, read, shelf, table
from workbench.ledger.record import Derived, Figure, Ledger, Relation

__all__ = [
    "Citation",
    "Derived",
    "Figure",
    "Ledger",
    "Relation",
    "check",
    "cite",
    "fill",
    "load",
    "quantity",
    "read",
    "shelf",
    "table",
]
