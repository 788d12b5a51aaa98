"""Two nouns where many tools have one: the indicator is what it is, the choice is its use here."""

from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from workbench.base.records import FileRecord, Record, Text

Reporting = Literal["periodic", "cumulative"]
Status = Literal["sourced", "inferred", "to_check"]
Unit = Literal[
    "persons",
    "percent",
    "percentage_points",
    "points",
    "index",
    "number",
    "days",
    "hours",
    "fte",
    "met_minutes",
    "euros",
    "dollars",
    "kg_co2e",
    "t_co2e",
]


class Answer(Record):
    """One answer that may be chosen: the code that is kept, and the words that are shown."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: Text


class Ask(Record):
    """The question that gives a person's answer; its words are this project's own.

    *counts* lists the answers that are counted as yes, *above* the number above which one is; a
    ``yes_no`` question counts its yes. Without either, the answer itself is the measure.
    """

    label: Text
    type: Literal["yes_no", "select_one", "integer", "decimal", "date"]
    options: tuple[Answer, ...] = ()
    counts: tuple[str, ...] = ()
    above: float | None = None
    low: float | None = None
    high: float | None = None
    hint: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _yes_counts(cls, given: Any) -> Any:  # noqa: ANN401 - pydantic's own
        if isinstance(given, dict) and given.get("type") == "yes_no":
            return {"counts": ("yes",), **given}
        return given

    @property
    def counted(self) -> bool:
        """Whether the answers become a yes or a no."""
        return bool(self.counts) or self.above is not None


class Indicator(FileRecord):
    """One definition of the catalogue. Its id is the name of its file.

    *adds_up* says whether the amounts of several places make a total: a number of meetings does,
    a cost per person does not. People are counted once and percentages by their two counts,
    whatever it says. *scale* names the scale that gives the answer; *ask* is the question that the
    forms ask each person, where one question is enough.
    """

    FILE: ClassVar[str] = "indicator.yml"

    id: str
    domain: str
    theme: str
    name: Text
    definition: Text
    numerator: Text | None = None
    denominator: Text | None = None
    unit: Unit
    type: Literal["output", "outcome", "impact"]
    level: Literal["beneficiary", "professional", "structure", "partner", "territory"]
    direction: Literal["up", "down", "none"]
    timing: Literal[
        "entry",
        "exit",
        "entry_and_exit",
        "follow_up",
        "continuous",
        "each_session",
        "each_cohort",
        "quarterly",
        "yearly",
        "once",
    ]
    instrument: Text
    reporting: Reporting
    adds_up: bool = False
    scale: str | None = None
    ask: Ask | None = None
    sensitive: bool = False
    standards: tuple[str, ...] = ()
    caution: Text
    status: Status
    source: str
    licence: str


class Counts(Record):
    """A percentage as it was counted: *count* people out of *n*."""

    count: int = Field(ge=0)
    n: int = Field(gt=0)

    @property
    def share(self) -> float:
        """The percentage, between 0 and 1."""
        return self.count / self.n


class Target(Record):
    """What was promised, and the figure of the ledger that says so."""

    value: float
    figure: str | None = None


class Choice(Record):
    """An indicator used here: for which node of the theory, read from which answer, by whom.

    *reporting* is None where figures are reported as the catalogue says. The baseline of a
    percentage carries its two counts in *baseline_counts*.
    """

    indicator: str
    node: str
    outcome: str
    target: Target | None = None
    baseline: float | None = None
    baseline_counts: Counts | None = None
    rhythm: Literal["once", "per_cohort", "quarterly", "yearly"] = "per_cohort"
    reporting: Reporting | None = None
    owner: Text | None = None


class Choices(FileRecord):
    """The indicators chosen for this evaluation."""

    FILE: ClassVar[str] = "indicators.yml"

    choices: tuple[Choice, ...]
