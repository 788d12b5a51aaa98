"""The shelf of a person's dossiers: a new one, a copy, one put away, one saved and brought back.

Whatever is made is made in a hidden folder of the shelf and put in place in one move: it is there
whole, or not at all. A *home* is the shelf; where None, that of this machine.
"""

import re
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from workbench.base import places, words, zipped
from workbench.base.dossier import FORMAT, MARK, MIGRATIONS, Dossier, copy, kept_from_git, migrate
from workbench.base.errors import RecordError, RunError
from workbench.base.files import draft_beside
from workbench.base.titles import PLAIN, RESERVED, called, numbered, stem
from workbench.base.yaml_files import deep, read_yaml, write_yaml

LARGEST = 16 * zipped.MIB
"""Bytes of a file of keys and values in a zip that is brought in, at most."""

MAKING, BIN, GONE = ".making", ".bin", ".gone-"
OLD = 24 * 60 * 60
"""Seconds after which what somebody began to make is nobody's any more."""

_KEY = re.compile(r"\d{8}-\d{6}-[0-9a-f]{6}")
_MOMENT = "%Y%m%d-%H%M%S"


@dataclass(frozen=True)
class Shelf:
    """A folder in which dossiers lie side by side, and which of them are theirs who ask.

    *mine* names them; None where all are. *claim* takes the name that is wanted, or one like it,
    and returns it: it is theirs from then on, before anything stands there. *release* gives a name
    free that nothing stands under any more.
    """

    folder: Path
    mine: Callable[[], Iterable[str]] | None = None
    claim: Callable[[str], str] | None = None
    release: Callable[[str], object] = lambda name: None

    def holds(self) -> Callable[[str], bool]:
        """Return the question whether a dossier of that name is theirs."""
        if self.mine is None:
            return lambda name: not name.startswith(".")
        return set(self.mine()).__contains__


@dataclass(frozen=True)
class Away:
    """A dossier that was put away: by which *key* it is taken back, and since when."""

    key: str
    when: datetime
    dossier: Dossier


def here() -> Shelf:
    """Return the shelf of this machine."""
    return Shelf(places.workspace())


def own(home: Shelf | None = None) -> dict[str, Dossier]:
    """Return the dossiers of a shelf, by name."""
    home = home or here()
    holds = home.holds()
    folders = [mark.parent for mark in sorted(home.folder.glob(f"*/{MARK}"))]
    return {folder.name: Dossier(folder) for folder in folders if holds(folder.name)}


def one(name: str, home: Shelf | None = None) -> Dossier:
    """Return a dossier of a shelf by its name alone; raise RunError with the nearest name."""
    shelf = own(home)
    if name not in shelf:
        raise RunError("serve.no_such_dossier", name=name, hint=words.hint(name, shelf))
    return shelf[name]


def new(title: str, home: Shelf | None = None, name: str | None = None) -> str:
    """Make a dossier to fill in, called *title*; return the name of its folder.

    Where *name* is given, that is its folder, and an empty *title* leaves that of the template.
    Raises RunError where a title is needed, or the name is taken.
    """
    home = home or here()
    title = title if name else called(title)
    with _making(home) as draft:
        made = _copied(Dossier(places.templates() / "dossier"), draft / PLAIN, title)
        return _under(made, home, [name]) if name else _placed(made, home, stem(title))


def duplicate(name: str, title: str, home: Shelf | None = None) -> str:
    """Copy a dossier under another *title*, without its history; return the name of the copy."""
    home = home or here()
    title = called(title)
    with _making(home) as draft:
        made = _copied(one(name, home), draft / PLAIN, title)
        return _placed(made, home, stem(title))


def put_away(name: str, home: Shelf | None = None) -> str:
    """Move a dossier, whole, where it can be taken back from; return its key there."""
    home = home or here()
    dossier = one(name, home)
    key = f"{datetime.now(UTC):{_MOMENT}}-{secrets.token_hex(3)}"
    with _written():
        (home.folder / BIN / key).mkdir(parents=True)
        dossier.folder.rename(home.folder / BIN / key / name)
    return key


def away(home: Shelf | None = None) -> list[Away]:
    """Return what was put away, the last one first."""
    home = home or here()
    bin_, holds = home.folder / BIN, home.holds()
    keys = sorted((path.name for path in bin_.glob("*") if _KEY.fullmatch(path.name)), reverse=True)
    found = ((key, mark.parent) for key in keys for mark in sorted((bin_ / key).glob(f"*/{MARK}")))
    return [Away(key, _when(key), Dossier(folder)) for key, folder in found if holds(folder.name)]


def take_back(key: str, home: Shelf | None = None) -> str:
    """Put a dossier back that was put away; return its name, with a number where it is taken."""
    home = home or here()
    folder = _put_away(key, home).folder
    with _written():
        name = _under(folder, home, [folder.name] if home.claim else numbered(folder.name))
        folder.parent.rmdir()
    return name


