"""The step of people: entry, exit and follow-up of each one, and the list of what is due."""

from collections.abc import Iterable

import ipywidgets as w

from workbench.base.dossier import Dossier
from workbench.collection import Instrument
from workbench.data import Received
from workbench.forms.app.steps.step import Step
from workbench.forms.people import people_form


def parts(work: Dossier, lang: str) -> Iterable[w.Widget]:
    """Return what the step shows."""
    yield people_form(work, lang)


STEP = Step(
    "people", "guide.people", rests_on=(Instrument.FILE,), leaves=(Received.FILE,), parts=parts
)
