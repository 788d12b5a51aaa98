"""Are we ready to give a practice, or to receive one? A profile by dimension, never one score."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field, field_validator

from workbench.base import places, words
from workbench.base.dossier import check_format
from workbench.base.findings import Finding
from workbench.base.records import FileRecord, Record, Text, validated
from workbench.base.words import join, say, shown
from workbench.base.yaml_files import read_yaml
from workbench.capitalisation.dissemination.record import ID

Side = Literal["give", "receive"]
State = Literal["absent", "begun", "in_place", "not_known"]
STATE_NAMES = {
    "absent": "readiness.state.absent",
    "begun": "readiness.state.begun",
    "in_place": "readiness.state.in_place",
    "not_known": "readiness.state.not_known",
}
SIDE_NAMES = {"give": "readiness.side.give", "receive": "readiness.side.receive"}
TO_DO = ("absent", "begun", "not_known")
"""The answers after which a tool is proposed, the furthest from ready first."""


class Dimension(Record):
    """One side of being ready."""

    id: str = Field(pattern=ID)
    label: Text


class Tool(Record):
    """Something to do or to open next: where it is found."""

    id: str = Field(pattern=ID)
    label: Text
    where: Text | None = None


class Asked(Record):
    """One question of the diagnostic, and the tool that helps where it is not in place."""

    id: str = Field(pattern=ID)
    side: Side
    dimension: str
    text: Text
    tool: str


class Questionnaire(FileRecord):
    """`readiness.yml` of the vocabulary: what is asked; it may be replaced."""

    FILE: ClassVar[str] = "readiness.yml"

    source: str
    licence: str
    dimensions: tuple[Dimension, ...] = Field(min_length=1)
    tools: tuple[Tool, ...] = Field(min_length=1)
    questions: tuple[Asked, ...] = Field(min_length=1)

    def of(self, side: str) -> tuple[Asked, ...]:
        """Return the questions of one side, in their order."""
        return tuple(one for one in self.questions if one.side == side)


class Answer(Record):
    """The answer to one question, and what one may show for it."""

    question: str
    state: State
    because: Text | None = None


class Readiness(FileRecord):
    """`readiness.yml` of a dossier: the answers."""

    FILE: ClassVar[str] = "readiness.yml"

    answers: tuple[Answer, ...] = ()

    @field_validator("answers")
    @classmethod
    def _each_once(cls, given: tuple[Answer, ...]) -> tuple[Answer, ...]:
        if len({one.question for one in given}) < len(given):
            raise ValueError("dissemination.twice")
        return given

    def answer(self, question: str) -> Answer | None:
        """Return the answer to a question, or None."""
        return next((one for one in self.answers if one.question == question), None)


@dataclass(frozen=True)
class Profile:
    """One dimension of one side: how many questions have each answer. There is no total."""

    dimension: Dimension
    asked: int
    counts: Counter[str]

    @property
    def answered(self) -> int:
        """How many of its questions have an answer."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Next:
    """A tool that is proposed, and the questions that are the reason for it."""

    tool: Tool
    state: str
    reasons: tuple[Asked, ...]


@cache
def questionnaire(folder: Path | None = None) -> Questionnaire:
    """Return the questionnaire of the vocabulary.

    >>> {one.side for one in questionnaire().questions} == {"give", "receive"}
    True
    """
    path = (folder or places.datasets() / "vocabulary") / Questionnaire.FILE
    content = read_yaml(path)
    check_format(content, path)
    return validated(Questionnaire, content, path)


def profile(told: Readiness, side: str, asked: Questionnaire) -> tuple[Profile, ...]:
    """Return the answers of one side, a dimension at a time."""
    found = []
    for dimension in asked.dimensions:
        own = [one for one in asked.of(side) if one.dimension == dimension.id]
        answers = [told.answer(one.id) for one in own]
        counts = Counter(answer.state for answer in answers if answer)
        found += [Profile(dimension, len(own), Counter[str](counts))] if own else []
    return tuple(found)


def next_tools(told: Readiness, side: str, asked: Questionnaire) -> tuple[Next, ...]:
    """Return the tools to open next: first what is absent, then what is begun or not known."""
    found: dict[str, Next] = {}
    for state in TO_DO:
        for one in asked.of(side):
            answer = told.answer(one.id)
            if answer is None or answer.state != state:
                continue
            tool = next(tool for tool in asked.tools if tool.id == one.tool)
            old = found.get(tool.id, Next(tool, state, ()))
            found[tool.id] = Next(tool, old.state, (*old.reasons, one))
    return tuple(found.values())


def check(told: Readiness, asked: Questionnaire) -> list[Finding]:
    """Return the findings about the answers: questions that exist, and something to show."""
    return [*_names(told, asked), *_sides(told, asked)]


def _names(told: Readiness, asked: Questionnaire) -> Iterator[Finding]:
    known = [one.id for one in asked.questions]
    for answer in told.answers:
        holes = {"name": answer.question, "hint": words.hint(answer.question, known)}
        there = answer.question in known
        yield Finding("readiness.unknown_question", there, answer.question, holes=holes)
        if answer.state == "in_place":
            shows = answer.because is not None
            yield Finding("readiness.nothing_to_show", shows, answer.question, "note")


def _sides(told: Readiness, asked: Questionnaire) -> Iterator[Finding]:
    for side, key in SIDE_NAMES.items():
        own = asked.of(side)
        n = sum(told.answer(one.id) is not None for one in own)
        holes = {"side": words.Phrase(key), "n": len(own) - n, "whole": len(own)}
        yield Finding("readiness.unanswered", n == len(own) if n else None, side, "note", holes)


def profile_table(
    told: Readiness, side: str, asked: Questionnaire, lang: str
) -> list[dict[str, str]]:
    """Return one row a dimension, one column an answer: counts, and what has no answer."""
    return [
        {
            say("readiness.head.dimension", lang): one.dimension.label.say(lang),
            **{say(key, lang): shown(one.counts[id], lang) for id, key in STATE_NAMES.items()},
            say("readiness.head.no_answer", lang): shown(one.asked - one.answered, lang),
        }
        for one in profile(told, side, asked)
    ]


def tools_table(
    told: Readiness, side: str, asked: Questionnaire, lang: str
) -> list[dict[str, str]]:
    """Return one row a tool that is proposed, with the questions that are its reason."""
    return [
        {
            say("readiness.head.tool", lang): one.tool.label.say(lang),
            say("readiness.head.where", lang): shown(one.tool.where or "–", lang),
            say("readiness.head.reason", lang): join(
                (say("readiness.because", lang, text=reason.text, state=_state(told, reason, lang))
                 for reason in one.reasons),
                lang,
            ),
        }
        for one in next_tools(told, side, asked)
    ]  # fmt: skip


def _state(told: Readiness, asked: Asked, lang: str) -> str:
    answer = told.answer(asked.id)
    return say(STATE_NAMES[answer.state], lang) if answer else "–"
