"""Things are frozen records: a file that breaks a rule is answered with its place and its cure."""

import reprlib
import types
import typing
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, Self, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic_core import ErrorDetails

from workbench.base import words
from workbench.base.errors import RecordError
from workbench.base.words import Phrase
from workbench.base.yaml_files import line_of, read_yaml, write_yaml


class Record(BaseModel):
    """A thing read from a file: it cannot change, and it refuses what it does not know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        allow_inf_nan=False,
        defer_build=True,  # a record is made ready when the first one is read
    )


class Text(Record):
    """A few words in French, in English, or in both; a plain string stands for every language."""

    fr: str | None = None
    en: str | None = None
    any: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_plain(cls, value: object) -> object:
        return {"any": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.fr or self.en or self.any):
            raise ValueError("empty")
        return self

    def say(self, lang: str, /) -> str:
        """Return the words in *lang*; where only another language has them, say which.

        >>> Text(fr="Sport et emploi").say("en")
        'Sport et emploi [fr]'
        """
        own = getattr(self, lang) or self.any
        if own:
            return str(own)
        other = next(code for code in words.LANGS if getattr(self, code))
        return f"{getattr(self, other)} [{other}]"

    def plain(self) -> str | dict[str, str]:
        """Return the words as a person writes them in a file."""
        if self.any:
            return self.any
        return {code: getattr(self, code) for code in words.LANGS if getattr(self, code)}

    def rewritten(self, new: str, lang: str) -> "Text":
        """Return these words with *new* in *lang*; the other language keeps its own."""
        if self.any:
            return Text(any=new)
        return Text(**{**{code: getattr(self, code) for code in words.LANGS}, lang: new})


class FileRecord(Record):
    """A record with a file of its own; the file says which format it is written in."""

    FILE: ClassVar[str]
    format: int


Kind = TypeVar("Kind", bound=Record)


def validated(kind: type[Kind], content: object, path: Path) -> Kind:
    """Make a record of *content*; raise RecordError with file, line, place and cure otherwise."""
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        faults = [_fault(kind, detail, path) for detail in error.errors(include_url=False)]
    raise RecordError("record.faults", file=path.name, faults=faults)


def made_ready() -> int:
    """Make every kind of record ready that is known by now; return how many there are.

    Else each is made ready when the first one is read. For a process that others are forked from.
    """
    kinds = _below(Record)
    for kind in kinds:
        kind.model_rebuild()
    return len(kinds)


def _below(kind: type[Record]) -> set[type[Record]]:
    return {kind}.union(*(_below(one) for one in kind.__subclasses__()))


def read_record(kind: type[Kind], path: Path) -> Kind:
    """Read a record from its file."""
    return validated(kind, read_yaml(path), path)


def write_record(record: Record, path: Path) -> Path:
    """Write a record to its file; a person's comments stay."""
    return write_yaml(path, as_written(record))


def changed(record: Kind, **values: object) -> Kind:
    """Return a new record with other values, validated again."""
    return type(record).model_validate({**dict(record), **values})


def as_written(thing: object) -> Any:  # noqa: ANN401 - any YAML value
    """Return a record as a person would write it: no empty keys but those that must be there."""
    if isinstance(thing, Text):
        return thing.plain()
    if isinstance(thing, Record):
        fields = type(thing).model_fields
        return {
            (fields[name].alias or name): as_written(value)
            for name, value in thing
            if fields[name].is_required()
            or (value not in (None, (), {}) and value != fields[name].default)
        }
    if isinstance(thing, dict):
        return {key: as_written(value) for key, value in thing.items()}
    if isinstance(thing, list | tuple):
        return [as_written(value) for value in thing]
    return thing


