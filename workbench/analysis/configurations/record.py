"""What is asked of a table of cases, and what comes back: rows, paths, how far they hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from workbench.base.records import FileRecord
from workbench.base.words import Phrase

Numbers = NDArray[np.float64]
Marks = NDArray[np.int8]
Flags = NDArray[np.bool_]

NOT = "~"
"""Before a name: the absence of it."""


@dataclass(frozen=True)
class Asked:
    """The outcome, the conditions, and how strict to be.

    *outcome* may begin with ``~``: what goes with its absence. *anchors* say how a column becomes
    a membership between 0 and 1: one number, from which on it is 1; or three, fully out, as much
    out as in, fully in. *inclusion* is the least consistency of a combination that leads to the
    outcome; *frequency* the least number of cases that make a combination seen.
    """

    outcome: str
    conditions: tuple[str, ...]
    inclusion: float = 0.8
    id: str | None = None
    anchors: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    frequency: int = 1


class Configurations(FileRecord):
    """`configurations.yml`: the cases of a dossier, one line each, and what is asked of them."""

    FILE: ClassVar[str] = "configurations.yml"

    table: str
    outcome: str
    conditions: tuple[str, ...] = Field(min_length=1)
    id: str | None = None
    inclusion: float = Field(default=0.8, gt=0, le=1)
    anchors: dict[str, tuple[float, ...]] = Field(default_factory=dict)
    frequency: int = Field(default=1, ge=1)

    def asked(self) -> Asked:
        """Return the question alone, without where the table stands."""
        return Asked(
            self.outcome, self.conditions, self.inclusion, self.id, self.anchors, self.frequency
        )


@dataclass(frozen=True)
class Sets:
    """Memberships between 0 and 1: *x* a row a case and a column a condition, *y* the outcome."""

    x: Numbers
    y: Numbers
    cases: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One combination that was seen, and what became of its cases.

    *contradictory*: some of its cases have the outcome and some have not.
    """

    marks: tuple[int, ...]
    outcome: bool
    cases: tuple[str, ...]
    with_outcome: tuple[str, ...]
    consistency: float
    pri: float

    @property
    def contradictory(self) -> bool:
        """Whether its cases do not agree."""
        return 0 < len(self.with_outcome) < len(self.cases)


@dataclass(frozen=True)
class Term:
    """One path: conditions that come together. *unique_coverage* is None for the only path."""

    text: str
    consistency: float | None
    pri: float | None
    coverage: float | None
    unique_coverage: float | None
    cases: tuple[str, ...]


@dataclass(frozen=True)
class Solution:
    """Every path of one model; *models* holds all the models that are as short, this one first.

    *exhaustive* is False where there were too many to find or to keep them all.
    """

    text: str
    terms: tuple[Term, ...]
    consistency: float
    pri: float | None
    coverage: float
    models: tuple[str, ...]
    exhaustive: bool = True


@dataclass(frozen=True)
class Necessity:
    """How far the outcome never comes without a condition (or without its absence).

    *relevance* says that the condition is not simply always there (Schneider and Wagemann 2012).
    """

    text: str
    consistency: float
    coverage: float | None
    relevance: float | None


@dataclass(frozen=True)
class Answer:
    """What the cases allow to discuss; a solution is None where there is none.

    *why* says then why not. *remainders* counts the combinations never seen, of 2^k.
    """

    asked: Asked
    cases: tuple[str, ...]
    rows: tuple[Row, ...]
    remainders: int
    necessity: tuple[Necessity, ...]
    conservative: Solution | None
    parsimonious: Solution | None
    why: Phrase | None = None
