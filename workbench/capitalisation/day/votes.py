"""The votes of a day as `room/answers.csv` keeps them: every acknowledged one, once."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.files import table_text
from workbench.base.yaml_files import read_text
from workbench.rooms.given import Given

FILE = "room/answers.csv"
"""Where a closed day keeps what its room was told; it is no part of the proceedings."""
COLUMNS = (
    "room", "activity", "round", "person", "group", "per_group", "subject", "item", "slot",
    "value", "at", "id",
)  # fmt: skip
MOST = 200_000
"""Rows of such a file: a room of 300 people for a day leaves far fewer."""
State = Literal["stands", "replaced", "taken_back"]


@dataclass(frozen=True)
class Vote:
    """One acknowledged answer: of which room, what, and whether it *stands*.

    The last answer at a place of a round stands; those before it are *replaced*. One that takes an
    answer back stands for nothing.
    """

    room: str
    given: Given
    state: State = "stands"

    @property
    def who(self) -> tuple[str, str, int]:
        """For whom it speaks: a person of a room, or a group."""
        return (self.room, *self.given.who)

    @property
    def person(self) -> tuple[str, int]:
        """Who sent it."""
        return (self.room, self.given.person)


def settled(votes: Iterable[tuple[str, Given]]) -> tuple[Vote, ...]:
    """Return votes with their state, in the order given, which is that in which they were kept.

    The same id of the same person counts once. An id is a phone's own: two people may have drawn
    the same one.
    """
    once: dict[tuple[str, int, str], tuple[str, Given]] = {}
    for room, one in votes:
        once.setdefault((room, one.person, one.id), (room, one))
    last = {_place(room, one): one for room, one in once.values()}
    return tuple(
        Vote(room, one, _state(one, last[_place(room, one)])) for room, one in once.values()
    )


def _place(room: str, one: Given) -> tuple[object, ...]:
    return (room, one.activity, one.round, one.who, *one.place)


def _state(one: Given, last: Given) -> State:
    if one is not last:
        return "replaced"
    return "taken_back" if one.value is None else "stands"


def written(votes: Iterable[Vote]) -> str:
    """Return the votes as the text of `room/answers.csv`."""
    return table_text([_row(vote) for vote in votes], COLUMNS)


def read_votes(dossier: Dossier) -> tuple[Vote, ...]:
    """Read `room/answers.csv` of a dossier; nothing where no day was closed yet.

    Raises DataError for a file that lacks a column, or has a row that cannot be read.
    """
    if not dossier.has(FILE):
        return ()
    return votes_of(read_text(dossier.path(FILE)))


def votes_of(text: str) -> tuple[Vote, ...]:
    """Return the votes that a text with the columns COLUMNS holds."""
    rows = csv.DictReader(io.StringIO(text))
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise DataError("day.answers_column", file=FILE, column=missing[0])
    read = [_read(number, row) for number, row in enumerate(rows, 2) if number <= MOST + 1]
    return settled(read)


def _read(number: int, row: dict[str, str]) -> tuple[str, Given]:
    try:
        value = json.loads(row["value"]) if row["value"] else None
        moment = datetime.fromisoformat(row["at"]).timestamp()
        group = int(row["group"]) if row["group"] else None
        return row["room"], Given(
            row["activity"], int(row["round"]), int(row["person"]), group, row["subject"],
            row["item"], int(row["slot"]), value, moment, row["id"], row["per_group"] == "true",
        )  # fmt: skip
    except (ValueError, TypeError, KeyError, RecursionError):
        raise DataError("day.answers_row", file=FILE, row=number) from None


def _row(vote: Vote) -> dict[str, object]:
    one = vote.given
    return {
        "room": vote.room, "activity": one.activity, "round": one.round, "person": one.person,
        "group": one.group, "per_group": one.per_group, "subject": one.subject, "item": one.item,
        "slot": one.slot, "value": "" if one.value is None else _json(one.value),
        "at": datetime.fromtimestamp(one.at, UTC).isoformat(timespec="microseconds"), "id": one.id,
    }  # fmt: skip


def _json(value: Any) -> str:  # noqa: ANN401 - whatever a kind of answer keeps
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def standing(votes: Iterable[Vote], activities: Sequence[str]) -> tuple[Vote, ...]:
    """Return the votes that stand, of some activities."""
    return tuple(v for v in votes if v.state == "stands" and v.given.activity in activities)
