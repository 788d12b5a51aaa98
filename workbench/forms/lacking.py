"""What a step cannot be done without, each reason with the step of the app where it is mended."""

from workbench.base.dossier import Dossier
from workbench.collection import Instrument, Plan
from workbench.data import CLEAN, Received
from workbench.forms.app.steps.step import Missing
from workbench.indicators import Choices
from workbench.report.unestimated import nothing_to_estimate
from workbench.theory import Theory


def for_a_plan(work: Dossier) -> list[Missing]:
    """Return what a plan of analyses lacks: indicators, and questions that give their answers."""
    lacks = [] if _chosen(work) else [Missing("planning.lacks.indicators", "indicators")]
    if not work.has(Instrument.FILE):
        lacks.append(Missing("planning.lacks.instrument", "collection"))
    return lacks


def for_an_analysis(work: Dossier) -> list[Missing]:
    """Return what results lack: a plan, and answers."""
    plan = work.read_if_there(Plan)
    lacks = [] if plan and plan.analyses else [Missing("analysing.lacks.plan", "plan")]
    if not has_answers(work):
        lacks.append(Missing("analysing.lacks.data", "data"))
    return lacks


def for_a_report(work: Dossier) -> list[Missing]:
    """Return what a report lacks: all that comes before it; only a theory where nobody answered."""
    lacks = [] if work.has(Theory.FILE) else [Missing("reporting.lacks.theory", "theory")]
    if nothing_to_estimate(work):
        return lacks
    if not _chosen(work):
        lacks.append(Missing("planning.lacks.indicators", "indicators"))
    return [*lacks, *for_an_analysis(work)]


def has_answers(work: Dossier) -> bool:
    """Whether answers have come: received files, or a clean table that was brought along."""
    received = work.read_if_there(Received)
    return bool(received and received.files) or work.has(CLEAN)


def _chosen(work: Dossier) -> bool:
    choices = work.read_if_there(Choices)
    return bool(choices and choices.choices)
