"""What a programme holds: its pilots as they came in, their figures, nothing of their people."""

from dataclasses import dataclass, field, fields
from datetime import date
from typing import ClassVar, Literal

from workbench.base.records import FileRecord, Record, Text

EFFECTS = "pilots/effects.csv"
"""One row a pilot and outcome, in the order of names."""
SITES = "pilots/sites.csv"
"""One row a pilot, analysis and site, as each pilot published them."""
State = Literal["taken", "failed", "waiting", "not_run", "no_effect", "unreadable", "not_there"]


class Member(Record):
    """One evaluation of the programme.

    *state* says whether its figures are ``taken``, or why they are not; *page* is the page that
    failed or waits, *why* the letter about a file that could not be read.
    """

    name: str
    title: Text
    state: State
    page: str | None = None
    why: Text | None = None
    simulated: bool = False
    start: date | None = None
    end: date | None = None


class Programme(FileRecord):
    """The evaluations that a programme brings together, in the order of their names."""

    FILE: ClassVar[str] = "programme.yml"

    members: tuple[Member, ...]


@dataclass(frozen=True)
class PilotEffect:
    """What one pilot found of one outcome; its figures are None where they are masked.

    *key* is what pilots share: the indicator, or the column where the plan names none. *quantity*
    says what the estimate is: a ``level``, a ``change`` or a ``difference`` between groups (or a
    ``ratio``). *counted* says without a sentence which answers count, *statement* the words of the
    question. The other fields are those of `analysis.Effect`; *rung* is the published claim.
    """

    pilot: str
    key: str
    quantity: str
    analysis: str
    label: Text
    statement: Text | None
    indicator: str | None
    outcome: str
    counted: str
    design: str
    method: str
    estimand: str | None
    measure: str
    unit: str
    level: float
    estimate: float | None
    std_error: float | None
    df: float | None
    ci_low: float | None
    ci_high: float | None
    n: int | None
    n_left_out: int | None
    n_clusters: int | None
    count: int | None
    n_started: int | None
    target: float | None
    claim: str
    rung: str
    others: int = 0
    simulated: bool = False

    @property
    def masked(self) -> bool:
        """Whether the figures are kept back, for they would tell of a few people."""
        return self.estimate is None


@dataclass(frozen=True)
class PilotSite:
    """One site of a pilot, of one of its outcomes; *n* and *value* are None where masked."""

    pilot: str
    analysis: str
    site: str
    name: Text
    n: int | None
    value: float | None


@dataclass(frozen=True)
class Gathered:
    """The pilots of a programme: who is in it, their effects and their sites, by name."""

    members: tuple[Member, ...]
    effects: tuple[PilotEffect, ...] = field(default=())
    sites: tuple[PilotSite, ...] = field(default=())

    @property
    def taken(self) -> tuple[Member, ...]:
        """The pilots whose figures are in."""
        return tuple(member for member in self.members if member.state == "taken")


def columns(kind: type[PilotEffect] | type[PilotSite]) -> tuple[str, ...]:
    """Return the columns of a table of these: a text has one a language."""
    names = [one.name for one in fields(kind)]
    spread = [[f"{name}_fr", f"{name}_en"] if name in TEXTS else [name] for name in names]
    return (*(column for part in spread for column in part), "masked")


TEXTS = ("label", "statement", "name")
"""The fields that hold words of people, in two languages."""
