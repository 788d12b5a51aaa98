"""The words that indicators share, kept in data files that anybody may replace."""

from functools import cache
from pathlib import Path
from typing import ClassVar, Literal, TypeVar

from pydantic import Field

from workbench.base import places, words
from workbench.base.dossier import check_format
from workbench.base.errors import RecordError
from workbench.base.records import FileRecord, Record, Text, validated
from workbench.base.words import say
from workbench.base.yaml_files import read_yaml
from workbench.indicators.record import Status

Counted = Literal["yes", "no", "depends", "undecided", "left_out"]
COUNTED_NAMES = {
    "yes": "word.yes",
    "no": "word.no",
    "depends": "indicators.counted.depends",
    "undecided": "indicators.counted.undecided",
    "left_out": "indicators.counted.left_out",
}


class Themes(FileRecord):
    """The themes of the catalogue, by their id."""

    FILE: ClassVar[str] = "themes.yml"
    themes: dict[str, Text]


class Synonyms(FileRecord):
    """Groups of words that people use for one another, and words that say nothing."""

    FILE: ClassVar[str] = "synonyms.yml"
    plain_words: frozenset[str]
    groups: tuple[tuple[str, ...], ...]


class Domain(Record):
    """One domain of impact; *status* says how sure its wording is."""

    id: str
    name: Text
    status: Status


class Taxonomy(Record):
    """One way to cut the world into domains."""

    id: str
    name: Text
    source: str
    licence: str
    domains: tuple[Domain, ...]


class Passage(Record):
    """A domain of the first taxonomy, and the domain of another one that is nearest to it."""

    start: str = Field(alias="from")
    end: str = Field(alias="to")
    status: Status


class Domains(FileRecord):
    """The taxonomies, the first being the one of the catalogue, and the passages between them."""

    FILE: ClassVar[str] = "domains.yml"
    taxonomies: tuple[Taxonomy, ...] = Field(min_length=1)
    crosswalk: tuple[Passage, ...] = ()


class Definition(Record):
    """One meaning of “positive exit”, and the indicators that use it."""

    id: str
    name: Text
    says: Text
    indicators: tuple[str, ...]
    status: Status
    source: str


class Situation(Record):
    """Where somebody is on leaving, and whether each definition counts it."""

    id: str
    label: Text
    counts: dict[str, Counted]
    iae_class: Literal["lasting", "transition", "positive", "other", "withdrawn"]
    esf_codes: tuple[str, ...] = ()
    note: Text | None = None
    status: Status


class PositiveExit(FileRecord):
    """The three meanings of “positive exit”, and the crosswalk between them."""

    FILE: ClassVar[str] = "positive_exit.yml"
    definitions: tuple[Definition, ...]
    situations: tuple[Situation, ...]

    def definition_of(self, indicator: str) -> Definition | None:
        """Return the meaning that an indicator uses; None when it is about something else."""
        return next((d for d in self.definitions if indicator in d.indicators), None)


Kind = TypeVar("Kind", bound=FileRecord)


@cache
def themes(folder: Path | None = None) -> dict[str, Text]:
    """Return the themes by their id."""
    return _read(Themes, folder).themes


@cache
def synonyms(folder: Path | None = None) -> Synonyms:
    """Return the groups of words that people use for one another, and the plain words."""
    return _read(Synonyms, folder)


@cache
def domains(folder: Path | None = None) -> Domains:
    """Return the taxonomies; raise RecordError where a passage leads from or to no domain."""
    found = _read(Domains, folder)
    first, *others = ([domain.id for domain in t.domains] for t in found.taxonomies)
    elsewhere = [id for ids in others for id in ids]
    for passage in found.crosswalk:
        for id, allowed in ((passage.start, first), (passage.end, elsewhere)):
            _known(id, allowed, Domains.FILE)
    return found


@cache
def positive_exit(folder: Path | None = None) -> PositiveExit:
    """Return the three meanings; raise RecordError where a situation forgets one of them."""
    found = _read(PositiveExit, folder)
    ids = [definition.id for definition in found.definitions]
    for situation in found.situations:
        for id in situation.counts:
            _known(id, ids, PositiveExit.FILE)
        for id in ids:
            if id not in situation.counts:
                holes = {"file": PositiveExit.FILE, "situation": situation.id, "definition": id}
                raise RecordError("indicators.situation_undecided", **holes)
    return found


def domains_table(lang: str, folder: Path | None = None) -> list[dict[str, str]]:
    """Return one row per domain of the catalogue: its name, the nearest elsewhere, the status.

    The columns of the other taxonomies bear their names in *lang*.
    """
    found = domains(folder)
    first, *others = found.taxonomies
    return [
        {
            "domain": domain.name.say(lang),
            **{other.name.say(lang): _nearest(domain, other, found, lang) for other in others},
            "status": _how_sure(domain, found, lang),
        }
        for domain in first.domains
    ]


def _nearest(domain: Domain, other: Taxonomy, found: Domains, lang: str) -> str:
    ends = {passage.end for passage in found.crosswalk if passage.start == domain.id}
    return " · ".join(one.name.say(lang) for one in other.domains if one.id in ends) or "–"


def _how_sure(domain: Domain, found: Domains, lang: str) -> str:
    """Return how sure the passages from a domain are."""
    sure = dict.fromkeys(p.status for p in found.crosswalk if p.start == domain.id)
    return " · ".join(say(STATUS_NAMES[status], lang) for status in sure) or "–"


def positive_exit_table(lang: str, folder: Path | None = None) -> list[dict[str, str]]:
    """Return one row per situation: its label, what each definition says of it, and the note.

    The columns of the definitions bear their names in *lang*.
    """
    meanings = positive_exit(folder)
    heads = {definition.id: definition.name.say(lang) for definition in meanings.definitions}
    return [
        {
            "situation": situation.label.say(lang),
            **{name: say(COUNTED_NAMES[situation.counts[id]], lang) for id, name in heads.items()},
            "note": situation.note.say(lang) if situation.note else "–",
        }
        for situation in meanings.situations
    ]


def meanings_table(lang: str, folder: Path | None = None) -> list[dict[str, str]]:
    """Return one row per meaning of “positive exit”: name, definition, indicators, status."""
    return [
        {
            "name": meaning.name.say(lang),
            "definition": meaning.says.say(lang),
            "indicator": ", ".join(meaning.indicators),
            "status": say(STATUS_NAMES[meaning.status], lang),
        }
        for meaning in positive_exit(folder).definitions
    ]


STATUS_NAMES = {
    "sourced": "indicators.status.sourced",
    "inferred": "indicators.status.inferred",
    "to_check": "indicators.status.to_check",
}
"""How sure a wording is, as it is shown to people."""

REPORTING_NAMES = {
    "periodic": "indicators.reporting.periodic",
    "cumulative": "indicators.reporting.cumulative",
}
"""What a figure tells of, as it is shown to people."""


def _known(id: str, allowed: list[str], file: str) -> None:
    if id not in allowed:
        hint = words.hint(id, allowed)
        raise RecordError("indicators.unknown_word", file=file, word=id, hint=hint)


def _read(kind: type[Kind], folder: Path | None) -> Kind:
    path = (folder or places.datasets() / "vocabulary") / kind.FILE
    content = read_yaml(path)
    check_format(content, path)
    return validated(kind, content, path)
