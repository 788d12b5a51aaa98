"""Meetings of a network: what is counted as one, how often they were to be, and their register."""

from typing import ClassVar, Self

from pydantic import Field, model_validator

from workbench.base.dossier import Dossier
from workbench.base.records import FileRecord, Record, Text
from workbench.capitalisation.programme import register
from workbench.capitalisation.programme.register import Column, Register, Row

EVENTS = Register(
    "events.csv",
    (
        Column("id", "token", "events.column.id", required=True),
        Column("day", "day", "events.column.day", required=True),
        Column("kind", "token", "events.column.kind", required=True),
        Column("theme", "text", "events.column.theme"),
        Column("agenda", "text", "events.column.agenda"),
        Column("speakers", "whole", "events.column.speakers"),
        Column("registered", "counted", "events.column.registered"),
        Column("attended", "counted", "events.column.attended"),
        Column("questions", "whole", "events.column.questions"),
        Column("answered", "whole", "events.column.answered"),
        Column("satisfied", "whole", "events.column.satisfied"),
        Column("called_later", "whole", "events.column.called_later"),
        Column("used_later", "whole", "events.column.used_later"),
        Column("simulated", "yes_no", "events.column.simulated", required=True),
    ),
    "id",
)
"""A line a meeting. Counts are presences, not people: who comes twice is there twice.

*answered* were asked that day and said something, of whom *satisfied*; *called_later* were asked
again some months after, of whom *used_later* had used what they heard.
"""


class Counted(Record):
    """A kind of meeting: what is counted as one, what is not, and its published figure."""

    id: str = Field(min_length=1)
    label: Text
    means: Text
    but_not: Text | None = None
    figure: str | None = None


class Meetings(FileRecord):
    """What is counted, and the figures that say how often meetings of the kind *of* were to be."""

    FILE: ClassVar[str] = "events.yml"

    counted: tuple[Counted, ...] = Field(min_length=1)
    rhythm: tuple[str, ...] = ()
    of: str | None = None

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [one.id for one in self.counted]
        if len(set(ids)) < len(ids) or (self.rhythm and self.of not in ids):
            raise ValueError("events.rule.kinds")
        return self


def events(dossier: Dossier) -> list[Row]:
    """Return the lines of the register, by day and id; none where it is not there."""
    return sorted(register.read(dossier, EVENTS), key=lambda row: (str(row["day"]), str(row["id"])))
