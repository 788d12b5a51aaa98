"""What a page shows and asks: every widget of the workbench stands in this folder."""

from workbench.forms.analysis import effect_form
from workbench.forms.beside import configurations, costs, reliability
from workbench.forms.collection import decided, outfit_form, precision_form, sample_form
from workbench.forms.data import column_form
from workbench.forms.downloads import downloads
from workbench.forms.evaluation import criteria_form, evaluation_form
from workbench.forms.indicators import choice_form
from workbench.forms.live import live, watched
from workbench.forms.mutes import mute_form
from workbench.forms.search import search_form
from workbench.forms.show import (
    drawing,
    effects,
    findings,
    folded,
    opening,
    passed,
    report,
    says,
    shown,
    table,
    told,
)
from workbench.forms.theory_editor import theory_editor

__all__ = [
    "choice_form",
    "column_form",
    "configurations",
    "costs",
    "criteria_form",
    "decided",
    "downloads",
    "drawing",
    "effect_form",
    "effects",
    "evaluation_form",
    "findings",
    "folded",
    "live",
    "mute_form",
    "opening",
    "outfit_form",
    "passed",
    "precision_form",
    "reliability",
    "report",
    "sample_form",
    "says",
    "search_form",
    "shown",
    "table",
    "theory_editor",
    "told",
    "watched",
]
