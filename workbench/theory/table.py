"""A theory as tables: the links with their reasons, the logframe, the spheres, the risks."""

from collections.abc import Mapping

from workbench.base.words import say
from workbench.theory.record import SPHERES, Link, Node, Theory

TYPE_NAMES = {
    "need": "theory.type.need",
    "input": "theory.type.input",
    "activity": "theory.type.activity",
    "output": "theory.type.output",
    "outcome": "theory.type.outcome",
    "impact": "theory.type.impact",
}
SPHERE_NAMES = {
    "control": "theory.sphere.control",
    "influence": "theory.sphere.influence",
    "interest": "theory.sphere.interest",
}
SIGN_NAMES = {"harm": "theory.sign.harm", "threat": "theory.sign.threat"}
FRAME = ("impact", "outcome", "output", "activity", "input")
"""The levels of a logframe, from what is hoped for down to what is put in."""


def table(theory: Theory, lang: str) -> list[dict[str, str]]:
    """Return the links with the columns ``from``, ``to`` and ``because``."""
    return [
        {
            "from": theory_label(theory, link.start, lang),
            "to": theory_label(theory, link.end, lang),
            "because": reason(link, lang),
        }
        for link in theory.links
    ]


def logframe(
    theory: Theory, lang: str, indicators: Mapping[str, str] | None = None
) -> list[dict[str, str]]:
    """Return one row per box, from impact down to inputs.

    Columns: ``level``, ``description``, ``assumptions``.
    *indicators* are words by node id; where they are given, the column ``indicators`` shows them.
    The assumptions of a box are those of the links that lead to it.
    """
    return [
        {
            "level": say(TYPE_NAMES[kind], lang),
            "description": node.label.say(lang),
            **({} if indicators is None else {"indicators": indicators.get(node.id, "–")}),
            "assumptions": " · ".join(assumptions_of(theory, node, lang)) or "–",
        }
        for kind in FRAME
        for node in theory.of_type(kind)
    ]


def spheres(theory: Theory, lang: str) -> list[dict[str, str]]:
    """Return one row per sphere: ``sphere``, and the ``boxes`` that stand in it."""
    rows = []
    for sphere in SPHERES:
        inside = [node.label.say(lang) for node in theory.nodes if node.sphere == sphere]
        rows.append({"sphere": say(SPHERE_NAMES[sphere], lang), "boxes": " · ".join(inside) or "–"})
    return rows


def risks_table(theory: Theory, lang: str) -> list[dict[str, str]]:
    """Return one row per risk, the heaviest first: ``risk``, ``sign``, ``weight``, ``answer``."""
    return [
        {
            "risk": risk.text.say(lang),
            "sign": say(SIGN_NAMES[risk.sign], lang),
            "weight": str(risk.weight) if risk.weight else "–",
            "answer": risk.mitigation.say(lang) if risk.mitigation else "–",
        }
        for risk in sorted(theory.risks, key=lambda risk: -risk.weight)
    ]


def assumptions_of(theory: Theory, node: Node, lang: str) -> list[str]:
    """Return what the links that lead to a box assume."""
    coming = (link for link in theory.links if link.end == node.id)
    return [assumption.text.say(lang) for link in coming for assumption in link.assumed]


def reason(link: Link, lang: str) -> str:
    """Return why a link should hold, or that the reason is still to be written."""
    return link.because.say(lang) if link.because else say("theory.reason_missing", lang)


def theory_label(theory: Theory, id: str, lang: str) -> str:
    """Return the label of a node, or its id where no node has it."""
    node = theory.node(id)
    return node.label.say(lang) if node else id
