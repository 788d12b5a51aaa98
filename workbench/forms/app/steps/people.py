"""The step of people: entry, exit and follow-up of each one, and the list of what is due."""

from collections.abc import Iterable, Sequence

import ipywidgets as w

from workbench.base.dossier import Dossier
from workbench.collection import Instrument
from workbench.data import Received
from workbench.forms.app.steps.step import Missing, Step
from workbench.forms.people import people_form


def parts(work: Dossier, lang: str) -> Iterable[w.Widget]:
    """Return what the step shows."""
    yield people_form(work, lang)


def missing(work: Dossier) -> Sequence[Missing]:
    """Nobody is asked anything before there are questions."""
    return () if work.has(Instrument.FILE) else (Missing("roster.no_instrument", "indicators"),)


STEP = Step(
    "people",
    "roster.step",
    rests_on=(Instrument.FILE,),
    leaves=(Received.FILE,),
    parts=parts,
    missing=missing,
)
