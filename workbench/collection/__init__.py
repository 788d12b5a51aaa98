"""Collection: one instrument gives the form, the codebook and the plan of the analysis."""

from workbench.collection.blind_spots import blind_spots
from workbench.collection.checks import check
from workbench.collection.codebook import table
from workbench.collection.export import export
from workbench.collection.plan import plan_table
from workbench.collection.precision import half_width
from workbench.collection.record import Analysis, Derived, Instrument, Plan, Question

__all__ = [
    "Analysis",
    "Derived",
    "Instrument",
    "Plan",
    "Question",
    "blind_spots",
    "check",
    "export",
    "half_width",
    "plan_table",
    "table",
]
