"""Step of the data: files that came back, how they were read, and what was put right."""

from collections.abc import Iterable, Sequence

import ipywidgets as w

from workbench.base.dossier import Dossier
from workbench.collection import Instrument
from workbench.data import Received
from workbench.forms.app.parts import section
from workbench.forms.app.steps.step import Missing, Step
from workbench.forms.importing import import_form


def parts(work: Dossier, lang: str) -> Iterable[w.Widget]:
    """Return what the step shows."""
    yield section("guide.data.files", lang, import_form(work, lang))


def missing(work: Dossier) -> Sequence[Missing]:
    """Return what is needed first: the questions to which the columns answer."""
    return () if work.has(Instrument.FILE) else (Missing("guide.data.no_questions", "collection"),)


STEP = Step(
    "data",
    "guide.data",
    rests_on=(Instrument.FILE,),
    leaves=(Received.FILE,),
    parts=parts,
    missing=missing,
)
