"""Do the files that came back fit the instrument? Each is of one wave, and they stand in order."""

from workbench.base import words
from workbench.base.errors import DataError
from workbench.collection import Instrument
from workbench.data.record import Received, ReceivedFile


def in_order(received: Received, instrument: Instrument) -> list[ReceivedFile]:
    """Return the files in the order of the waves: the people of the first wave make the table.

    Raises DataError when a file cannot be placed, or speaks of a question that nobody asks.
    """
    if not received.files:
        raise DataError("data.nothing_received", file=Received.FILE)
    for file in received.files:
        _check_wave(file, instrument)
        _check_questions(file, instrument)
    if len({file.wave for file in received.files}) < len(received.files):
        raise DataError("data.wave_twice", file=Received.FILE)
    return sorted(received.files, key=lambda file: instrument.waves.index(file.wave))


def _check_wave(file: ReceivedFile, instrument: Instrument) -> None:
    if file.wave not in instrument.waves:
        hint = words.hint(file.wave, instrument.waves)
        raise DataError("data.unknown_wave", file=file.file, wave=file.wave, hint=hint)
    person = instrument.role("person")
    if person is None or file.wave not in person.waves:
        raise DataError("data.no_person", file=Instrument.FILE)


def _check_questions(file: ReceivedFile, instrument: Instrument) -> None:
    ids = [question.id for question in instrument.questions]
    boxes = [
        f"{question.id}/{option.code}"
        for question in instrument.questions
        for option in question.options
        if question.type == "select_multiple"
    ]
    for id in (*file.columns, *file.codes):
        if id not in ids and not (id in boxes and id in file.columns):
            hint = words.hint(id, ids)
            raise DataError("data.unknown_question", file=Received.FILE, name=id, hint=hint)
