"""Who is expected to change, who was asked, and by what: the blind spots of an evaluation."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field, field_validator

from workbench.base import words
from workbench.base.findings import Finding
from workbench.base.records import FileRecord, Record, Text
from workbench.base.words import say
from workbench.contribution.record import as_text
from workbench.evaluation import Evaluation, Stakeholder

STATE_NAMES = {
    "asked": "coverage.state.asked",
    "not_asked": "coverage.state.not_asked",
    "not_known": "coverage.state.not_known",
    "proposed": "coverage.state.proposed",
}


class Instrument(Record):
    """A way of asking, its *method*; *source* says where it is told."""

    id: str = Field(min_length=1)
    name: Text
    method: Literal[
        "questionnaire", "interviews", "group", "observation", "register", "documents", "not_known"
    ] = "not_known"
    source: str = ""


class Asked(Record):
    """Whether an instrument asked somebody, and *when*: ``proposed`` is not asked yet.

    *about* names the changes of the theory that it looks at: all of theirs, where none is named.
    """

    by: str
    state: Literal["asked", "not_asked", "not_known", "proposed"]
    when: Text | None = None
    about: tuple[str, ...] = ()

    _written = field_validator("when", mode="before")(as_text)


class Row(Record):
    """One stakeholder: the change that is *expected* for them, and what asked them."""

    stakeholder: str
    expected: Text | None = None
    asked: tuple[Asked, ...] = ()


class Coverage(FileRecord):
    """Stakeholders, instruments, and which of them met."""

    FILE: ClassVar[str] = "coverage.yml"

    instruments: tuple[Instrument, ...]
    rows: tuple[Row, ...]

    def row(self, stakeholder: str) -> Row | None:
        """Return the row of a stakeholder, or None."""
        return next((row for row in self.rows if row.stakeholder == stakeholder), None)


def matrix(coverage: Coverage, evaluation: Evaluation, lang: str) -> list[dict[str, str]]:
    """Return one row per stakeholder, one column per instrument under its own name.

    The other columns come before: ``name``, ``seen`` (whether somebody asked, or the blind spot)
    and ``expected`` (the change, or a dash).
    """
    heads = {one.id: one.name.say(lang) for one in coverage.instruments}
    return [
        {
            "name": one.name.say(lang),
            "seen": say(_seen(one, coverage.row(one.id)), lang),
            "expected": _expected(one, coverage.row(one.id), lang),
            **{head: _cell(coverage.row(one.id), id, lang) for id, head in heads.items()},
        }
        for one in evaluation.stakeholders
    ]


def check(coverage: Coverage, evaluation: Evaluation) -> list[Finding]:
    """Return the findings about who was asked: names first, then each stakeholder."""
    return [*names_are_known(coverage, evaluation), *everybody_is_seen(coverage, evaluation)]


def names_are_known(coverage: Coverage, evaluation: Evaluation) -> Iterator[Finding]:
    """A row is about a stakeholder of the evaluation, and cites an instrument that is listed."""
    people = [one.id for one in evaluation.stakeholders]
    listed = [one.id for one in coverage.instruments]
    for row in coverage.rows:
        if row.stakeholder not in people:
            name = row.stakeholder
            holes = {"name": name, "hint": words.hint(name, people)}
            yield Finding("coverage.unknown_stakeholder", False, name, holes=holes)
        for asked in row.asked:
            if asked.by not in listed:
                holes = {"name": asked.by, "hint": words.hint(asked.by, listed)}
                yield Finding("coverage.unknown_instrument", False, row.stakeholder, holes=holes)


def everybody_is_seen(coverage: Coverage, evaluation: Evaluation) -> Iterator[Finding]:
    """Whoever should change was asked by something; what is only proposed asks nobody yet."""
    for one in evaluation.stakeholders:
        row = coverage.row(one.id)
        if not expects(one, row):
            continue
        states = {asked.state for asked in row.asked} if row else set()
        holes = {"name": one.name}
        if "asked" not in states and "not_known" in states:
            yield Finding("coverage.not_known", False, one.id, "note", holes)
        else:
            yield Finding("coverage.blind_spot", "asked" in states, one.id, "warning", holes)


def expects(one: Stakeholder, row: Row | None) -> bool:
    """Whether a change is expected for a stakeholder: the evaluation or the matrix says so."""
    return one.expects_change or (row is not None and row.expected is not None)


def _expected(one: Stakeholder, row: Row | None, lang: str) -> str:
    if row is not None and row.expected is not None:
        return row.expected.say(lang)
    return say("coverage.expected", lang) if one.expects_change else "–"


def _cell(row: Row | None, id: str, lang: str) -> str:
    asked = next((asked for asked in row.asked if asked.by == id), None) if row else None
    if asked is None:
        return "–"
    state = say(STATE_NAMES[asked.state], lang)
    return f"{state} ({asked.when.say(lang)})" if asked.when else state


def _seen(one: Stakeholder, row: Row | None) -> str:
    if not expects(one, row):
        return "coverage.seen.nothing_expected"
    states = {asked.state for asked in row.asked} if row else set()
    if "asked" in states:
        return "coverage.seen.yes"
    return "coverage.seen.not_known" if "not_known" in states else "coverage.seen.blind"
