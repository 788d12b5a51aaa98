"""The card of a pilot: one page that says where, why, with whom and how it evaluates."""

from workbench.capitalisation.card.checks import check, fitting, kept_back
from workbench.capitalisation.card.reading import (
    Held,
    read_card,
    read_cards,
    read_of,
    write_card,
)
from workbench.capitalisation.card.record import Card, Involved, Quote, Rated, Used, file_of

__all__ = [
    "Card",
    "Held",
    "Involved",
    "Quote",
    "Rated",
    "Used",
    "check",
    "file_of",
    "fitting",
    "kept_back",
    "read_card",
    "read_cards",
    "read_of",
    "write_card",
]
