"""Outcomes that nobody saw: how far they may move the answer, and what repairs how much of it."""

from workbench.analysis.missing.bounds import Bounds, lee_bounds, worst_best
from workbench.analysis.missing.bounds_interval import LeeInterval, lee_interval
from workbench.analysis.missing.imputed import imputations, imputed_effect
from workbench.analysis.missing.pooled import Pooled, pool
from workbench.analysis.missing.tipping import Tipping, tipping_point
from workbench.analysis.missing.weights import attrition_weights

__all__ = [
    "Bounds",
    "LeeInterval",
    "Pooled",
    "Tipping",
    "attrition_weights",
    "imputations",
    "imputed_effect",
    "lee_bounds",
    "lee_interval",
    "pool",
    "tipping_point",
    "worst_best",
]
