"""What `collection/instrument.yml` and `plan.yml` hold."""

from datetime import date
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from workbench.base.records import FileRecord, Record, Text

NUMBERS = ("integer", "decimal", "calculate")
"""The kinds of question that are answered by a number."""

CLOSED = ("select_one", "select_multiple")
"""The kinds of question that offer answers to choose from."""

NOTHING = frozenset({"none", "nothing", "aucun", "aucune", "rien"})
"""Codes that say that none of the others is true: each of them is then a no."""

NO_ANSWER = NOTHING | {
    "unknown",
    "dont_know",
    "dk",
    "nsp",
    "ne_sait_pas",
    "refused",
    "refus",
}
"""Codes that name no answer of the list: nobody can tick them beside an answer."""

KEY_PATTERN = "^[A-Za-z0-9_-]{1,12}$"
"""What a key may look like where nothing else is said: too short for a name, or a social number."""


class Option(Record):
    """One answer of a closed question: the code that is kept, and the words that are shown.

    Where several answers may be ticked, one that is *alone* is never ticked beside another.
    """

    code: str
    label: Text
    alone: bool = False


class AskedIf(Record):
    """Skip logic: ask only if the answer to an earlier *question* is *among* some, or *above*."""

    question: str
    among: tuple[str, ...] = ()
    above: float | None = None

    @model_validator(mode="after")
    def _has_a_rule(self) -> Self:
        _needs_a_rule(self)
        return self


class Question(Record):
    """One question, with what an answer must look like.

    *who* is the stakeholder it is about, where the indicator does not say so; *pattern* is a
    regular expression for a text, *must* a condition in the words of XLSForm, and *formula* what a
    question of type ``calculate`` is computed by.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: Text
    type: Literal[
        "select_one", "select_multiple", "integer", "decimal", "date", "text", "calculate"
    ]
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
    asked_if: AskedIf | None = None
    pattern: str | None = None
    must: str | None = None
    formula: str | None = None

    @property
    def alone(self) -> tuple[str, ...]:
        """The codes that are never ticked beside another: marked so, or known to name no answer."""
        if self.type != "select_multiple":
            return ()
        return tuple(o.code for o in self.options if o.alone or o.code.lower() in NO_ANSWER)


class Derived(Record):
    """A yes-or-no answer made from another: its code is *among* some, or it is *above* a value.

    Where several answers may be ticked, one that is *among* them is enough for a yes. With
    *missing*, the yes is that there is no answer, as for an exit of which nothing is known.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: Text
    source: str = Field(alias="from")
    among: tuple[str, ...] = ()
    above: float | None = None
    missing: bool = False

    @model_validator(mode="after")
    def _has_a_rule(self) -> Self:
        if not self.missing:
            _needs_a_rule(self)
        return self


class Agreement(Record):
    """Something that people agree to, and where their yes is *kept*: never among the answers."""

    about: Literal["minors", "six_months"]
    kept: Literal["form", "paper", "elsewhere"]


class Notice(Record):
    """What people are told before they answer, beside what the evaluation says already.

    It may be written answer by answer: what is still missing, the notice itself says.
    """

    basis: (
        Literal["public_interest", "legitimate_interest", "legal_obligation", "consent"] | None
    ) = None
    contact: Text | None = None
    kept_months: int = Field(default=24, ge=1)
    shared_with: Text | None = None

    @property
    def whole(self) -> bool:
        """Whether it says on what ground people are asked, and whom they may write to."""
        return self.basis is not None and self.contact is not None


class Exposure(Record):
    """How many months people were to be supported, from one day that is asked to another."""

    start: str
    end: str
    low: float = Field(gt=0)
    high: float = Field(gt=0)


