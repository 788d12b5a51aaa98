"""What follows from a question that was written: the column an indicator is read from."""

from collections.abc import Iterator

from workbench.base.records import changed
from workbench.collection.asked import completed, outcome_of
from workbench.collection.record import Instrument, Question, column, columns
from workbench.collection.writing.row import kind_of
from workbench.collection.writing.whole import counted, looked_over, own
from workbench.indicators import Choice, Choices


def to_ask(instrument: Instrument, choices: Choices) -> list[Choice]:
    """Return the choices that nobody asks about yet: their indicator brings no question."""
    found = looked_over(instrument, choices)
    ids = {f.where for f in found if f.id == "collection.not_asked" and f.passed is False}
    first = {choice.indicator: choice for choice in reversed(choices.choices)}
    return [one for one in choices.choices if one.indicator in ids and first[one.indicator] is one]


def brought(instrument: Instrument, choices: Choices) -> list[Question]:
    """Return the questions that the chosen indicators bring, beside the charity's own."""
    mine = {question.id for question in instrument.questions}
    return [one for one in completed(instrument, choices).questions if one.id not in mine]


def followed(old: Instrument, new: Instrument, choices: Choices) -> Choices:
    """Return the choices, each read from the question that was linked to its indicator.

    What was written by hand stays as long as the instrument still makes its column; a choice that
    has lost its question is read as if it were chosen now.
    """
    return changed(choices, choices=tuple(_followed(old, new, one) for one in choices.choices))


def _followed(old: Instrument, new: Instrument, choice: Choice) -> Choice:
    was = {one.id for one in own(old) if one.indicator == choice.indicator}
    now = [one for one in own(new) if one.indicator == choice.indicator]
    source = _source(old, choice.outcome)
    lost = source in was and source not in {one.id for one in now}
    fresh = [one for one in now if one.id not in was]
    there = choice.outcome in new.columns()
    if there and not lost and (not fresh or old == new):
        return _counted_now(old, new, choice, now)
    if now:
        return changed(choice, outcome=outcome(new, (fresh or now)[0]))
    if lost or (source is not None and not there):
        return changed(choice, outcome=outcome_of(choice.indicator, new))
    return choice


def _counted_now(old: Instrument, new: Instrument, choice: Choice, now: list[Question]) -> Choice:
    """Return a choice read from a plain answer that is counted as a yes or a no from now on."""
    for question in now:
        plain = {name for wave in question.waves for name in columns(question, wave)}
        fresh = counted(new, question.id) and not counted(old, question.id)
        if choice.outcome in plain and fresh:
            return changed(choice, outcome=outcome(new, question))
    return choice


def outcome(instrument: Instrument, question: Question) -> str:
    """Return the column that holds what a question measures: its count, else its last answer."""
    made = counted(instrument, question.id)
    if made is not None:
        return made.id
    wave = question.waves[-1]
    if kind_of(question) == "several":
        return next((o for o in columns(question, wave)), column(question, wave))
    return column(question, wave)


def _source(instrument: Instrument, name: str) -> str | None:
    """Return the question that a column comes from, or None."""
    return next((id for id, found in _columns(instrument) if found == name), None)


def _columns(instrument: Instrument) -> Iterator[tuple[str, str]]:
    for question in instrument.questions:
        for wave in question.waves:
            yield from ((question.id, name) for name in columns(question, wave))
    yield from ((one.source, one.id) for one in instrument.derived)
