"""What a page shows and asks: every widget of the workbench stands in this folder."""

from workbench.forms import comparison
from workbench.forms.analysis import advised, deviated, effect_form, love_plots
from workbench.forms.beside import beside, configurations, costs, reliability
from workbench.forms.card import card_form
from workbench.forms.changes import changes_line
from workbench.forms.collection import decided, outfit_form, precision_form, sample_form
from workbench.forms.contribution import contribution
from workbench.forms.corrections import corrections_form
from workbench.forms.data import column_form
from workbench.forms.day import day_boards, day_pilots
from workbench.forms.downloads import downloads
from workbench.forms.esf import esf
from workbench.forms.evaluation import criteria_form, evaluation_form
from workbench.forms.history import history_form
from workbench.forms.importing import import_form
from workbench.forms.indicators import choice_form
from workbench.forms.levels import enrolment, outcomes, site_limits, structure
from workbench.forms.levels import kept as levels_kept
from workbench.forms.links import links_form
from workbench.forms.live import live, watched
from workbench.forms.may_say import may_say
from workbench.forms.mutes import mute_form
from workbench.forms.network import burden, meetings, pairs, proposals
from workbench.forms.plan import freeze_form, rehearsal_form
from workbench.forms.pooled import pooled
from workbench.forms.programme import averages, club_limits
from workbench.forms.received import received_form
from workbench.forms.register import register_form
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
    "advised",
    "averages",
    "beside",
    "burden",
    "card_form",
    "changes_line",
    "choice_form",
    "club_limits",
    "column_form",
    "comparison",
    "contribution",
    "configurations",
    "corrections_form",
    "costs",
    "criteria_form",
    "day_boards",
    "day_pilots",
    "decided",
    "deviated",
    "downloads",
    "drawing",
    "effect_form",
    "effects",
    "enrolment",
    "esf",
    "evaluation_form",
    "findings",
    "freeze_form",
    "history_form",
    "folded",
    "import_form",
    "levels_kept",
    "links_form",
    "live",
    "love_plots",
    "meetings",
    "may_say",
    "mute_form",
    "opening",
    "outcomes",
    "outfit_form",
    "pairs",
    "passed",
    "pooled",
    "precision_form",
    "proposals",
    "received_form",
    "register_form",
    "rehearsal_form",
    "reliability",
    "report",
    "sample_form",
    "says",
    "site_limits",
    "structure",
    "search_form",
    "shown",
    "table",
    "theory_editor",
    "told",
    "watched",
]
