"""What the list of received files says of questions, kept up when the questions change."""

from workbench.base.records import changed
from workbench.collection import Instrument
from workbench.data.record import IN_APP, Received, ReceivedFile


def kept_up(received: Received, old: Instrument, new: Instrument) -> Received:
    """Return the list as it fits the new questions: the files themselves stay as they are.

    A question that is asked from now on is absent from the files that came before; one that is no
    longer asked is not looked for in them any more.
    """
    return changed(received, files=tuple(_fitted(file, old, new) for file in received.files))


def _fitted(file: ReceivedFile, old: Instrument, new: Instrument) -> ReceivedFile:
    gone = _names(old) - _names(new)
    columns = {name: heading for name, heading in file.columns.items() if name not in gone}
    codes = {name: told for name, told in file.codes.items() if name not in gone}
    before = {one.id for one in old.questions if file.wave in one.waves}
    now = [one.id for one in new.questions if file.wave in one.waves]
    came = file.part != IN_APP  # a file of the app is written anew with its new columns
    fresh = [id for id in now if came and id not in before and id not in columns]
    absent = tuple(dict.fromkeys((*(id for id in file.absent if id not in gone), *fresh)))
    return changed(file, columns=columns, codes=codes, absent=absent)


def _names(instrument: Instrument) -> set[str]:
    """Return the names by which a file may speak of a question, or of one of its boxes."""
    ids = {one.id for one in instrument.questions}
    several = [one for one in instrument.questions if one.type == "select_multiple"]
    return ids | {f"{one.id}/{option.code}" for one in several for option in one.options}
