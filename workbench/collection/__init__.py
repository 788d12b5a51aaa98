"""Collection: one instrument gives the form, the codebook and the plan of the analysis."""

from workbench.collection import consent
from workbench.collection.asked import completed, instrument_of, outcome_of
from workbench.collection.blind_spots import blind_spots
from workbench.collection.checks import check, columns_of
from workbench.collection.codebook import table
from workbench.collection.export import export
from workbench.collection.freeze import Frozen, deviations, freeze
from workbench.collection.outfit import take_along
from workbench.collection.plan import plan_table
from workbench.collection.precision import half_width
from workbench.collection.record import Analysis, Derived, Instrument, Plan, Question
from workbench.collection.sample_size import Design, reach, smallest, smallest_share, told
from workbench.collection.schedule import due, due_dates, schedule

__all__ = [
    "Analysis",
    "Derived",
    "Design",
    "Frozen",
    "Instrument",
    "Plan",
    "Question",
    "blind_spots",
    "check",
    "columns_of",
    "completed",
    "consent",
    "deviations",
    "due",
    "due_dates",
    "export",
    "freeze",
    "half_width",
    "instrument_of",
    "outcome_of",
    "plan_table",
    "reach",
    "schedule",
    "smallest",
    "smallest_share",
    "table",
    "take_along",
    "told",
]
