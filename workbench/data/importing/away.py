"""A file that came back is put away: it stays where it is, and is read no more until it is back."""

from datetime import date
from typing import ClassVar

from workbench.base.dossier import FORMAT, Dossier
from workbench.base.errors import DataError
from workbench.base.records import FileRecord, Record, changed
from workbench.data.importing.stage import staged
from workbench.data.record import Received, ReceivedFile


class Away(Record):
    """One file put away: its entry as ``received.yml`` had it, why, by whom and when."""

    entry: ReceivedFile
    why: str
    who: str
    when: date


class PutAway(FileRecord):
    """The files that are kept in ``received/`` and read no more."""

    FILE: ClassVar[str] = "put_away.yml"

    files: tuple[Away, ...] = ()


def put_away(dossier: Dossier, name: str, why: str, who: str, when: date) -> ReceivedFile:
    """Have a received file read no more; return its entry, which moves to ``put_away.yml``.

    Raises DataError where it is not there, or nobody says why and who decides.
    """
    if not why.strip() or not who.strip():
        raise DataError("upload.away_unsigned", file=name)
    dossier.to_write(Received.FILE)
    with staged(dossier):
        received = dossier.read_if_there(Received)
        entries = {file.file: file for file in received.files} if received else {}
        if name not in entries:
            raise DataError("upload.away_gone", file=name)
        away = _away(dossier)
        one = Away(entry=entries[name], why=why.strip(), who=who.strip(), when=when)
        dossier.write(changed(away, files=(*_others(away, name), one)))
        _listed(dossier, without=name)
    return entries[name]


def bring_back(dossier: Dossier, name: str) -> ReceivedFile:
    """Have a file that was put away read again; return its entry.

    Raises DataError where it is not there, or another file has its wave or part now.
    """
    dossier.to_write(Received.FILE)
    with staged(dossier):
        away = _away(dossier)
        entry = next((one.entry for one in away.files if one.entry.file == name), None)
        if entry is None or not dossier.path(name).is_file():
            raise DataError("upload.away_gone", file=name)
        received = dossier.read_if_there(Received)
        for file in received.files if received else ():
            if file.file != name and (file.wave, file.part) == (entry.wave, entry.part):
                raise DataError("upload.away_taken", file=name, other=file.file, wave=file.wave)
        _listed(dossier, without=name, more=entry)
        dossier.write(changed(away, files=_others(away, name)))
    return entry


def _away(dossier: Dossier) -> PutAway:
    return dossier.read_if_there(PutAway) or PutAway(format=FORMAT)


def _others(away: PutAway, name: str) -> tuple[Away, ...]:
    return tuple(one for one in away.files if one.entry.file != name)


def _listed(dossier: Dossier, without: str, more: ReceivedFile | None = None) -> None:
    """Write ``received.yml`` without one entry, or with one more; a person's comments stay."""
    received = dossier.read_if_there(Received) or Received(format=FORMAT, files=())
    left = tuple(file for file in received.files if file.file != without)
    dossier.write(changed(received, files=left if more is None else (*left, more)))
