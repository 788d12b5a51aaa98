"""What is asked in a room, and what comes back: a list of activities, and answers to them."""

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    AfterValidator,
    Field,
    JsonValue,
    StringConstraints,
    ValidationError,
    model_validator,
)

from workbench.base.errors import RunError
from workbench.base.records import FileRecord, Record, Text

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]
Kind = Literal["choice", "several", "words", "rating", "matrix", "decision", "text"]
"""How an activity is answered: one file each in `rooms/kinds`."""

MOST = 500
"""Activities in one list, and places in one of them: a day has far fewer."""


class Choice(Record):
    """One thing to choose, to judge, or to judge by: an option, an item, a subject."""

    id: Id
    label: Text
    note: Text | None = None


def _each_once(found: tuple[Choice, ...]) -> tuple[Choice, ...]:
    if len({one.id for one in found}) < len(found):
        raise ValueError("room.id_twice")
    return found


Choices = Annotated[tuple[Choice, ...], Field(max_length=MOST), AfterValidator(_each_once)]


class Activity(Record):
    """One thing that a room is asked.

    A person answers at each *place*: each subject by each item, where there are some. *most* is
    how many answers a person may give (words, decisions, texts), or how many options they may
    tick. While it is open, an answer that is *blind* is counted and not shown. Answered *per*
    group, the last answer of anybody in the group stands. *extra* is for the screens alone.
    """

    id: Id
    kind: Kind
    title: Text
    text: Text | None = None
    minutes: Annotated[float, Field(gt=0, le=600)] | None = None
    options: Choices = ()
    items: Choices = ()
    subjects: Choices = ()
    most: Annotated[int, Field(ge=1, le=50)] = 1
    blind: bool = False
    per: Literal["person", "group"] = "person"
    extra: dict[str, JsonValue] = {}

    @model_validator(mode="after")
    def _can_be_answered(self) -> Self:
        if self.kind in NEEDS_OPTIONS and len(self.options) < 2:
            raise ValueError("room.needs_options")
        if self.kind in NEEDS_ITEMS and not self.items:
            raise ValueError("room.needs_items")
        return self


NEEDS_OPTIONS = ("choice", "several", "matrix")
NEEDS_ITEMS = ("rating", "matrix")


class Agenda(FileRecord):
    """The list of activities that a room goes through; `day/agenda.yml` of a dossier."""

    FILE: ClassVar[str] = "day/agenda.yml"
    id: Id
    title: Text
    simulated: bool = False
    sequences: Annotated[tuple[Activity, ...], Field(min_length=1, max_length=MOST)]

    @model_validator(mode="after")
    def _each_activity_once(self) -> Self:
        if len({one.id for one in self.sequences}) < len(self.sequences):
            raise ValueError("room.id_twice")
        return self


class Answer(Record):
    """What a phone sends. *id* is drawn by the phone: the same one is counted once.

    *subject* and *item* name the place; where one may give several, *slot* says which of them it
    is. No *value* takes an earlier answer back.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{8,64}$")]
    activity: Annotated[str, StringConstraints(max_length=60)]
    round: Annotated[int, Field(ge=1, le=1000)]
    subject: Annotated[str, StringConstraints(max_length=60)] = ""
    item: Annotated[str, StringConstraints(max_length=60)] = ""
    slot: Annotated[int, Field(ge=1, le=50)] = 1
    value: Any = None


def read(content: object) -> Answer:
    """Return what a phone has sent as an answer; raise RunError where it is none."""
    try:
        return Answer.model_validate(content)
    except ValidationError as error:
        places = {str(step) for one in error.errors() for step in one["loc"][:1]}
        raise RunError("room.not_an_answer", where=", ".join(sorted(places))[:200]) from None
