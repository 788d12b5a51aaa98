"""What was asked of decision makers, what came of it, and how far that is known."""

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from workbench.base.records import FileRecord, Record, Text

Status = Literal["funded", "delivered", "in_negotiation", "in_progress", "unknown"]
STATUSES: tuple[Status, ...] = (
    "funded", "delivered", "in_negotiation", "in_progress", "unknown",
)  # fmt: skip
Basis = Literal["sourced", "inferred", "none"]


class Proposal(Record):
    """One proposal: asked, then answered. *number* is the one it bears in the source.

    *follow_up* says whether the source tells what came of it. *status* is ``unknown`` where nobody
    can say; *basis* says whether the status stands in the source or was inferred (*because*).
    *asked*, *obtained*, *earlier* and *also* are figures of the ledger: amounts asked for, given,
    given for the same thing before, and other numbers that the answer holds. *added* says why
    several amounts obtained may be added together; without it they never are.
    """

    number: int = Field(ge=1)
    subject: Text
    follow_up: Literal["given", "missing"]
    status: Status
    basis: Basis = "none"
    because: Text | None = None
    response: Text | None = None
    instrument: Text | None = None
    asked: tuple[str, ...] = ()
    obtained: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    added: Text | None = None
    source: str

    @model_validator(mode="after")
    def _says_what_it_rests_on(self) -> Self:
        if (self.status == "unknown") != (self.basis == "none"):
            raise ValueError("advocacy.rule.basis")
        if self.basis == "inferred" and self.because is None:
            raise ValueError("advocacy.rule.because")
        if self.follow_up == "missing" and (self.status != "unknown" or self.obtained):
            raise ValueError("advocacy.rule.missing")
        return self

    @property
    def figures(self) -> tuple[str, ...]:
        """Every figure of the ledger that it names."""
        return (*self.asked, *self.obtained, *self.earlier, *self.also)


class Advocacy(FileRecord):
    """The proposals of one advocacy, by number; *figure* is how many the source says there are."""

    FILE: ClassVar[str] = "advocacy.yml"

    figure: str | None = None
    proposals: tuple[Proposal, ...]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        numbers = [one.number for one in self.proposals]
        if len(set(numbers)) < len(numbers):
            raise ValueError("advocacy.rule.twice")
        return self
