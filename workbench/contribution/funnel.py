"""From a first contact to a result: how many people pass each step, and what nobody counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from pydantic import Field

from workbench.base.records import FileRecord, Record, Text
from workbench.ledger import Ledger, cite, quantity
from workbench.ledger.derive import wilson
from workbench.ledger.record import Figure


class Step(Record):
    """One step that people pass: a *figure* of the ledger, a *count* of one's own, or unknown.

    *of* is the step that its share is taken of: the one before, where nothing is said. *mixes*
    names several results that its number counts together. *asks* is what to ask the source where
    it has no number. *reading* is how these people are to be seen for an interval to have a sense:
    without it there is none.
    """

    id: str = Field(min_length=1)
    label: Text
    figure: str = ""
    count: int | None = Field(default=None, ge=0)
    of: str = ""
    mixes: tuple[Text, ...] = ()
    asks: Text | None = None
    reading: Text | None = None


class Group(Record):
    """People who were to be looked at apart, *because*; *counts* by step, where there are any."""

    id: str = Field(min_length=1)
    label: Text
    because: Text | None = None
    counts: dict[str, int] = {}


class Base(Record):
    """What a change is counted from: its period and its count, as somebody declared them."""

    start: date
    end: date
    count: int = Field(ge=0)
    counted: Text


class Series(Record):
    """Something counted again and again, such as visits.

    *change* is a figure of the ledger; *base* what it is counted from, None where that is not
    declared. *monthly* is a file of the dossier with the columns ``month`` (2016-09) and ``count``;
    *began* the day of the first change.
    """

    id: str = Field(min_length=1)
    label: Text
    change: str = ""
    base: Base | None = None
    monthly: str = ""
    began: date | None = None
    asks: Text | None = None


class Funnel(FileRecord):
    """The steps in their order, the people to look at apart, and what is counted over time."""

    FILE: ClassVar[str] = "funnel.yml"

    steps: tuple[Step, ...]
    groups: tuple[Group, ...] = ()
    series: tuple[Series, ...] = ()


@dataclass(frozen=True)
class Passed:
    """A step with what is known of it.

    *count* is None where nobody counted, or where only a bound is known; *written* is the number
    as it is written then. *whole* is the count of the step that its share is taken of, *before*.
    """

    step: Step
    count: int | None
    written: str
    before: Step | None
    whole: int | None

    @property
    def share(self) -> float | None:
        """The share that passed; None where one of the two counts is missing, or contradicts."""
        if self.count is None or not self.whole or self.count > self.whole:
            return None
        return self.count / self.whole

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95 % interval (1927), only where its reading is stated.

        >>> step = Step(id="back", label="Back", reading="One draw among others")
        >>> one = Passed(step, 249, "249", step, 537)
        >>> [round(100 * end, 1) for end in one.interval]
        [42.2, 50.6]
        """
        if self.share is None or self.step.reading is None:
            return None
        assert self.count is not None
        assert self.whole is not None
        return wilson(float(self.count), float(self.whole))


def passed(funnel: Funnel, ledger: Ledger | None, lang: str) -> list[Passed]:
    """Return each step with its count and its denominator, in their order."""
    counts = {step.id: _count(step, ledger, lang) for step in funnel.steps}
    return [
        Passed(step, *counts[step.id], before, counts[before.id][0] if before else None)
        for step, before in _with_before(funnel)
    ]


def _with_before(funnel: Funnel) -> Iterator[tuple[Step, Step | None]]:
    """Yield each step with the one that its share is taken of: named, else the one before."""
    earlier: dict[str, Step] = {}
    for step in funnel.steps:
        last = next(reversed(earlier.values()), None)
        yield step, earlier.get(step.of) if step.of else last
        earlier[step.id] = step


def _count(step: Step, ledger: Ledger | None, lang: str) -> tuple[int | None, str]:
    """Return the count where it is one number, and how it is written."""
    entry = ledger.entry(step.figure) if ledger and step.figure else None
    if ledger is None or not isinstance(entry, Figure):
        return step.count, ""
    found = quantity(ledger, step.figure)
    exact = found is not None and found.is_exact
    return int(found.low) if found and exact else None, cite(ledger, step.figure, lang).number
