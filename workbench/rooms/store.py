"""Where a room is kept: SQLite in its dossier, or PostgreSQL; a fallen server loses nothing."""

import json
import os
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, Executable, create_engine, event, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from workbench.base.dossier import Dossier
from workbench.base.errors import RunError
from workbench.base.records import as_written, validated
from workbench.rooms.given import Given
from workbench.rooms.record import Agenda
from workbench.rooms.stage import Standing
from workbench.rooms.tables import ANSWERS, EVENTS, META, PEOPLE, ROOMS
from workbench.rooms.writer import Writer

if TYPE_CHECKING:
    from concurrent.futures import Future

FILE = "room/room.sqlite"
"""Where a room stands in its dossier."""

_DIALECTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True)
class Person:
    """Somebody in a room: a number, the hashed word of their phone, and their group."""

    number: int
    word: str
    group: int | None


@dataclass(frozen=True)
class Kept:
    """A room as it is kept. Its keys are made of *secret*."""

    code: str
    agenda: Agenda
    standing: Standing
    secret: str


class Store:
    """The rooms of one file or one server. What is read is read at once; what is written, in turn.

    *where* is the URL of a database, or a file. Raises RunError where it cannot be opened.
    """

    def __init__(self, where: str | Path) -> None:
        self._engine = _engine(where)
        try:
            META.create_all(self._engine)
        except (SQLAlchemyError, OSError) as error:
            self._engine.dispose()
            raise RunError("room.store_not_opened", why=_reason(error)) from None
        self._writer = Writer(self._engine)
        into: Any = _DIALECTS[self._engine.dialect.name](ANSWERS)
        self._once = into.on_conflict_do_nothing(index_elements=["room", "person", "id"])

    def close(self) -> None:
        """Write what waits, and close."""
        self._writer.close()
        self._engine.dispose()

    def rooms(self) -> list[str]:
        """Return the codes of the rooms that are kept, the newest first."""
        asked = select(ROOMS.c.code).order_by(ROOMS.c.at.desc(), ROOMS.c.code)
        with self._engine.connect() as line:
            return list(line.scalars(asked))

    def room(self, code: str) -> Kept:
        """Return a room as it is kept; raise RunError where there is none of that code."""
        with self._engine.connect() as line:
            found = line.execute(select(ROOMS).where(ROOMS.c.code == code)).mappings().first()
        if found is None:
            raise RunError("room.wrong_code")
        agenda = validated(Agenda, json.loads(found["agenda"]), Path(Agenda.FILE))
        standing = Standing.of(json.loads(found["standing"]))
        return Kept(code, agenda, standing, found["secret"])

    def new(self, code: str, agenda: Agenda) -> Kept:
        """Keep a new room; raise RunError where its code is taken."""
        made = Kept(code, agenda, Standing(), secrets.token_hex(32))
        row = {
            "code": code, "agenda": _json(as_written(agenda)), "secret": made.secret,
            "standing": _json(made.standing.plain()), "at": time.time(),
        }  # fmt: skip
        if code in self.rooms():
            raise RunError("room.code_taken", code=code)
        self._writer.write(lambda line: _done(line, insert(ROOMS), row)).result()
        return made

    def renew(self, code: str, agenda: Agenda, standing: Standing) -> None:
        """Keep a corrected list, and where the room stands on it."""
        new = {"agenda": _json(as_written(agenda)), "standing": _json(standing.plain())}
        statement = update(ROOMS).where(ROOMS.c.code == code)
        self._writer.write(lambda line: _done(line, statement, new)).result()

    def people(self, code: str) -> list[Person]:
        """Return who is in a room, by number."""
        asked = select(PEOPLE).where(PEOPLE.c.room == code).order_by(PEOPLE.c.number)
        with self._engine.connect() as line:
            return [
                Person(row["number"], row["word"], row["group"])
                for row in line.execute(asked).mappings()
            ]

    def answers(self, code: str) -> list[Given]:
        """Return every answer of a room in the order in which they were committed.

        Later answers at the same place stand in the stead of earlier ones: `standing` takes those.
        """
        asked = select(ANSWERS).where(ANSWERS.c.room == code).order_by(ANSWERS.c.seq)
        names = ("activity", "round", "person", "group", "subject", "item", "slot", "at", "id")
        agenda = self.room(code).agenda
        shared = {one.id for one in agenda.sequences if one.per == "group"}
        with self._engine.connect() as line:
            return [
                Given(
                    **{name: row[name] for name in names}, value=json.loads(row["value"]),
                    per_group=row["activity"] in shared,
                )
                for row in line.execute(asked).mappings()
            ]  # fmt: skip

    def events(self, code: str) -> list[tuple[str, Mapping[str, Any], float]]:
        """Return what was done in a room by whoever leads: verb, what was said with it, when."""
        asked = select(EVENTS).where(EVENTS.c.room == code).order_by(EVENTS.c.seq)
        with self._engine.connect() as line:
            return [
                (row["verb"], json.loads(row["given"]), row["at"])
                for row in line.execute(asked).mappings()
            ]

    def join(self, code: str, person: Person) -> "Future[None]":
        """Keep somebody who comes in."""
        row = {
            "room": code, "number": person.number, "word": person.word, "group": person.group,
            "at": time.time(),
        }  # fmt: skip
        return self._writer.write(lambda line: _done(line, insert(PEOPLE), row))

    def change(self, code: str, *people: Person) -> "Future[None]":
        """Keep another word or another group of people."""

        def work(line: Connection) -> None:
            for one in people:
                who = (PEOPLE.c.room == code) & (PEOPLE.c.number == one.number)
                new = {"word": one.word, "group": one.group}
                line.execute(update(PEOPLE).where(who).values(new))

        return self._writer.write(work)

    def answer(self, code: str, given: Given) -> "Future[None]":
        """Keep an answer; one that a person has sent already, by its id, is kept once."""
        row = {
            "room": code, "person": given.person, "id": given.id, "activity": given.activity,
            "round": given.round, "group": given.group, "subject": given.subject,
            "item": given.item, "slot": given.slot, "value": _json(given.value), "at": given.at,
        }  # fmt: skip
        return self._writer.write(lambda line: _done(line, self._once, row))

    def stand(
        self, code: str, standing: Standing, verb: str, given: Mapping[str, Any]
    ) -> "Future[None]":
        """Keep where a room stands, and what has brought it there."""
        row = {"room": code, "verb": verb, "given": _json(dict(given)), "at": time.time()}
        new = {"standing": _json(standing.plain())}

        def work(line: Connection) -> None:
            line.execute(update(ROOMS).where(ROOMS.c.code == code).values(new))
            line.execute(insert(EVENTS).values(row))

        return self._writer.write(work)


