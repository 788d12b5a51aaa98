"""What `received.yml` holds: the files that came back, where from, and how to read them."""

from typing import ClassVar

from pydantic import Field

from workbench.base.records import FileRecord, Record, Text


class ReceivedFile(Record):
    """One file: the wave it tells about, and the names of its columns where they differ."""

    file: str = Field(pattern=r"^received/[^/]+$")
    wave: str
    title: Text
    source: str
    licence: str
    sha256: str | None = None
    columns: dict[str, str] = {}
    codes: dict[str, dict[str, str]] = {}


class Received(FileRecord):
    """The files that came back. They are read and never touched."""

    FILE: ClassVar[str] = "received.yml"

    files: tuple[ReceivedFile, ...]