def _fault(kind: type[Record], detail: ErrorDetails, path: Path) -> Phrase:
    """Put one of pydantic's errors into a reader's words."""
    place = _place(detail)
    line = line_of(path, place) if path.exists() else None
    where = {
        "place": ".".join(str(step + 1) if isinstance(step, int) else step for step in place),
        "line": Phrase("record.line", {"line": str(line)}) if line else "",
    }
    holes: dict[str, object] = {**where, "value": _glimpse(detail["input"])}
    match detail["type"]:
        case "extra_forbidden":
            allowed = _keys_at(kind, place[:-1])
            return Phrase(
                "record.unknown_key", {**holes, "hint": words.hint(str(place[-1]), allowed)}
            )
        case "missing":
            return Phrase("record.missing_key", holes)
        case "literal_error":
            allowed = [a.strip("'") for a in _expected(detail)]
            hint = words.hint(detail["input"], allowed)
            return Phrase("record.not_allowed", {**holes, "hint": hint})
        case "value_error":
            return Phrase(_rule(str(detail["ctx"]["error"])), holes)
        case other:
            return Phrase(_TYPES.get(other, "record.wrong_type"), holes)


def _glimpse(value: object) -> str:
    """Return the first words of what was found; of a list or of keys, no deeper than one looks."""
    deep = isinstance(value, Mapping | Sequence) and not isinstance(value, str)
    return (reprlib.repr(value) if deep else str(value))[:60]


def _rule(broken: str) -> str:
    """Return the phrase of a rule: its own, where a record names one."""
    own = broken if words.known(broken) else "record.breaks_a_rule"
    return _RULES.get(broken, own)


_RULES = {"empty": "record.empty_text", "no rule": "record.no_rule"}
_TYPES = {
    "string_type": "record.needs_text",
    "int_type": "record.needs_whole_number",
    "int_parsing": "record.needs_whole_number",
    "int_from_float": "record.needs_whole_number",
    "float_type": "record.needs_number",
    "float_parsing": "record.needs_number",
    "finite_number": "record.needs_number",
    "bool_parsing": "record.needs_true_or_false",
    "bool_type": "record.needs_true_or_false",
    "date_from_datetime_parsing": "record.needs_date",
    "date_parsing": "record.needs_date",
    "date_type": "record.needs_date",
    "tuple_type": "record.needs_list",
    "too_short": "record.needs_items",
    "dict_type": "record.needs_keys",
    "model_type": "record.needs_keys",
    "model_attributes_type": "record.needs_keys",
    "string_pattern_mismatch": "record.id_shape",
    "greater_than": "record.out_of_range",
    "greater_than_equal": "record.out_of_range",
    "less_than": "record.out_of_range",
    "less_than_equal": "record.out_of_range",
}


def _place(detail: ErrorDetails) -> tuple[str | int, ...]:
    """Return the keys and positions that lead to a fault; a wrong key is its own place."""
    steps = [step for step in detail["loc"] if not str(step).startswith("function-")]
    if steps and steps[-1] == "[key]":
        steps[-2:] = [str(steps[-2])]
    return tuple(steps)


def _expected(detail: ErrorDetails) -> list[str]:
    return str(detail["ctx"]["expected"]).replace(" or ", ", ").split(", ")


def _keys_at(kind: type[Record], place: Sequence[str | int]) -> list[str]:
    """Return the keys that a file may use at *place*."""
    current: object = kind
    for step in place:
        current = _inside(current, step)
    if isinstance(current, type) and issubclass(current, Record):
        return [field.alias or name for name, field in current.model_fields.items()]
    return []


def _inside(annotation: object, step: str | int) -> object:
    """Return what stands one step further: a field of a record, an item of a list or mapping."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        fields = {field.alias or name: field for name, field in annotation.model_fields.items()}
        return _without_none(fields[str(step)].annotation) if str(step) in fields else None
    if get_origin(annotation) in (tuple, list):
        return _without_none(get_args(annotation)[0])
    if get_origin(annotation) is dict:
        return _without_none(get_args(annotation)[1])
    return None


def _without_none(annotation: object) -> object:
    if get_origin(annotation) in (typing.Union, types.UnionType):
        return next(part for part in get_args(annotation) if part is not type(None))
    return annotation
