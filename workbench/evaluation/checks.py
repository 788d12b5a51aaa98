"""What a careful reader asks of an evaluation before anything else."""

from collections.abc import Iterator

from workbench.base import mutes
from workbench.base.findings import Finding
from workbench.evaluation.entry import entry
from workbench.evaluation.record import Evaluation

FILE = Evaluation.FILE
RULES = (
    "evaluation.no_question", "evaluation.id_twice", "evaluation.period_backwards",
    "evaluation.no_professional", "evaluation.no_partner",
)  # fmt: skip
"""Every rule that `evaluation.yml` may mute."""
PARTNERS = ("contributor", "funder", "prescriber", "employer")
"""The roles of those who are neither the team nor the people it supports, and make it possible."""


def check(evaluation: Evaluation) -> list[Finding]:
    """Return the findings about the framing of an evaluation."""
    found = [
        *has_question(evaluation),
        *ids_are_unique(evaluation),
        *period_runs_forward(evaluation),
        *names_professionals(evaluation),
        *names_partners(evaluation),
        *entry(evaluation),
    ]
    doubts = mutes.doubts(found, evaluation.mute, RULES)
    return [*mutes.heeded(found, evaluation.mute), *doubts]


def has_question(evaluation: Evaluation) -> Iterator[Finding]:
    """An evaluation answers at least one question."""
    yield Finding("evaluation.no_question", passed=bool(evaluation.questions), where=FILE)


def ids_are_unique(evaluation: Evaluation) -> Iterator[Finding]:
    """Two questions, or two stakeholders, never share an id."""
    for things in (evaluation.questions, evaluation.stakeholders):
        ids = [thing.id for thing in things]
        for twice in sorted({i for i in ids if ids.count(i) > 1}):
            yield Finding("evaluation.id_twice", passed=False, where=FILE, holes={"id": twice})


def period_runs_forward(evaluation: Evaluation) -> Iterator[Finding]:
    """A period ends after it starts."""
    period = evaluation.period
    passed = None if period is None else period.start < period.end
    yield Finding("evaluation.period_backwards", passed=passed, where=FILE)


def names_professionals(evaluation: Evaluation) -> Iterator[Finding]:
    """Professionals change their practice too: an evaluation that forgets them has a blind spot."""
    roles = {stakeholder.role for stakeholder in evaluation.stakeholders}
    passed = "professional" in roles
    yield Finding("evaluation.no_professional", passed=passed, where=FILE, severity="warning")


def names_partners(evaluation: Evaluation) -> Iterator[Finding]:
    """Somebody outside the team sends people, hires them, pays or lends a hand: name them."""
    passed = any(stakeholder.role in PARTNERS for stakeholder in evaluation.stakeholders)
    yield Finding("evaluation.no_partner", passed=passed, where=FILE, severity="warning")
