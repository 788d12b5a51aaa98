"""What `day.yml` holds: a day on which people read pilots together, sequence by sequence."""

import re
from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from workbench.base.records import FileRecord, Record, Text
from workbench.rooms.record import Choices

Uses = Literal[
    "positions", "sorter", "reasons", "rating", "domains", "conditions", "decisions", "consent",
    "harvest", "questions",
]  # fmt: skip
"""What a sequence is for: it says how people answer, and what is made of the answers."""
OPTIONS_OF_ITS_OWN = ("positions", "sorter", "consent")
ITEMS_OF_ITS_OWN = ("sorter", "reasons")
READS_PILOTS = ("rating", "domains")
FEWEST, MOST = 2, 12
"""People in a group; the model day has five or six."""
YES = "yes"
"""The option of a sequence of consent by which somebody lets their words be quoted."""
Pilot = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]


class Sequence(Record):
    """One sequence: what it *uses*, its words, its minutes, and who reads what.

    *pilots* are those that are read, all of the day where none are named; *groups* says which one
    each group begins with, by its number. *right* are the answers of a sorter, by item: they stay
    in the dossier. *most* is how many answers one person may give. *taxonomy* names the domains.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]
    uses: Uses
    title: Text
    text: Text | None = None
    minutes: Annotated[float, Field(gt=0, le=600)] | None = None
    options: Choices = ()
    items: Choices = ()
    right: dict[str, str] = {}
    pilots: tuple[Pilot, ...] = ()
    groups: dict[str, Pilot] = {}
    taxonomy: str = "five_domains"
    most: Annotated[int, Field(ge=1, le=50)] = 3

    @model_validator(mode="after")
    def _holds(self) -> Self:
        if self.uses in OPTIONS_OF_ITS_OWN and len(self.options) < 2:
            raise ValueError("day.needs_options")
        if self.uses in ITEMS_OF_ITS_OWN and not self.items:
            raise ValueError("day.needs_items")
        if self.uses == "consent" and YES not in {one.id for one in self.options}:
            raise ValueError("day.needs_yes")
        options, items = ({one.id for one in some} for some in (self.options, self.items))
        if not (set(self.right) <= items and set(self.right.values()) <= options):
            raise ValueError("day.right_is_no_answer")
        if any(not re.fullmatch(r"[1-9]\d?", group) for group in self.groups):
            raise ValueError("day.group_is_no_number")
        return self


class Moment(Record):
    """When the day is. *inferred* says why part of the date is a guess, where it is one."""

    on: date
    inferred: Text | None = None


class Day(FileRecord):
    """A day: its title, when, which pilots are read, and its sequences in their order.

    *simulated* marks every screen, board, table and page that comes of it. *seed* is what a
    simulated day was drawn with.
    """

    FILE: ClassVar[str] = "day.yml"

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]
    title: Text
    organisation: Text
    moment: Moment | None = None
    place: Text | None = None
    simulated: bool = False
    seed: int | None = None
    people: Annotated[int, Field(ge=1, le=500)] | None = None
    group_size: Annotated[int, Field(ge=FEWEST, le=MOST)] = 5
    pilots: tuple[Pilot, ...] = Field(min_length=1)
    sequences: tuple[Sequence, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len(set(self.pilots)) < len(self.pilots):
            raise ValueError("day.pilot_twice")
        if len({one.id for one in self.sequences}) < len(self.sequences):
            raise ValueError("day.sequence_twice")
        return self

    def using(self, *uses: str) -> tuple[Sequence, ...]:
        """Return the sequences that are for one of *uses*, in their order."""
        return tuple(one for one in self.sequences if one.uses in uses)

    def read_in(self, sequence: Sequence) -> tuple[str, ...]:
        """Return the pilots that a sequence reads."""
        return sequence.pilots or self.pilots
