"""Scales others have validated: how they are scored, and whether their text may be shipped."""

from functools import cache
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field

from workbench.base import places, words
from workbench.base.dossier import check_format
from workbench.base.errors import RecordError
from workbench.base.records import FileRecord, Record, Text, validated
from workbench.base.words import say
from workbench.base.yaml_files import read_yaml
from workbench.indicators.record import Status
from workbench.indicators.vocabulary import STATUS_NAMES

Wording = Literal["official_checked", "unverified", "absent"]
CLASS_NAMES = {"A": "scales.class.a", "B": "scales.class.b", "C": "scales.class.c"}
WORDING_NAMES = {
    "official_checked": "scales.wording.official_checked",
    "unverified": "scales.wording.unverified",
    "absent": "scales.wording.absent",
}


class Span(Record):
    """From one number to another, both included."""

    low: float
    high: float


class Cutoff(Record):
    """A threshold that somebody published, and what a score beyond it is called."""

    rule: Literal["at_least", "at_most"]
    value: float
    label: Text
    source: str
    status: Status


class Subscale(Record):
    """Some questions of a scale that make a score of their own."""

    id: str
    name: Text
    items: tuple[str, ...]


class Wordings(Record):
    """For each language, whether the text is there, and whether a person held it to the source."""

    fr: Wording
    en: Wording


class Scale(FileRecord):
    """A scale: its questions by number, its answers, its score, its licence.

    *licence_class*: A, the text may be shipped with its attribution; B, it is scored here and the
    organisation brings the official text; C, it is only referred to. *text* is allowed in class A
    alone. *topics* say in our own words what a question is about. *lookup* names a CSV file beside
    this one: the weight of each question, or the value that replaces each sum.
    """

    FILE: ClassVar[str] = "scale.yml"

    id: str
    name: Text
    measures: Text
    items: int | tuple[str, ...]
    answers: Span | None = None
    reverse: tuple[str, ...] = ()
    subscales: tuple[Subscale, ...] = ()
    formula: Literal["sum", "mean", "converted_sum", "weights", "ipaq", "none"]
    multiply: float = 1
    lookup: str | None = None
    range: Span | None = None
    direction: Literal["up", "down", "none"]
    missing: Literal["complete", "half_mean"] = "complete"
    cutoffs: tuple[Cutoff, ...] = ()
    ages: Span | None = None
    minutes: float | None = None
    sensitive: bool = False
    referral: Text | None = None
    caution: Text
    topics: dict[str, Text] = Field(default_factory=dict)
    text: dict[str, Text] = Field(default_factory=dict)
    wording: Wordings
    licence_class: Literal["A", "B", "C"]
    licence: str
    status: Status
    source: str

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the questions: q1, q2 … where the file gives their number."""
        if isinstance(self.items, int):
            return tuple(f"q{number}" for number in range(1, self.items + 1))
        return self.items


@cache
def scales(folder: Path | None = None) -> dict[str, Scale]:
    """Return every scale by its id; raise RecordError for a file that breaks a rule."""
    shelf = folder or places.datasets() / "scales"
    return {path.stem: _read(path) for path in sorted(shelf.glob("*.yml"))}


def scale(id: str) -> Scale:
    """Return one scale, or raise RecordError with the nearest id."""
    known = scales()
    if id not in known:
        raise RecordError("scales.unknown", id=id, hint=words.hint(id, known))
    return known[id]


def scales_table(lang: str) -> list[dict[str, str]]:
    """Return one row per scale: name, what it measures, its licence, its wording, its status."""
    return [
        {
            "id": one.id,
            "name": one.name.say(lang),
            "measures": one.measures.say(lang),
            "licence": say(CLASS_NAMES[one.licence_class], lang),
            "wording": say(WORDING_NAMES[getattr(one.wording, lang)], lang),
            "status": say(STATUS_NAMES[one.status], lang),
        }
        for one in scales().values()
    ]


def _read(path: Path) -> Scale:
    content = read_yaml(path)
    check_format(content, path)
    found = validated(Scale, content, path)
    if found.id != path.stem:
        raise RecordError("scales.misplaced", file=path.name, id=found.id)
    if found.text and found.licence_class != "A":
        raise RecordError("scales.unlicensed_text", file=path.name, letter=found.licence_class)
    for lang in words.LANGS:
        there = any(getattr(text, lang) or text.any for text in found.text.values())
        if there == (getattr(found.wording, lang) == "absent"):
            raise RecordError("scales.wording_disagrees", file=path.name, lang=lang)
    _questions_are_known(found, path)
    return found


def _questions_are_known(found: Scale, path: Path) -> None:
    """Refuse a reversed question, a subscale, a topic or a text of a question that is not there."""
    parts = [id for part in found.subscales for id in part.items]
    for id in (*found.reverse, *parts, *found.topics, *found.text):
        if id not in found.ids:
            hint = words.hint(id, found.ids)
            raise RecordError("scales.unknown_question", file=path.name, question=id, hint=hint)
    if found.lookup and not path.with_name(found.lookup).is_file():
        raise RecordError("file.missing", file=found.lookup, folder=path.parent)
