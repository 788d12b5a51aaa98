"""What a column of the clean table will hold, as far as the instrument says it beforehand."""

from dataclasses import dataclass
from typing import Literal

from workbench.base.records import Text
from workbench.collection.record import NUMBERS, Instrument, Question, column

BINARY = frozenset({"0", "1"})
"""Codes that are kept as the numbers of no and yes."""

Kind = Literal["share", "number", "words", "other", "absent"]


@dataclass(frozen=True)
class Outcome:
    """A column: a yes or no (*share*), a *number*, answers in *words*, *other*, or *absent*.

    *before* is the column of the same question at an earlier wave, the first that there is. A
    *derived* one is made from another answer.
    """

    column: str
    kind: Kind
    label: Text
    before: str | None = None
    derived: bool = False


def outcome(name: str, instrument: Instrument) -> Outcome:
    """Return what the column *name* will hold.

    A text or a date is *other*; a closed question whose codes are not 0 and 1 is *words*: which
    answers count as yes is not said.
    """
    derived = next((one for one in instrument.derived if one.id == name), None)
    if derived is not None:
        return Outcome(name, "share", derived.label, derived=True)
    for question in instrument.questions:
        for wave in question.waves:
            for code in _codes(question):
                if column(question, wave, code) == name:
                    before = _before(question, wave, code)
                    return Outcome(name, _kind(question), _label(question, code), before)
    return Outcome(name, "absent", Text(any=name))


def yes_no_columns(instrument: Instrument) -> dict[str, Text]:
    """Return the columns that may say who takes part: a yes or no of each person, by name."""
    found = {
        question.id: question.label
        for question in instrument.questions
        if question.role == "answer" and len(question.waves) == 1 and _is_binary(question)
    }
    return {**found, **{one.id: one.label for one in instrument.derived if not one.missing}}


def site(instrument: Instrument, places: int) -> str | None:
    """Return the column of the site, where there are several sites to be told apart.

    *places* is how many the evaluation names: it counts where the question offers no list.
    """
    question = instrument.role("cluster")
    if question is None:
        return None
    return question.id if (len(question.options) or places) > 1 else None


def _codes(question: Question) -> tuple[str, ...]:
    several = question.type == "select_multiple"
    return tuple(option.code for option in question.options) if several else ("",)


def _kind(question: Question) -> Kind:
    if question.role != "answer":
        return "other"
    if question.type == "select_multiple" or _is_binary(question):
        return "share"
    if question.type in NUMBERS:
        return "number"
    return "words" if question.type == "select_one" else "other"


def _is_binary(question: Question) -> bool:
    if question.type == "select_one":
        return {option.code for option in question.options} == BINARY
    return question.type == "integer" and (question.low, question.high) == (0, 1)


def _before(question: Question, wave: str, code: str) -> str | None:
    first = question.waves[0]
    return column(question, first, code) if wave != first and question.role == "answer" else None


def _label(question: Question, code: str) -> Text:
    option = next((one for one in question.options if one.code == code), None)
    return question.label if option is None else option.label
