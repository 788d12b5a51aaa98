"""How long answers may be kept, and taking them away when the time has come, with a trace.

In France, files of social support are kept in active use for two years after the last contact
(CNIL, reference document of 11 March 2021); an instrument says otherwise in ``kept_months``. The
last contact is the latest date that people's answers hold; failing that, the day on which the
newest file came (``received_on``), or was written. All that tells of persons goes together: their
waves are one story. What only counts people (results, report, plan) stays.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from workbench.base import kept as history
from workbench.base import lock
from workbench.base.dossier import Dossier
from workbench.base.errors import RunError
from workbench.base.files import sha256, write_table
from workbench.base.findings import Finding
from workbench.collection import Instrument
from workbench.collection.notice import MONTHS
from workbench.collection.record import column
from workbench.data.load import CLEAN
from workbench.data.record import Received

LOG = "protection/purged.csv"
LOG_COLUMNS = ("on", "state", "file", "kind", "lines", "bytes", "sha256")
FOLDERS = {"data": "clean", "received": "raw"}
"""Where people's answers stand, in the order in which they go: what is made first, then the raw."""
WORDS = ("stories.yml", "coding.csv")
"""What people told in their own words, at the root of a dossier: it goes with their answers."""
STAYS = {".md"}
"""Files of these kinds say where data came from, and nothing of people."""
KEPT_AS = "protection/received.yml"


@dataclass(frozen=True)
class Leaving:
    """One file that goes: what it was, so that the log can say it; never what was in it."""

    file: str
    kind: str
    lines: int
    bytes: int
    sha256: str

    def row(self, on: date, state: str) -> dict[str, object]:
        """Return the file as a row of the log."""
        own = {name: getattr(self, name) for name in LOG_COLUMNS[2:]}
        return {"on": on.isoformat(), "state": state, **own}


@dataclass(frozen=True)
class Retention:
    """How long a dossier keeps its people: the last contact, and the day from which they go."""

    last_contact: date | None
    due: date | None
    files: tuple[Leaving, ...]

    def may_go(self, today: date, before: date | None = None) -> bool:
        """Whether the time has come; with *before*, whether the last contact was earlier."""
        if self.last_contact is None or self.due is None:
            return False
        return self.last_contact < before if before else self.due <= today


def retention(dossier: Dossier) -> Retention:
    """Return what a dossier holds of people, since when, and until when it may be kept."""
    files = tuple(_leaving(dossier, path, kind) for path, kind in _personal(dossier))
    if not files:
        return Retention(None, None, ())
    instrument = dossier.read_if_there(Instrument)
    told = instrument.notice if instrument else None
    last = _last_answer(dossier, instrument) or _last_received(dossier) or _last_written(dossier)
    months = told.kept_months if told else MONTHS
    due = (pd.Timestamp(last) + pd.DateOffset(months=months)).date()
    return Retention(last, due, files)


def check(kept: Retention, today: date) -> Finding:
    """Nobody is kept longer than the notice said."""
    passed = None if kept.due is None else kept.due > today
    holes = {"last": kept.last_contact or "–", "due": kept.due or "–", "n": len(kept.files)}
    return Finding("protection.kept_too_long", passed, LOG, "warning", holes)


def purge(dossier: Dossier, kept: Retention, on: date) -> list[Leaving]:
    """Remove the files of *kept* from the dossier and write the log; return what is gone.

    The log is written first, file by file as ``begun``, and again as ``done`` when all is gone. An
    interrupted purge is finished by the next one, whatever the date (see `unfinished`): between
    the two each file is whole or absent, and the dossier opens. ``received.yml`` is set aside, for
    its columns serve the next file. Nothing outside the dossier's own folders is touched.
    """
    rows = _log(dossier)
    known = {(row["file"], row["sha256"]) for row in rows if row["state"] == "begun"}
    new = [one.row(on, "begun") for one in kept.files if (one.file, one.sha256) not in known]
    write_table(dossier.to_write(LOG), [*rows, *new], LOG_COLUMNS)
    if dossier.path(Received.FILE).is_file():
        dossier.path(Received.FILE).replace(dossier.to_write(KEPT_AS))
    for one in kept.files:
        dossier.to_write(one.file).unlink(missing_ok=True)
    _forget(dossier)
    _remove_empty(dossier)
    done: list[dict[str, object]] = [{**row, "state": "done"} for row in _log(dossier)]
    write_table(dossier.to_write(LOG), done, LOG_COLUMNS)
    return list(kept.files)


