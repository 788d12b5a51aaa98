"""Reasons that socio-sport often gives for a link, and what else could explain the change."""

from functools import cache
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field

from workbench.base import places
from workbench.base.dossier import check_format
from workbench.base.records import FileRecord, Record, Text, validated
from workbench.base.words import say
from workbench.base.yaml_files import read_yaml
from workbench.theory.record import NodeType, Rival

Status = Literal["sourced", "inferred", "to_check"]
STATUS_NAMES = {
    "sourced": "theory.status.sourced",
    "inferred": "theory.status.inferred",
    "to_check": "theory.status.to_check",
}


class Mechanism(Record):
    """Why one thing may lead to another, between which kinds of box, and where that is said."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: Text
    because: Text
    start: tuple[NodeType, ...] = Field(alias="from", min_length=1)
    end: tuple[NodeType, ...] = Field(alias="to", min_length=1)
    status: Status
    source: str


class RivalTemplate(Record):
    """Something else that often explains a change, and how an evaluation may look into it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: Text
    text: Text
    answer: Text
    status: Status
    source: str


class Mechanisms(FileRecord):
    """The list, as a file that anybody may lengthen."""

    FILE: ClassVar[str] = "vocabulary/mechanisms.yml"

    licence: str
    mechanisms: tuple[Mechanism, ...] = Field(min_length=1)
    rivals: tuple[RivalTemplate, ...] = ()


@cache
def mechanisms(path: Path | None = None) -> Mechanisms:
    """Return the list; raise RecordError for a file that breaks a rule."""
    file = path or places.datasets() / Mechanisms.FILE
    content = read_yaml(file)
    check_format(content, file)
    return validated(Mechanisms, content, file)


def offered(start: str, end: str) -> tuple[Mechanism, ...]:
    """Return the mechanisms that fit a link between these two kinds of box."""
    return tuple(m for m in mechanisms().mechanisms if start in m.start and end in m.end)


def rival(id: str) -> Rival | None:
    """Return a rival explanation of the list, ready for a theory; None for an unknown id."""
    found = next((rival for rival in mechanisms().rivals if rival.id == id), None)
    return Rival(id=found.id, text=found.text, answer=found.answer) if found else None


def mechanisms_table(lang: str) -> list[dict[str, str]]:
    """Return one row per mechanism: ``name``, ``because``, ``status``."""
    return [
        {
            "name": mechanism.label.say(lang),
            "because": mechanism.because.say(lang),
            "status": say(STATUS_NAMES[mechanism.status], lang),
        }
        for mechanism in mechanisms().mechanisms
    ]


def rivals_table(lang: str) -> list[dict[str, str]]:
    """Return one row per rival explanation of the list: ``name``, ``rival``, ``check``."""
    return [
        {"name": r.label.say(lang), "rival": r.text.say(lang), "check": r.answer.say(lang)}
        for r in mechanisms().rivals
    ]
