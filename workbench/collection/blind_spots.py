"""Whom the action should change, and whom nobody asks: the blind spot of many evaluations."""

from workbench.base import mutes
from workbench.base.findings import Finding
from workbench.collection.record import Instrument
from workbench.evaluation import Evaluation
from workbench.indicators import Choices
from workbench.theory import Theory

RULE = "collection.blind_spot"
ROLES = {
    "beneficiary": ("beneficiary",),
    "professional": ("professional",),
    "partner": ("prescriber", "employer", "contributor", "funder"),
    "territory": ("resident",),
}
"""Whom a box is about where it names nobody: the roles that its level speaks of."""


def blind_spots(
    evaluation: Evaluation, theory: Theory, choices: Choices, instrument: Instrument
) -> list[Finding]:
    """Return a finding for each stakeholder for whom a change is expected: asked or forgotten.

    Something is asked when a question is about them, or when an indicator that serves a box
    about them is read from an answer of the instrument. The theory may mute the rule.
    """
    asked, roles = _asked(theory, choices, instrument)
    found = [
        Finding(
            "collection.blind_spot",
            passed=one.id in asked or one.role in roles,
            where=one.id,
            severity="warning",
            holes={"name": one.name},
        )
        for one in evaluation.stakeholders
        if one.expects_change
    ]
    doubts = mutes.doubts(found, [m for m in theory.mute if m.rule == RULE], (RULE,))
    return [*mutes.heeded(found, theory.mute), *doubts]


def _asked(theory: Theory, choices: Choices, instrument: Instrument) -> tuple[set[str], set[str]]:
    """Return the stakeholders about whom an answer comes back: by their id, and by their role."""
    columns = instrument.columns()
    served = [theory.node(choice.node) for choice in choices.choices if choice.outcome in columns]
    nodes = [node for node in served if node is not None]
    named = {node.who for node in nodes} | {question.who for question in instrument.questions}
    levels = [node.level for node in nodes if not node.who and node.level]
    return named, {role for level in levels for role in ROLES.get(level, ())}