def unfinished(dossier: Dossier, kept: Retention) -> Retention | None:
    """Return what an interrupted purge had begun to remove and is still there; None if none was."""
    begun = {row["file"] for row in _log(dossier) if row["state"] == "begun"}
    if not begun:
        return None
    return replace(kept, files=tuple(one for one in kept.files if one.file in begun))


def keys_in(dossier: Dossier) -> list[str]:
    """Return the keys of the people in the clean table, so that their names can be forgotten."""
    instrument = dossier.read_if_there(Instrument)
    person = instrument.role("person") if instrument else None
    path = dossier.path(CLEAN)
    if person is None or not path.is_file():
        return []
    table = pd.read_csv(path, dtype=str)
    return table[person.id].dropna().tolist() if person.id in table else []


def _personal(dossier: Dossier) -> list[tuple[Path, str]]:
    """Return every file that tells of persons, drafts included, and refuse what leads elsewhere."""
    home = dossier.folder.resolve()
    found: list[tuple[Path, str]] = []
    for folder, kind in FOLDERS.items():
        place = dossier.path(folder)
        if place.is_symlink() or not place.resolve().is_relative_to(home):
            raise RunError("protection.leads_elsewhere", folder=folder, name=dossier.name)
        for path in sorted(place.rglob("*")):
            if path.is_dir() and path.is_symlink():
                raise RunError("protection.leads_elsewhere", folder=path.name, name=dossier.name)
            if path.is_symlink() or (path.is_file() and path.suffix not in STAYS):
                found.append((path, "draft" if path.name.startswith(".") else kind))
    words = (dossier.path(name) for name in WORDS)
    return [*found, *((path, "words") for path in words if path.is_symlink() or path.is_file())]


def _leaving(dossier: Dossier, path: Path, kind: str) -> Leaving:
    """Describe a file; of a link, only the link goes, and only the link is described."""
    file = path.relative_to(dossier.folder).as_posix()
    if path.is_symlink():
        return Leaving(file, "link", 0, 0, "")
    with path.open("rb") as content:
        lines = sum(block.count(b"\n") for block in iter(lambda: content.read(2**20), b""))
    return Leaving(file, kind, lines, path.stat().st_size, sha256(path))


def _last_answer(dossier: Dossier, instrument: Instrument | None) -> date | None:
    """Return the latest date that the clean table holds."""
    path = dossier.path(CLEAN)
    if instrument is None or not path.is_file():
        return None
    dates = [
        column(question, wave)
        for question in instrument.questions
        for wave in question.waves
        if question.type == "date"
    ]
    table = pd.read_csv(path, dtype=str)
    said = pd.concat([pd.Series(dtype=str), *(table[name] for name in dates if name in table)])
    days = pd.to_datetime(said, errors="coerce", format="%Y-%m-%d").dropna()
    return days.max().date() if len(days) else None


def _last_received(dossier: Dossier) -> date | None:
    """Return the latest day on which a file came, where ``received.yml`` says it."""
    received = dossier.read_if_there(Received)
    days = [file.received_on for file in received.files if file.received_on] if received else []
    return max(days, default=None)


def _last_written(dossier: Dossier) -> date:
    paths = [path for path, _ in _personal(dossier)]
    return date.fromtimestamp(max(path.lstat().st_mtime for path in paths))


def _log(dossier: Dossier) -> list[dict[str, str]]:
    path = dossier.path(LOG)
    if not path.is_file():
        return []
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def _forget(dossier: Dossier) -> None:
    """Take out of the history of the dossier what it held of people."""
    if dossier.path(lock.FOLDER).is_dir():
        with lock.locked(dossier.folder):
            told = (one.file for one in history.entries(dossier.folder))
            history.forget(dossier.folder, [file for file in told if _of_people(file)])


def _of_people(file: str) -> bool:
    return file in WORDS or file.split("/")[0] in FOLDERS


def _remove_empty(dossier: Dossier) -> None:
    """Remove the folders that hold nothing any more."""
    for name in FOLDERS:
        folders = [path for path in dossier.path(name).rglob("*") if path.is_dir()]
        for folder in sorted(folders, reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()


def people_past(
    table: pd.DataFrame, dates: Sequence[str], months: int, today: date
) -> "pd.Series[bool]":
    """Return, for each row, whether the person's own last date is older than *months*.

    Somebody without any date is not counted: nobody knows.
    """
    days = pd.DataFrame({name: pd.to_datetime(table[name], errors="coerce") for name in dates})
    last = days.max(axis=1)
    limit = pd.Timestamp(today) - pd.DateOffset(months=months)
    past: pd.Series[bool] = last.notna() & (last < limit)
    return past
