"""What a page shows and asks: every widget of the workbench stands in this folder."""

from workbench.forms.analysis import effect_form
from workbench.forms.collection import precision_form
from workbench.forms.data import column_form
from workbench.forms.evaluation import evaluation_form
from workbench.forms.indicators import target_form
from workbench.forms.search import search_form
from workbench.forms.show import (
    drawing,
    effects,
    findings,
    opening,
    report,
    says,
    shown,
    table,
    told,
)
from workbench.forms.theory_editor import theory_editor

__all__ = [
    "column_form",
    "drawing",
    "effect_form",
    "effects",
    "evaluation_form",
    "findings",
    "opening",
    "precision_form",
    "report",
    "says",
    "search_form",
    "shown",
    "table",
    "target_form",
    "theory_editor",
    "told",
]
