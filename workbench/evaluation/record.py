"""What `evaluation.yml` holds."""

from datetime import date
from typing import ClassVar, Literal

from workbench.base.mutes import Mute
from workbench.base.records import FileRecord, Record, Text


class Question(Record):
    """One evaluative question: to describe, to see a change, or to know what caused it."""

    id: str
    text: Text
    kind: Literal["descriptive", "change", "causal"]


class Stakeholder(Record):
    """A group with a stake; *expects_change* says that something should change for it."""

    id: str
    name: Text
    role: Literal[
        "beneficiary",
        "contributor",
        "funder",
        "prescriber",
        "employer",
        "resident",
        "professional",
        "researcher",
    ]
    expects_change: bool = False


class Period(Record):
    """From one day to another."""

    start: date
    end: date


class Source(Record):
    """A document that the evaluation rests on."""

    id: str
    title: Text
    licence: str = ""


class Criterion(Record):
    """One mark of a socio-sport action: whether it is *met*, and why one may say so."""

    id: Literal["intention", "public", "theme", "territory"]
    met: bool
    because: Text | None = None


class Statement(Record):
    """What a source says: an intention unless it was observed, and never shown as a result."""

    id: str
    text: Text
    source: str
    kind: Literal["intention", "observed"] = "intention"


class Evaluation(FileRecord):
    """Who, for whom, where, when, and the questions to answer."""

    FILE: ClassVar[str] = "evaluation.yml"

    title: Text
    summary: Text
    organisation: Text
    beneficiaries: Text
    places: tuple[Text, ...] = ()
    period: Period | None = None
    simulated: bool = False
    questions: tuple[Question, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    sources: tuple[Source, ...] = ()
    mute: tuple[Mute, ...] = ()
    entry_criteria: tuple[Criterion, ...] = ()
    statements: tuple[Statement, ...] = ()
