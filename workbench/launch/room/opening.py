"""A dossier's room is opened, or opened again where it stood: its code and its store."""

import secrets
from dataclasses import dataclass

from workbench.base.dossier import Dossier
from workbench.base.errors import RunError
from workbench.launch.access import codes
from workbench.launch.room.service import Service
from workbench.rooms import store
from workbench.rooms.record import Agenda
from workbench.rooms.renewed import renewed
from workbench.rooms.store import Store

LETTERS = 6
"""Letters of a code that is drawn: short to type, and only few may be tried."""

CODE = "room/code"
"""The file of a dossier that names its room: how a server that is started again finds it."""


@dataclass(frozen=True)
class Wanted:
    """Which room: that of a dossier, under *code* where one is wanted, kept at *where* if named."""

    dossier: Dossier
    code: str = ""
    where: str = ""


def opened(wanted: Wanted) -> Service:
    """Open the room of a dossier; go on with the one that was open and has not ended.

    It goes on also where its list was corrected meanwhile, as far as what was answered still fits.
    Raises RecordError for a list that cannot be read, RunError for a code that does not do, and
    for a store that cannot be opened.
    """
    agenda = wanted.dossier.read(Agenda)
    code = codes.plain(wanted.code)
    if code and not codes.good(code):
        least, most = str(codes.SHORTEST), str(codes.LONGEST)
        raise RunError("access.code_poor", least=least, most=most)
    place = store.place(wanted.dossier)
    kept = Store(wanted.where or place)
    try:
        found = _found(kept, code or _noted(wanted.dossier), agenda, bool(code))
    except BaseException:
        kept.close()
        raise
    wanted.dossier.to_write(*CODE.split("/")).write_text(found + "\n", encoding="utf-8")
    return Service(kept, found)


def _found(kept: Store, code: str, agenda: Agenda, asked: bool) -> str:
    """Return the code of the room: the one that goes on, or a new one."""
    there = kept.rooms()
    if code in there:
        before = kept.room(code)
        if before.agenda.id == agenda.id and not before.standing.ended:
            if before.agenda != agenda:
                kept.renew(code, agenda, renewed(before, agenda, kept.answers(code)))
            return code
        if asked:
            raise RunError("room.code_taken", code=code)
        code = ""
    while not code or code in there:
        code = "".join(secrets.choice(codes.LETTERS) for _ in range(LETTERS))
    return kept.new(code, agenda).code


def _noted(dossier: Dossier) -> str:
    file = dossier.path(*CODE.split("/"))
    return codes.plain(file.read_text(encoding="utf-8")) if file.is_file() else ""
