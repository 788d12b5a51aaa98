"""What `collection/instrument.yml` and `plan.yml` hold."""

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from workbench.base.records import FileRecord, Record, Text

NUMBERS = ("integer", "decimal")
"""The kinds of question that are answered by a number."""


class Option(Record):
    """One answer of a closed question: the code that is kept, and the words that are shown."""

    code: str
    label: Text


class Question(Record):
    """One question; *who* is the stakeholder it is about, where the indicator does not say so."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: Text
    type: Literal["select_one", "integer", "decimal", "date", "text"]
    waves: tuple[str, ...] = Field(min_length=1)
    role: Literal["person", "cluster", "answer"] = "answer"
    indicator: str | None = None
    options: tuple[Option, ...] = ()
    low: float | None = None
    high: float | None = None
    required: bool = False
    sensitive: bool = False
    hint: Text | None = None
    who: str = ""


class Derived(Record):
    """A yes-or-no answer made from another: its code is *among* some, or it is *above* a value."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: Text
    source: str = Field(alias="from")
    among: tuple[str, ...] = ()
    above: float | None = None

    @model_validator(mode="after")
    def _has_a_rule(self) -> Self:
        if not self.among and self.above is None:
            raise ValueError("no rule")
        return self


class Instrument(FileRecord):
    """The questions that are asked, and when."""

    FILE: ClassVar[str] = "collection/instrument.yml"

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: Text
    waves: tuple[str, ...] = Field(min_length=1)
    questions: tuple[Question, ...]
    derived: tuple[Derived, ...] = ()

    def question(self, id: str) -> Question | None:
        """Return the question of that id, or None."""
        return next((question for question in self.questions if question.id == id), None)

    def role(self, role: str) -> Question | None:
        """Return the question that names the person, or the site; None where none does."""
        return next((question for question in self.questions if question.role == role), None)

    def columns(self) -> list[str]:
        """Return the columns of the clean table: one per question and wave, then those derived."""
        asked = [column(q, wave) for wave in self.waves for q in self.questions if wave in q.waves]
        return [*dict.fromkeys(asked), *(derived.id for derived in self.derived)]


def column(question: Question, wave: str) -> str:
    """Return the name of an answer in the clean table; the wave is named when there are several.

    The person and the site are the same at every wave.
    """
    same = question.role != "answer" or len(question.waves) == 1
    return question.id if same else f"{question.id}__{wave}"


class Analysis(Record):
    """One analysis, decided before the data are read."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    design: Literal["progress", "before_after", "comparison"]
    outcome: str
    label: Text
    unit: Literal["share", "points", "dollars"]
    indicator: str | None = None
    before: str | None = None
    treatment: str | None = None
    covariates: tuple[str, ...] = ()
    cluster: str | None = None
    randomised: bool = False
    method: Literal["ols", "lin"] = "ols"
    target: float | None = None


class Plan(FileRecord):
    """The analyses, written down before anybody has seen an outcome."""

    FILE: ClassVar[str] = "plan.yml"

    analyses: tuple[Analysis, ...]
