"""A theory as a table: one row per link, with the reason beside it."""

from workbench.base import words
from workbench.base.words import say
from workbench.theory.record import Theory

TYPE_NAMES = {
    "need": "theory.type.need",
    "input": "theory.type.input",
    "activity": "theory.type.activity",
    "output": "theory.type.output",
    "outcome": "theory.type.outcome",
    "impact": "theory.type.impact",
}


def table(theory: Theory, lang: str) -> list[dict[str, str]]:
    """Return the links with the columns ``from``, ``to`` and ``because``."""
    return [
        {
            "from": theory_label(theory, link.start, lang),
            "to": theory_label(theory, link.end, lang),
            "because": link.because.say(lang)
            if link.because
            else say("theory.reason_missing", lang),
        }
        for link in theory.links
    ]


def narrative(theory: Theory, lang: str) -> str:
    """Tell the theory in one sentence: how many boxes, and towards which changes."""
    outcomes = words.join([node.label.say(lang) for node in theory.of_type("outcome")], lang)
    return say("theory.narrative", lang, n=len(theory.links), outcomes=outcomes)


def theory_label(theory: Theory, id: str, lang: str) -> str:
    """Return the label of a node, or its id where no node has it."""
    node = theory.node(id)
    return node.label.say(lang) if node else id
