"""Step 2: why one thing should lead to the next, drawn as it is told."""

from collections.abc import Iterable

import ipywidgets as w

from workbench import theory
from workbench.base.dossier import Dossier
from workbench.evaluation import Evaluation
from workbench.forms import show
from workbench.forms.app.parts import section
from workbench.forms.app.steps.step import Step
from workbench.forms.live import live
from workbench.forms.theory_editor import theory_editor
from workbench.theory import Theory


def parts(work: Dossier, lang: str) -> Iterable[w.Widget]:
    """Return what the step shows."""
    drawn = live(work, lambda: show.drawing(theory.draw(work.read(Theory), lang)), lang)
    yield section("guide.theory.drawing", lang, drawn)
    yield section("guide.theory.editor", lang, theory_editor(work, lang))
    weak = live(
        work,
        lambda: show.findings(theory.check(work.read(Theory), work.read(Evaluation)), lang),
        lang,
    )
    yield section("guide.checks", lang, weak)


STEP = Step(
    "theory", "guide.theory", rests_on=(Evaluation.FILE,), leaves=(Theory.FILE,), parts=parts
)
