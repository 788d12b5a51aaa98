"""What people add to their report by hand: the next decisions, and pictures of their own."""

import re
from pathlib import Path
from typing import ClassVar

from pydantic import Field

from workbench.base.dossier import Dossier
from workbench.base.errors import RecordError
from workbench.base.findings import Finding
from workbench.base.records import FileRecord, Record, Text
from workbench.base.words import LANGS
from workbench.press.document import Picture
from workbench.press.picture import size
from workbench.press.word_template import filled

TEMPLATE = "report/template.docx"
"""The Word template of a dossier's own, where it has one."""
NUMBER, HOLE = re.compile(r"\d+(?:[.,]\d+)?(?:[\s\u00a0\u202f]?%)?"), "{TRA-03}"
"""A number in a text, and what cites one instead."""
LARGEST = 8_000_000
"""How many bytes a picture may have."""


class Decision(Record):
    """What is to be decided next: by whom, and by when."""

    text: Text
    who: Text | None = None
    when: str = ""


class Photo(Record):
    """A picture of the dossier's own: its file, and what it shows, for those who do not see it."""

    file: str = Field(min_length=1)
    alt: Text
    caption: Text | None = None


class Added(FileRecord):
    """The file of what people add to the report."""

    FILE: ClassVar[str] = "report/added.yml"

    decisions: tuple[Decision, ...] = ()
    pictures: tuple[Photo, ...] = ()


def check(dossier: Dossier) -> list[Finding]:
    """Return whether each decision says who takes it and when, and copies no figure by hand.

    Raises RecordError where the file breaks a rule, or a picture of it cannot be shown.
    """
    added = dossier.read(Added)
    photos(added, dossier, LANGS[0])
    return [*_open(added), *_typed(added)]


def _open(added: Added) -> list[Finding]:
    return [
        Finding(
            "report.decision_open",
            bool(one.who and one.when),
            f"decisions.{number}",
            "note",
            {"decision": one.text},
        )
        for number, one in enumerate(added.decisions, start=1)
    ]


def _typed(added: Added) -> list[Finding]:
    """A number in words that cite nothing may be a figure that nobody will correct."""
    found = []
    for number, one in enumerate(added.decisions, start=1):
        digits = NUMBER.search(one.text.say(LANGS[0]))
        passed = None if digits is None else "{" in one.text.say(LANGS[0])
        holes = {"decision": one.text, "number": digits.group() if digits else "", "hole": HOLE}
        found.append(Finding("report.number_typed", passed, f"decisions.{number}", "note", holes))
    return found


def check_template(dossier: Dossier) -> list[Finding]:
    """Return nothing: raises RecordError where the Word template cannot be used."""
    filled(dossier.path(TEMPLATE), {})
    return []


def photos(added: Added, dossier: Dossier, lang: str) -> list[Picture]:
    """Return the pictures that people added.

    Raises RecordError, with the place in the file, where one lies outside the dossier, is not
    there, is too large, or is neither PNG nor JPEG.
    """
    found = []
    for number, photo in enumerate(added.pictures, start=1):
        place = {"file": Path(Added.FILE).name, "place": f"pictures.{number}.file"}
        data = _read(dossier, photo.file, place)
        caption = photo.caption.say(lang) if photo.caption else ""
        alt = photo.alt.say(lang)
        found.append(Picture(title=caption or alt, alt=alt, caption=caption, file=data))
    return found


def _read(dossier: Dossier, name: str, place: dict[str, str]) -> bytes:
    home, path = dossier.folder.resolve(), dossier.path(name).resolve()
    if not path.is_relative_to(home):
        raise RecordError("report.picture_outside", name=name, **place)
    if not path.is_file():
        raise RecordError("report.picture_missing", name=name, **place)
    if path.stat().st_size > LARGEST:
        raise RecordError("report.picture_too_large", name=name, **place)
    data = path.read_bytes()
    try:
        size(data)
    except OSError:
        raise RecordError("report.picture_unread", name=name, **place) from None
    return data
