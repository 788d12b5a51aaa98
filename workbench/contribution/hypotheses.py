"""From each change that is expected to the people who would know: asked by what, how, and when."""

from collections.abc import Iterator

from workbench.base import words
from workbench.base.findings import Finding
from workbench.base.words import say
from workbench.contribution.coverage import STATE_NAMES, Asked, Coverage
from workbench.evaluation import Evaluation
from workbench.theory import Node, Theory

METHOD_NAMES = {
    "questionnaire": "coverage.method.questionnaire",
    "interviews": "coverage.method.interviews",
    "group": "coverage.method.group",
    "observation": "coverage.method.observation",
    "register": "coverage.method.register",
    "documents": "coverage.method.documents",
    "not_known": "coverage.method.not_known",
}
CHANGES = ("outcome", "impact")

Asks = tuple[str, Node, tuple[Asked, ...]]
"""A stakeholder, a change that is expected of them, and what asks about it."""


def hypotheses(coverage: Coverage, evaluation: Evaluation, theory: Theory) -> list[Asks]:
    """Return each expected change of each stakeholder, with what asks about it."""
    return [
        (one.id, node, tuple(asked for asked in _asked(coverage, one.id) if _about(asked, node)))
        for one in evaluation.stakeholders
        for node in theory.nodes
        if node.who == one.id and node.type in CHANGES
    ]


def table(
    coverage: Coverage, evaluation: Evaluation, theory: Theory, lang: str
) -> list[dict[str, str]]:
    """Return a row for each change and each way of asking about it; one row where nothing asks.

    Columns: ``name`` (the stakeholder), ``hypothesis``, ``asked_by``, ``asked_how``,
    ``asked_when``, ``asked_state``.
    """
    names = {one.id: one.name.say(lang) for one in evaluation.stakeholders}
    return [
        {"name": names[who], "hypothesis": node.label.say(lang), **row}
        for who, node, asks in hypotheses(coverage, evaluation, theory)
        for row in ([_row(coverage, asked, lang) for asked in asks] or [_nothing(lang)])
    ]


def check(coverage: Coverage, evaluation: Evaluation, theory: Theory) -> Iterator[Finding]:
    """A change that is named is in the theory; each expected change is asked about by something.

    Whoever is a blind spot as a whole is told once, by the coverage itself.
    """
    nodes = [node.id for node in theory.nodes]
    for row in coverage.rows:
        for name in [name for asked in row.asked for name in asked.about]:
            holes = {"name": name, "hint": words.hint(name, nodes)}
            yield Finding("coverage.unknown_change", name in nodes, row.stakeholder, holes=holes)
    for who, node, asks in hypotheses(coverage, evaluation, theory):
        states = {asked.state for asked in _asked(coverage, who)}
        if "asked" in states:
            seen = any(asked.state == "asked" for asked in asks)
            yield Finding(
                "coverage.change_unasked", seen, node.id, "warning", {"change": node.label}
            )


def _asked(coverage: Coverage, who: str) -> tuple[Asked, ...]:
    row = coverage.row(who)
    return row.asked if row else ()


def _about(asked: Asked, node: Node) -> bool:
    return not asked.about or node.id in asked.about


def _row(coverage: Coverage, asked: Asked, lang: str) -> dict[str, str]:
    by = next((one for one in coverage.instruments if one.id == asked.by), None)
    return {
        "asked_by": by.name.say(lang) if by else asked.by,
        "asked_how": say(METHOD_NAMES[by.method if by else "not_known"], lang),
        "asked_when": asked.when.say(lang) if asked.when else "–",
        "asked_state": say(STATE_NAMES[asked.state], lang),
    }


def _nothing(lang: str) -> dict[str, str]:
    return {
        "asked_by": say("coverage.seen.blind", lang),
        **dict.fromkeys(("asked_how", "asked_when", "asked_state"), "–"),
    }