def throw_away(keys: Iterable[str], home: Shelf | None = None) -> int:
    """Delete for good what was put away under *keys*; return how many dossiers that were."""
    home = home or here()
    some = [_put_away(key, home).folder for key in dict.fromkeys(keys)]
    with _written():
        for folder in some:
            gone = folder.parent.with_name(GONE + folder.parent.name)
            folder.parent.rename(gone)
            shutil.rmtree(gone)
            home.release(folder.name)
    return len(some)


def packed(name: str, home: Shelf | None = None) -> BinaryIO:
    """Return a dossier as a zip file, open at its beginning; it ends when it is closed."""
    home = home or here()
    dossier = one(name, home)
    with ExitStack() as ends, _written():
        file = ends.enter_context(blank(home))
        zipped.pack(dossier.folder, file)
        file.seek(0)
        ends.pop_all()
    return file


def blank(home: Shelf | None = None) -> BinaryIO:
    """Return an empty file on the disk of a shelf, which ends when it is closed."""
    making = (home or here()).folder / MAKING
    with _written():
        making.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryFile(dir=making)


def unpacked(file: BinaryIO, home: Shelf | None = None) -> str:
    """Put the dossier of a zip file on the shelf, beside what is there; return its name.

    Raises RunError or RecordError where it cannot be: then nothing of it is kept.
    """
    home = home or here()
    with _making(home) as draft:
        laid = draft / PLAIN
        laid.mkdir()
        called_there = zipped.unpack(file, laid)
        title = _looked_over(laid)
        found = _today(Dossier(laid), draft / f"{PLAIN}-{FORMAT}")
        kept_from_git(found.folder)
        return _placed(found.folder, home, stem(called_there or title))


def _looked_over(folder: Path) -> str:
    """Return the title of what was laid down; refuse what could not be listed without harm."""
    for path in sorted(folder.rglob("*.yml")):
        if path.stat().st_size > LARGEST or deep(path):
            raise RunError("shelf.zip_deep", file=path.relative_to(folder).as_posix())
    title = read_yaml(folder / MARK).get("title")
    texts = title.values() if isinstance(title, dict) else [title]
    return next((text for text in texts if isinstance(text, str)), "")


def _today(dossier: Dossier, into: Path) -> Dossier:
    """Return a dossier in today's format: an older one is migrated, a newer one refused."""
    found = read_yaml(dossier.path(MARK)).get("format")
    if not isinstance(found, int) or isinstance(found, bool):
        raise RecordError("dossier.no_format", file=MARK, format=str(FORMAT))
    if found > FORMAT:
        raise RecordError("dossier.newer", file=MARK, found=str(found), format=str(FORMAT))
    if not all(step in MIGRATIONS for step in range(found, FORMAT)):
        raise RunError("shelf.zip_older", found=str(found), format=str(FORMAT))
    return dossier if found == FORMAT else migrate(dossier, into)


def _copied(dossier: Dossier, into: Path, title: str) -> Path:
    """Copy a dossier into a draft, under a *title*, or its own where that is empty."""

    def change(folder: Path) -> None:
        kept_from_git(folder)
        if title:
            mark = folder / MARK
            write_yaml(mark, {**read_yaml(mark), "title": title})

    try:
        return copy(dossier, into, change=change).folder
    except RunError:
        raise RunError("shelf.not_written") from None


def _placed(draft: Path, home: Shelf, wanted: str) -> str:
    """Put a draft in its place under the name that is *wanted*, or one with a number."""
    if home.claim is None:
        there = {path.name.casefold() for path in home.folder.iterdir()}
        examples = own(Shelf(places.examples()))  # each keeps its name for one's own copy
        taken = {*there, *examples, *RESERVED}
        return _under(draft, home, (name for name in numbered(wanted) if name not in taken))
    name = home.claim(wanted)
    try:
        return _under(draft, home, [name])
    except BaseException:
        home.release(name)
        raise


def _under(draft: Path, home: Shelf, names: Iterable[str]) -> str:
    """Put a draft in its place under the first of *names* that is free, in one move."""
    folder = home.folder
    for name in names:
        folder = home.folder / name
        if folder.exists() or folder.is_symlink():
            continue
        try:
            draft.rename(folder)
        except OSError:
            if not folder.exists():
                raise
            continue  # somebody else has just taken it
        return name
    raise RunError("new.exists", folder=folder)


def _put_away(key: str, home: Shelf) -> Dossier:
    found = next((one.dossier for one in away(home) if one.key == key), None)
    if found is None:
        raise RunError("shelf.not_away")
    return found


def _when(key: str) -> datetime:
    return datetime.strptime(key[:15], _MOMENT).replace(tzinfo=UTC)


@contextmanager
def _making(home: Shelf) -> Iterator[Path]:
    """Give a hidden folder of the shelf to make something in; what is left there is taken away."""
    with _written():
        _swept(home.folder / MAKING)
        with draft_beside(home.folder / MAKING / PLAIN) as draft:
            yield draft


def _swept(making: Path) -> None:
    """Take away what a process that was killed has left."""
    for path in making.glob(".*"):
        with suppress(FileNotFoundError):
            if time.time() - path.stat().st_mtime > OLD:
                shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _written() -> Iterator[None]:
    try:
        yield
    except OSError:
        raise RunError("shelf.not_written") from None
