"""Whether a theory says what it believes, what it assumes, and what could go wrong."""

from collections.abc import Iterator

from workbench.base import words
from workbench.base.findings import Finding
from workbench.evaluation import Evaluation
from workbench.theory.mechanisms import mechanisms
from workbench.theory.record import CHANGES, HIGH, Theory

HEAVY = 6
"""From this product of probability and severity on (of 9), a harm is not left without an answer."""


def reasons(theory: Theory) -> Iterator[Finding]:
    """Every link says why one thing should lead to the next."""
    for link in theory.links:
        passed = link.because is not None
        yield Finding("theory.no_reason", passed=passed, where=link.id, severity="warning")


def changes_rest_on_assumptions(theory: Theory) -> Iterator[Finding]:
    """A link that leads to a change says what must be true for it."""
    changes = {node.id for node in theory.of_type("outcome")}
    for link in theory.links:
        if link.end in changes:
            yield Finding("theory.no_assumption", bool(link.assumed), link.id, "note")


def assumptions_are_tested(theory: Theory) -> Iterator[Finding]:
    """What matters most and is known least says what would show that it is false."""
    for link in theory.links:
        for assumption in link.assumed:
            if assumption.importance == assumption.uncertainty == HIGH:
                holes = {"text": assumption.text}
                passed = assumption.test_indicator is not None
                yield Finding("theory.untested_assumption", passed, link.id, "warning", holes)


def mechanisms_are_known(theory: Theory) -> Iterator[Finding]:
    """A mechanism that is named is one of the list."""
    known = {mechanism.id for mechanism in mechanisms().mechanisms}
    for link in theory.links:
        if link.mechanism:
            holes = {"name": link.mechanism, "hint": words.hint(link.mechanism, known)}
            passed = link.mechanism in known
            yield Finding("theory.unknown_mechanism", passed, link.id, "warning", holes)


def evidence_is_named(theory: Theory) -> Iterator[Finding]:
    """A link that is called evidenced names what it rests on."""
    for link in theory.links:
        if link.strength == "evidenced":
            yield Finding("theory.no_evidence", bool(link.evidence), link.id, "warning")


def a_harm_is_named(theory: Theory) -> Iterator[Finding]:
    """Every programme can do harm to somebody: name at least one way."""
    passed = any(risk.sign == "harm" for risk in theory.risks)
    yield Finding("theory.no_harm", passed=passed, where=Theory.FILE, severity="note")


def heavy_harms_are_answered(theory: Theory) -> Iterator[Finding]:
    """A harm that is likely and grave says what is done against it."""
    for risk in theory.risks:
        if risk.sign == "harm" and risk.weight >= HEAVY:
            passed = risk.mitigation is not None
            yield Finding("theory.no_mitigation", passed, risk.id, "warning")


def rivals_are_answered(theory: Theory) -> Iterator[Finding]:
    """A rival explanation says how it will be looked into."""
    for rival in theory.rivals:
        yield Finding("theory.unanswered_rival", rival.answer is not None, rival.id, "note")


def rivals_explain_changes(theory: Theory) -> Iterator[Finding]:
    """What a rival explains is a change of the theory."""
    ids = {node.id for node in theory.of_type(*CHANGES)}
    for rival in theory.rivals:
        for name in rival.explains:
            holes = {"name": name, "hint": words.hint(name, ids)}
            yield Finding("theory.unknown_node", name in ids, rival.id, "warning", holes)


def sources_are_known(theory: Theory, evaluation: Evaluation) -> Iterator[Finding]:
    """Evidence is one of the sources of the evaluation."""
    known = {source.id for source in evaluation.sources}
    for link in theory.links:
        for name in link.evidence:
            holes = {"name": name, "hint": words.hint(name, known)}
            yield Finding("theory.unknown_evidence", name in known, link.id, "warning", holes)


EVERY = (
    reasons, changes_rest_on_assumptions, assumptions_are_tested, mechanisms_are_known,
    evidence_is_named, a_harm_is_named, heavy_harms_are_answered, rivals_are_answered,
    rivals_explain_changes,
)  # fmt: skip
