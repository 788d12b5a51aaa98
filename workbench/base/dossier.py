"""An evaluation is a dossier: a folder of small files that people can read."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from workbench.base import places, words
from workbench.base.errors import RecordError, RunError
from workbench.base.files import draft_beside, write_whole
from workbench.base.kept import keep
from workbench.base.lock import letters, locked
from workbench.base.records import FileRecord, as_written, validated, write_record
from workbench.base.remembered import remembered
from workbench.base.yaml_files import parsed, read_text, read_yaml, write_yaml, yaml_text

FORMAT = 1
"""The format that this version writes."""

Migration = Callable[[str, dict[str, Any]], dict[str, Any]]
"""Takes a file's name and content in one format and returns its content in the next."""

MIGRATIONS: dict[int, Migration] = {}
"""From which format each migration starts; empty while there has been one format only."""

IGNORED = ".gitignore"
MARK = "evaluation.yml"
"""The file that makes a folder a dossier."""

Kind = TypeVar("Kind", bound=FileRecord)


@dataclass(frozen=True)
class Dossier:
    """A folder that holds an evaluation. An example of the workbench is read and never edited."""

    folder: Path
    read_only: bool = False

    @property
    def name(self) -> str:
        """The name of the folder."""
        return self.folder.resolve().name

    def path(self, *parts: str) -> Path:
        """Return the place of a file in the dossier."""
        return self.folder.joinpath(*parts)

    def has(self, file: str) -> bool:
        """Whether a file, or any file that fits a pattern such as ``results/*.csv``, is there."""
        with suppress(FileNotFoundError):  # a folder is just being put in its place
            return any(self.folder.glob(file))
        return False

    def state(self, but: Iterable[str] = ()) -> tuple[tuple[str, int, int], ...]:
        """Return when each file was last changed, and its size: another as soon as one changes.

        Files that fit a pattern of *but* do not count, nor hidden ones, such as the history.
        """
        left = {path for pattern in but for path in self.folder.glob(pattern)}
        found = list[tuple[str, int, int]]()
        for path in _files(self.folder):
            with suppress(FileNotFoundError):  # somebody takes it away just now
                told = path.stat() if path not in left else None
                name = path.relative_to(self.folder).as_posix()
                found += [(name, told.st_mtime_ns, told.st_size)] if told else []
        return tuple(sorted(found))

    def to_write(self, *parts: str) -> Path:
        """Return the place of a file about to be written; refuse in an example."""
        if self.read_only:
            raise RunError("dossier.read_only", name=self.name)
        return self.path(*parts)

    def read(self, kind: type[Kind]) -> Kind:
        """Read one of the records of the dossier."""
        path = self.path(kind.FILE)
        text = read_text(path)
        try:
            return _understood(kind, text)
        except RecordError:
            return _read(kind, text, path)  # its letter names the place

    def read_if_there(self, kind: type[Kind]) -> Kind | None:
        """Read one of the records of the dossier, or None when it has not been written yet."""
        return self.read(kind) if self.has(kind.FILE) else None

    @property
    def who(self) -> str | None:
        """Who works in it, nothing where nobody says; None where no history is kept."""
        return None

    def write(self, record: FileRecord) -> Path:
        """Write one of the records of the dossier; where a history is kept, with its version.

        Raises RunError where the disk refuses: the file is then as it was.
        """
        path, who = self.to_write(record.FILE), self.who
        if who is None:
            with letters(self.folder):
                return write_record(record, path)
        with locked(self.folder):
            old = read_text(path) if path.is_file() else None
            text = yaml_text(as_written(record), old)
            if text == old:
                return path
            keep(self.folder, record.FILE, text.encode(), who)
            return write_whole(path, text)


def revise(
    dossier: Dossier, kind: type[Kind], change: Callable[[Kind], Kind], empty: Kind | None = None
) -> Kind:
    """Read a record, change it and write it, in one turn: nobody writes in between.

    *empty* is what is changed where the file is not there yet. What *change* raises goes on to the
    caller, and nothing is written; nor is it where the record stays the same. Raises RecordError
    where the new record could not be read again, RunError where the disk refuses.
    """
    path = dossier.to_write(kind.FILE)
    with locked(dossier.folder):
        old = empty if empty is not None and not path.is_file() else dossier.read(kind)
        new = change(old)
        if new != old or not path.is_file():
            new = validated(kind, as_written(new), path)
            dossier.write(new)
        return new


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, but for what is hidden."""
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(here, name) for name in names if not name.startswith("."))


@remembered
def _understood(kind: type[Kind], text: str) -> Kind:
    return _read(kind, text, Path(kind.FILE))


def _read(kind: type[Kind], text: str, path: Path) -> Kind:
    content = parsed(text, path)
    check_format(content, path)
    return validated(kind, content, path)


def check_format(content: Mapping[str, Any], path: Path) -> None:
    """Refuse a file of another format than this version's, and say what to do."""
    found = content.get("format")
    if not isinstance(found, int) or isinstance(found, bool):
        raise RecordError("dossier.no_format", file=path.name, format=str(FORMAT))
    if found > FORMAT:
        raise RecordError("dossier.newer", file=path.name, found=str(found), format=str(FORMAT))
    if found < FORMAT:
        raise RecordError("dossier.older", file=path.name, found=str(found), folder=path.parent)