def place(dossier: Dossier) -> Path:
    """Return the file of a dossier's room: nobody else of this machine reads it."""
    file = dossier.to_write(*FILE.split("/"))
    file.parent.mkdir(mode=0o700, exist_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    return file


def standing(answers: list[Given]) -> list[Given]:
    """Return the answers that stand: of each place in each round, the last; none taken back."""
    last = {(one.activity, one.round, one.who, one.place): one for one in answers}
    return [one for one in last.values() if one.value is not None]


def _engine(where: str | Path) -> Engine:
    try:
        url = (
            URL.create("sqlite", database=str(where))
            if isinstance(where, Path)
            else make_url(where)
        )
        name = url.get_backend_name()
        if name not in _DIALECTS:
            raise RunError("room.store_unknown", given=name)
        made = create_engine(url, pool_pre_ping=name != "sqlite")
    except ArgumentError:
        raise RunError("room.store_unknown", given=str(where)[:20]) from None
    except ModuleNotFoundError as missing:
        raise RunError("room.store_missing", name=missing.name or "") from None
    if name == "sqlite":
        event.listen(made, "connect", _safe)
    return made


def _safe(line: Any, _: object) -> None:  # noqa: ANN401 - the driver's own
    """Have SQLite write ahead, and have each commit reach the disk before it is told."""
    for setting in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=10000",
    ):
        line.execute(f"PRAGMA {setting}")


def _done(line: Connection, statement: Executable, row: Mapping[str, object]) -> None:
    line.execute(statement, dict(row))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _reason(error: Exception) -> str:
    """Return what a database says; nothing of its address, which holds a password."""
    origin = getattr(error, "orig", None) or error
    told = origin.args[0] if origin.args else ""
    told = told.get("M", "") if isinstance(told, dict) else told
    return str(told).split("\n")[0][:200] or type(origin).__name__
