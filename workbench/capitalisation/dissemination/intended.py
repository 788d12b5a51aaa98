"""What sources only intend is no result: it is listed as such, and no chart is drawn of it."""

from workbench.base.dossier import Dossier
from workbench.base.words import Phrase
from workbench.capitalisation.dissemination.reach import Reach, measured
from workbench.evaluation import Evaluation
from workbench.ledger import Ledger

RESULTS = ("result", "output")
"""The kinds of published figures that tell what happened."""
OBSERVED = ("results/effects.csv",)


def refusal(dossier: Dossier) -> Phrase | None:
    """Return why no chart of results is drawn, or None where there are results to draw.

    A chart needs a figure that somebody observed: one published as a result or an output with its
    value, a share of RE-AIM, or an effect that the dossier has estimated. An aim gives none.
    """
    if any(dossier.has(file) for file in OBSERVED):
        return None
    reach = dossier.read_if_there(Reach)
    if reach and any(measured(line).share is not None for line in reach.lines):
        return None
    ledger = dossier.read_if_there(Ledger)
    figures = ledger.figures if ledger else ()
    if any(one.kind in RESULTS and one.value is not None for one in figures):
        return None
    told = dossier.read(Evaluation).statements
    aims = [one for one in told if one.kind == "intention"]
    n = len(aims) + sum(one.kind == "intention" for one in figures)
    if n:
        return Phrase("dissemination.refused.intentions", {"n": n})
    return Phrase("dissemination.refused.nothing")
