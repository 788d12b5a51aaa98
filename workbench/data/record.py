"""What `received.yml` holds: the files that came back, where from, and how to read them."""

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from workbench.base.records import FileRecord, Record, Text

Role = Literal["cohort", "date", "wave"]
"""What a column may be that answers no question."""

IN_APP = "in_app"
"""The *part* of a wave that is filled in in the app: its file grows, and has no checksum."""


class ReceivedFile(Record):
    """One file: the wave it tells about, and the names of its columns where they differ.

    *received_on* is the day on which it came. *part* tells two files of one wave apart (a site, a
    month), *sheet* is the one that is read of a workbook; *absent* names the questions that this
    file does not answer; *roles* the columns that answer no question. *sent_as* is the name under
    which the file came, *sent_sha256* its checksum where columns were taken out at the door.
    *month_first* names columns of dates that somebody said to read month first.
    *plan_sha256* is that of the analyses planned when the file came, before anybody had read it.
    """

    file: str = Field(pattern=r"^received/[^/]+$")
    wave: str
    title: Text
    source: str
    licence: str
    sha256: str | None = None
    received_on: date | None = None
    part: str | None = None
    sheet: str | None = None
    sent_as: str | None = None
    sent_sha256: str | None = None
    plan_sha256: str | None = None
    columns: dict[str, str] = {}
    roles: dict[Role, str] = {}
    absent: tuple[str, ...] = ()
    month_first: tuple[str, ...] = ()
    codes: dict[str, dict[str, str]] = {}


class Received(FileRecord):
    """The files that came back. They are read and never touched."""

    FILE: ClassVar[str] = "received.yml"

    files: tuple[ReceivedFile, ...]