class Instrument(FileRecord):
    """The questions that are asked, and when."""

    FILE: ClassVar[str] = "collection/instrument.yml"

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: Text
    waves: tuple[str, ...] = Field(min_length=1)
    questions: tuple[Question, ...]
    derived: tuple[Derived, ...] = ()
    default_language: Literal["fr", "en"] = "fr"
    youngest: int | None = None
    exposure: Exposure | None = None
    agreements: tuple[Agreement, ...] = ()
    notice: Notice | None = None

    def question(self, id: str) -> Question | None:
        """Return the question of that id, or None."""
        return next((question for question in self.questions if question.id == id), None)

    def role(self, role: str) -> Question | None:
        """Return the question that names the person, or the site; None where none does."""
        return next((question for question in self.questions if question.role == role), None)

    def youngest_age(self) -> float | None:
        """Return the age of the youngest people who answer; None where nothing says it."""
        age = self.question("age")
        return self.youngest if self.youngest is not None else age.low if age else None

    def agreement(self, about: str) -> Agreement | None:
        """Return what is agreed *about* something, or None."""
        return next((agreed for agreed in self.agreements if agreed.about == about), None)

    def columns(self) -> list[str]:
        """Return the columns of the clean table, wave by wave, then those derived.

        A question has one column at each wave; where several answers may be ticked, it has one
        for each option, as :func:`column` names them.
        """
        asked = [(q, wave) for wave in self.waves for q in self.questions if wave in q.waves]
        names = [name for question, wave in asked for name in columns(question, wave)]
        return [*dict.fromkeys(names), *(derived.id for derived in self.derived)]


def _needs_a_rule(thing: AskedIf | Derived) -> None:
    """Refuse a thing that says neither *among* nor *above*."""
    if not thing.among and thing.above is None:
        raise ValueError("no rule")


def column(question: Question, wave: str, code: str = "") -> str:
    """Return the name of an answer in the clean table: the question, the option, the wave.

    The wave is named when there are several; the person and the site are the same at every wave.
    The *code* of an option is named where several answers may be ticked: ``help__food``, or
    ``help__food__exit`` for what is asked at several waves.
    """
    same = question.role != "answer" or len(question.waves) == 1
    return "__".join(part for part in (question.id, code, "" if same else wave) if part)


def columns(question: Question, wave: str) -> list[str]:
    """Return the columns of a question at a wave: one, or one for each option that may be ticked.

    The column of an option holds 1 (ticked), 0 (not ticked) or nothing (no answer).
    """
    if question.type != "select_multiple":
        return [column(question, wave)]
    return [column(question, wave, option.code) for option in question.options]


class Analysis(Record):
    """One analysis, decided before the data are read.

    *unit* is what the estimate is counted in; *follows* names the column of the unit that is seen
    several times, *time* the column that says when, *first* the time at which each unit began (0 or
    blank: never). *running* and *cutoff* say who was taken in, *instrument* what was offered, and
    *event* whether the end of a duration was seen. *strata* is the column within whose values the
    lot was drawn, *family* the name of the outcomes that are corrected together.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    design: Literal[
        "progress",
        "before_after",
        "comparison",
        "difference_in_differences",
        "staggered",
        "matching",
        "weighting",
        "discontinuity",
        "interrupted_series",
        "time_to_event",
        "synthetic_control",
        "instrument",
    ]
    outcome: str
    label: Text
    unit: Literal["share", "points", "dollars"]
    indicator: str | None = None
    before: str | None = None
    treatment: str | None = None
    covariates: tuple[str, ...] = ()
    cluster: str | None = None
    randomised: bool = False
    method: str | None = None
    estimand: Literal["att", "ate"] | None = None
    measure: Literal["difference", "risk_difference", "risk_ratio"] = "difference"
    time: str | None = None
    follows: str | None = None
    first: str | None = None
    weights: str | None = None
    running: str | None = None
    cutoff: float | None = None
    instrument: str | None = None
    event: str | None = None
    target: float | None = None
    family: str | None = None
    strata: str | None = None
    seed: int = 1


class Plan(FileRecord):
    """The analyses, written down before anybody has seen an outcome."""

    FILE: ClassVar[str] = "plan.yml"

    analyses: tuple[Analysis, ...]
    decided_on: date | None = None
