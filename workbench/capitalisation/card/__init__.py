"""The card of a pilot: one page that says where, why, with whom and how it evaluates."""

from workbench.capitalisation.card.checks import check, fitting, kept_back
from workbench.capitalisation.card.of_dossier import card_from, sums_from
from workbench.capitalisation.card.reading import (
    Held,
    read_card,
    read_cards,
    read_of,
    write_card,
)
from workbench.capitalisation.card.record import Card, Involved, Quote, Rated, Used, file_of
from workbench.capitalisation.card.sums import Sum, write_sums
from workbench.capitalisation.card.sums_reading import read_sums

__all__ = [
    "Card",
    "Held",
    "Involved",
    "Quote",
    "Rated",
    "Sum",
    "Used",
    "card_from",
    "check",
    "file_of",
    "fitting",
    "kept_back",
    "read_card",
    "read_cards",
    "read_of",
    "read_sums",
    "sums_from",
    "write_card",
    "write_sums",
]
