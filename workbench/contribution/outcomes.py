"""Harvested outcomes: who does what otherwise, since when, where, and who outside confirms it."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field, field_validator

from workbench.base import words
from workbench.base.findings import Finding
from workbench.base.records import FileRecord, Record, Text
from workbench.base.words import say
from workbench.contribution.consent import tells_who
from workbench.contribution.record import Evidence, as_text
from workbench.evaluation import Evaluation

STATUS_NAMES = {
    "drafted": "outcomes.status.drafted",
    "reviewed": "outcomes.status.reviewed",
    "substantiated": "outcomes.status.substantiated",
    "partly": "outcomes.status.partly",
    "contested": "outcomes.status.contested",
}
ANSWERS = {"confirms": "substantiated", "partly": "partly", "contests": "contested"}
"""What an outside substantiator says, and the status that follows."""


class Substantiator(Record):
    """Somebody who knows the change and has no stake in the action: a *role*, never a name."""

    role: Text
    outside: bool = False
    says: Literal["confirms", "partly", "contests", "no_answer"] = "no_answer"
    date: str = ""

    _written = field_validator("date", mode="before")(as_text)


class Outcome(Record):
    """One outcome, as Outcome Harvesting writes it (Wilson-Grau and Britt 2012).

    *matters* is why the change counts; *contribution* how the action had to do with it; *status* is
    what the team says of its own work, before anybody outside was asked.
    """

    id: str = Field(min_length=1)
    who_changed: Text
    what: Text
    when: str
    where: Text
    matters: Text
    contribution: Text
    evidence: tuple[Evidence, ...] = ()
    substantiator: Substantiator | None = None
    status: Literal["drafted", "reviewed", "substantiated"] = "drafted"

    _written = field_validator("when", mode="before")(as_text)

    @property
    def stands(self) -> str:
        """The status that holds: what somebody outside says, else drafted or reviewed."""
        by = self.substantiator
        if by is not None and by.outside and by.says in ANSWERS:
            return ANSWERS[by.says]
        return "reviewed" if self.status == "substantiated" else self.status


class Outcomes(FileRecord):
    """The outcomes harvested for an evaluation."""

    FILE: ClassVar[str] = "outcomes.yml"

    outcomes: tuple[Outcome, ...]


def counts(outcomes: Outcomes) -> dict[str, int]:
    """Return how many outcomes stand at each status: those nobody confirmed are counted apart."""
    stand = [outcome.stands for outcome in outcomes.outcomes]
    return {status: stand.count(status) for status in STATUS_NAMES}


def table(outcomes: Outcomes, lang: str) -> list[dict[str, str]]:
    """Return one row per outcome, the substantiated first.

    Columns: ``who``, ``what``, ``when``, ``where``, ``matters``, ``contribution``, ``by`` (who
    was asked outside) and ``status``.
    """
    order = ("substantiated", "partly", "contested", "reviewed", "drafted")
    return [
        {
            "who": one.who_changed.say(lang),
            "what": one.what.say(lang),
            "when": one.when,
            "where": one.where.say(lang),
            "matters": one.matters.say(lang),
            "contribution": one.contribution.say(lang),
            "by": one.substantiator.role.say(lang) if one.substantiator else "–",
            "status": say(STATUS_NAMES[one.stands], lang),
        }
        for one in sorted(outcomes.outcomes, key=lambda one: order.index(one.stands))
    ]


def sentence(outcomes: Outcomes, lang: str) -> str:
    """Say how many outcomes somebody outside confirmed, and how many nobody did yet."""
    n = counts(outcomes)
    holes = {"confirmed": n["substantiated"], "partly": n["partly"], "contested": n["contested"]}
    waiting = n["drafted"] + n["reviewed"]
    return say("outcomes.counted", lang, total=len(outcomes.outcomes), waiting=waiting, **holes)


def check(outcomes: Outcomes, evaluation: Evaluation | None = None) -> list[Finding]:
    """Return the findings about the outcomes, held against the evaluation where it is given."""
    found = [*ids_are_unique(outcomes)]
    for outcome in outcomes.outcomes:
        found += [*confirmed_from_outside(outcome), *rests_on_something(outcome)]
        found += [*nobody_is_named(outcome)]
        if evaluation is not None:
            found += sources_are_known(outcome, evaluation)
    return found


def ids_are_unique(outcomes: Outcomes) -> Iterator[Finding]:
    """Two outcomes never share an id."""
    ids = [outcome.id for outcome in outcomes.outcomes]
    for twice in sorted({id for id in ids if ids.count(id) > 1}):
        yield Finding("outcomes.id_twice", False, twice)


def confirmed_from_outside(outcome: Outcome) -> Iterator[Finding]:
    """An outcome is substantiated by somebody outside, who answered."""
    by = outcome.substantiator
    if by is None or by.says == "no_answer":
        severity: Literal["warning", "note"] = (
            "warning" if outcome.status == "substantiated" else "note"
        )
        yield Finding("outcomes.unsubstantiated", False, outcome.id, severity)
        return
    yield Finding("outcomes.insider", by.outside, outcome.id, "warning", {"role": by.role})
    if by.outside:
        contested = by.says == "contests"
        yield Finding("outcomes.contested", not contested, outcome.id, "note", {"role": by.role})


def rests_on_something(outcome: Outcome) -> Iterator[Finding]:
    """An outcome rests on evidence, and the evidence on a source."""
    passed = any(piece.source for piece in outcome.evidence)
    yield Finding("outcomes.no_evidence", passed, outcome.id, "warning")


def nobody_is_named(outcome: Outcome) -> Iterator[Finding]:
    """An outcome names a group or a role, never a person."""
    role = outcome.substantiator.role if outcome.substantiator else None
    texts = (outcome.who_changed, outcome.what, outcome.matters, outcome.contribution, role)
    yield Finding("outcomes.names_somebody", not tells_who(*texts), outcome.id, "warning")


def sources_are_known(outcome: Outcome, evaluation: Evaluation) -> Iterator[Finding]:
    """The source of a piece of evidence is one of the sources of the evaluation."""
    known = [source.id for source in evaluation.sources]
    for name in dict.fromkeys(piece.source for piece in outcome.evidence if piece.source):
        holes = {"name": name, "hint": words.hint(name, known)}
        yield Finding("outcomes.unknown_source", name in known, outcome.id, "warning", holes)
