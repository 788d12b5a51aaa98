"""Whether the questions of a scale hold together, and how alike the people of one site answer."""

from workbench.analysis.reliability.answered import answer
from workbench.analysis.reliability.coefficients import alpha, alpha_interval, loadings, omega
from workbench.analysis.reliability.likeness import agreement, icc, icc_reml
from workbench.analysis.reliability.of_dossier import SHOWN_FROM, Examined, OneScale, Scales, of
from workbench.analysis.reliability.record import Asked, Item, Reliability
from workbench.analysis.reliability.told import as_json, as_text, item_table, refused, sentences

__all__ = [
    "SHOWN_FROM",
    "Asked",
    "Examined",
    "Item",
    "OneScale",
    "Reliability",
    "Scales",
    "agreement",
    "alpha",
    "alpha_interval",
    "answer",
    "as_json",
    "as_text",
    "icc",
    "icc_reml",
    "item_table",
    "loadings",
    "of",
    "omega",
    "refused",
    "sentences",
]