def open_dossier(name: str) -> Dossier:
    """Open a dossier by its folder, or by its name: one of yours first, then an example.

    Raises RunError with the nearest name when there is none.
    """
    folder = _find(name)
    read_only = folder.resolve().is_relative_to(places.examples().resolve())
    return Dossier(folder, read_only)


def work_on(name: str, leave_out: Iterable[str] = ()) -> Dossier:
    """Open a dossier to work in it; of an example, make your own copy first, in your workspace."""
    dossier = open_dossier(name)
    if not dossier.read_only:
        return dossier
    own = places.workspace() / dossier.name
    return Dossier(own) if own.is_dir() else copy(dossier, own, leave_out, kept_from_git)


def kept_from_git(folder: Path) -> None:
    """Give a dossier the list of what git never takes, where it has none: an example is public."""
    if not (folder / IGNORED).exists():
        shutil.copyfile(places.templates() / "dossier" / IGNORED, folder / IGNORED)


def copy(
    dossier: Dossier,
    into: Path,
    leave_out: Iterable[str] = (),
    change: Callable[[Path], None] | None = None,
) -> Dossier:
    """Copy a dossier into a new folder, without the files that fit *leave_out*.

    The copy is made, and *change* applied to it, in a hidden folder beside: *into* is there whole
    or not at all.
    """
    left = {path for pattern in leave_out for path in dossier.folder.glob(pattern)}

    def ignore(folder: str, names: list[str]) -> list[str]:
        hidden = [name for name in names if name.startswith(".") and name != IGNORED]
        return hidden + [name for name in names if Path(folder, name) in left]

    try:
        with draft_beside(into) as draft:
            shutil.copytree(dossier.folder, draft, ignore=ignore, dirs_exist_ok=True)
            if change:
                change(draft)
            draft.chmod(0o755)  # copytree has given it the mode of the other
            draft.rename(into)
    except OSError:
        if not (into / MARK).exists():  # somebody else may have made the same copy meanwhile
            raise RunError("dossier.not_copied", name=dossier.name, folder=into) from None
    return Dossier(into)


def migrate(
    dossier: Dossier,
    into: Path,
    migrations: Mapping[int, Migration] | None = None,
    to: int = FORMAT,
) -> Dossier:
    """Bring an older dossier to format *to*, in a copy: the old folder stays as it is."""
    steps = MIGRATIONS if migrations is None else migrations

    def bring_up(folder: Path) -> None:
        for path in sorted(folder.rglob("*.yml")):
            content = read_yaml(path)
            for step in range(int(content.get("format", to)), to):
                content = {**steps[step](path.name, content), "format": step + 1}
            write_yaml(path, content)

    return copy(dossier, into, change=bring_up)


def known() -> dict[str, Path]:
    """Return every dossier that can be opened by name: the examples, then your own over them.

    A page to which a server has given one folder knows no other of your own.
    """
    given = places.given()
    own = places.workspace().glob(f"*/{MARK}") if given is None else given.glob(MARK)
    marks = (*sorted(places.examples().glob(f"*/{MARK}")), *sorted(own))
    folders = (mark.parent for mark in marks)
    return {one.name: one for one in folders if not one.name.startswith(".")}  # being made


def _find(name: str) -> Path:
    folder = Path(name)
    if (folder / MARK).is_file() and _may_open(folder):
        return folder
    if folder.is_dir() and name not in known():
        raise RunError("dossier.not_one", folder=name, mark=MARK)
    if name in known():
        return known()[name]
    raise RunError("dossier.unknown", name=name, hint=words.hint(name, known()))


def _may_open(folder: Path) -> bool:
    """Whether this process was left free to open any folder, or was given this one."""
    given = places.given()
    allowed = (given, places.examples()) if given else ()
    return not allowed or any(folder.resolve().is_relative_to(one.resolve()) for one in allowed)
