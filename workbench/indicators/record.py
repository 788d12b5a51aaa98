"""Two nouns where many tools have one: the indicator is what it is, the choice is its use here."""

from typing import ClassVar, Literal

from workbench.base.records import FileRecord, Record, Text


class Indicator(FileRecord):
    """One definition of the catalogue. Its id is the name of its file."""

    FILE: ClassVar[str] = "indicator.yml"

    id: str
    domain: Literal["individual", "political", "environmental", "economic_territorial", "societal"]
    name: Text
    definition: Text
    numerator: Text | None = None
    denominator: Text | None = None
    unit: Literal["persons", "percent", "points", "dollars"]
    type: Literal["output", "outcome", "impact"]
    direction: Literal["up", "down", "none"]
    timing: Literal["entry", "exit", "entry_and_exit", "follow_up"]
    caution: Text
    status: Literal["sourced", "inferred", "to_check"]
    source: str
    licence: str


class Target(Record):
    """What was promised, and the figure of the ledger that says so."""

    value: float
    figure: str | None = None


class Choice(Record):
    """An indicator used here: for which node of the theory, read from which answer, by whom."""

    indicator: str
    node: str
    outcome: str
    target: Target | None = None
    baseline: float | None = None
    rhythm: Literal["once", "per_cohort", "quarterly", "yearly"] = "per_cohort"
    owner: Text | None = None


class Choices(FileRecord):
    """The indicators chosen for this evaluation."""

    FILE: ClassVar[str] = "indicators.yml"

    choices: tuple[Choice, ...]
