"""Published figures, kept with their source; what agrees, what contradicts, what may be cited."""

from workbench.ledger.checks import check
from workbench.ledger.cite import Citation, cite, fill
from workbench.ledger.derive import quantity
from workbench.ledger.draw import to_draw
from workbench.ledger.load import load, read, shelf, table
from workbench.ledger.nesting import total
from workbench.ledger.note import Note, Section, as_page, as_text, note
from workbench.ledger.record import Derived, Figure, Ledger, Relation
from workbench.ledger.relations import other_reading
from workbench.ledger.told import as_json

__all__ = [
    "Citation",
    "Derived",
    "Figure",
    "Ledger",
    "Note",
    "Relation",
    "Section",
    "as_json",
    "as_page",
    "as_text",
    "check",
    "cite",
    "fill",
    "load",
    "note",
    "other_reading",
    "quantity",
    "read",
    "shelf",
    "table",
    "to_draw",
    "total",
]
