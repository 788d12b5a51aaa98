"""An answer is kept unless somebody else has given another meanwhile: then neither is lost.

A field remembers what it showed. When its answer is kept, that place of the record is read again,
and the answer written, in one turn. Where both have changed it the file stays, both answers are
told, and the one that was not written stands in the history.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from workbench.base import kept
from workbench.base.dossier import Dossier, revise
from workbench.base.errors import LetterError
from workbench.base.lock import locked
from workbench.base.merging import Clash, merge
from workbench.base.records import FileRecord, as_written, validated
from workbench.base.yaml_files import yaml_text

Kind = TypeVar("Kind", bound=FileRecord)


@dataclass(frozen=True)
class Answer(Generic[Kind]):
    """One answer: how it is read from a record, and how the record is made that has another."""

    kind: type[Kind]
    get: Callable[[Kind], Any]
    put: Callable[[Kind, Any], Kind]
    empty: Kind | None = None
    """The record in which it is put where the file is not there yet."""


@dataclass(frozen=True)
class Settled:
    """What became of an answer: *value* stands in the file now; *clash* says that it is theirs."""

    value: Any
    clash: Clash | None = None


class _TwoError(Exception):
    def __init__(self, clash: Clash, record: FileRecord) -> None:
        self.clash, self.record = clash, record


def settle(dossier: Dossier, answer: Answer[Kind], shown: object, mine: object) -> Settled:
    """Keep an answer that was given to what was *shown*; where it clashes, write nothing.

    Rows that have a key are put together row by row. An answer that clashes is set aside in the
    history, if one is kept. To keep it all the same, settle it again as shown the other's.
    Raises LetterError where it is no answer, or the disk refuses.
    """

    def change(record: Kind) -> Kind:
        stands = answer.get(record)
        merged = merge(shown, mine, stands)
        if merged.clashes:
            raise _TwoError(Clash((), mine, stands), record)
        return answer.put(record, merged.value) if merged.value != stands else record

    try:
        new = revise(dossier, answer.kind, change, answer.empty)
    except _TwoError as two:
        _set_aside(dossier, answer, two, mine)
        return Settled(two.clash.theirs, two.clash)
    return Settled(answer.get(new))


def put_together(
    dossier: Dossier,
    shown: Kind,
    mine: Kind,
    check: Callable[[Kind], None] = lambda _: None,
    mine_first: bool = False,
) -> tuple[Kind, tuple[Clash, ...]]:
    """Keep a whole record that was made from the one *shown*, with what others changed meanwhile.

    Returns the record that stands now. Where some of it clashes nothing is written, mine is set
    aside, and each clash is told with its place; with *mine_first* mine is kept there. *check*
    refuses a record that must not be written. Raises LetterError as `settle` does.
    """
    kind, clashes = type(shown), tuple[Clash, ...]()

    def change(record: Kind) -> Kind:
        nonlocal clashes
        merged = merge(as_written(shown), as_written(mine), as_written(record), mine_first)
        clashes = () if mine_first else merged.clashes
        if clashes:
            return record
        new = validated(kind, merged.value, Path(kind.FILE))
        check(new)
        return new

    now = revise(dossier, kind, change)
    if clashes:
        _aside(dossier, mine)
    return now, clashes


def _set_aside(dossier: Dossier, answer: Answer[Kind], two: _TwoError, mine: object) -> None:
    try:
        record: Any = two.record
        _aside(dossier, answer.put(record, mine))
    except LetterError:
        return  # no answer that could ever be written: its field still shows it


def _aside(dossier: Dossier, record: FileRecord) -> None:
    who, path = dossier.who, dossier.path(record.FILE)
    if who is None:
        return
    with locked(dossier.folder):
        old = path.read_text(encoding="utf-8-sig") if path.is_file() else None
        text = yaml_text(as_written(record), old)
        kept.aside(dossier.folder, record.FILE, text.encode(), who)
