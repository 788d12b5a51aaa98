"""A theory told in a few sentences: what is lacking, what is done, what changes, what is weak."""

from workbench.base.words import say
from workbench.evaluation import Evaluation
from workbench.theory.record import CHANGES, Link, Theory
from workbench.theory.table import theory_label

WEAK = 3
"""How many of the weakest links are told."""
TOLD = {
    "need": "theory.told.need",
    "input": "theory.told.input",
    "activity": "theory.told.activity",
    "output": "theory.told.output",
    "outcome": "theory.told.outcome",
    "impact": "theory.told.impact",
}
NO_REASON, HYPOTHESIS = 10, 1


def narrative(theory: Theory, lang: str, evaluation: Evaluation | None = None) -> str:
    """Tell the theory, one sentence a kind of box, then for whom and where it is weakest.

    The people are named where the *evaluation* that knows their names is given.
    """
    told = []
    for kind, key in TOLD.items():
        labels = [node.label.say(lang) for node in theory.of_type(kind)]
        told += [say(key, lang, labels=_joined(labels))] if labels else []
    people = _people(theory, lang, evaluation)
    told += [say("theory.told.people", lang, people=_joined(people))] if people else []
    return " ".join([*told, _weak(theory, lang)])


def weakest(theory: Theory) -> list[Link]:
    """Return the links that most need a look, the weakest first.

    First those without a reason, then by the heaviest assumption (importance times uncertainty);
    links called evidenced are left out.
    """
    doubtful = [link for link in theory.links if link.strength != "evidenced"]
    weights = {link.id: _weight(link) for link in doubtful}
    heavy = sorted(doubtful, key=lambda link: -weights[link.id])
    return [link for link in heavy if weights[link.id] > HYPOTHESIS][:WEAK]


def _weight(link: Link) -> int:
    heaviest = max((one.importance * one.uncertainty for one in link.assumed), default=0)
    unwritten = NO_REASON if link.because is None else 0
    return unwritten + heaviest + (HYPOTHESIS if link.strength == "hypothesis" else 0)


def _weak(theory: Theory, lang: str) -> str:
    found = weakest(theory)
    if not found:
        return say("theory.told.no_weak", lang, n=len(theory.links))
    pairs = [
        f"{theory_label(theory, link.start, lang)} → {theory_label(theory, link.end, lang)}"
        for link in found
    ]
    return say("theory.told.weak", lang, n=len(theory.links), links=_joined(pairs))


def _people(theory: Theory, lang: str, evaluation: Evaluation | None) -> list[str]:
    """Return the names of those in whom something should change."""
    if evaluation is None:
        return []
    names = {stakeholder.id: stakeholder.name.say(lang) for stakeholder in evaluation.stakeholders}
    changing = dict.fromkeys(node.who for node in theory.of_type(*CHANGES))
    return [names[who] for who in changing if who in names]


def _joined(labels: list[str]) -> str:
    """Join labels as people wrote them: they may hold commas of their own."""
    return " · ".join(labels)
