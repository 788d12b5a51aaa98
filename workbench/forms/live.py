"""What a page shows of a dossier is shown anew each time one of its forms keeps something."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from IPython.display import HTML

from workbench.base import kept
from workbench.base.dossier import Dossier
from workbench.base.errors import LetterError
from workbench.base.history import Version, versions
from workbench.base.lock import FOLDER, locked
from workbench.base.places import PERSON_VARIABLE
from workbench.base.records import FileRecord
from workbench.forms.parts import letter
from workbench.forms.plain import Live

HISTORY = f"{FOLDER}/{kept.LIST}"
QUIET = ("before", "aside")
"""Versions that are no news: how a file stood, and what never stood in it."""


@dataclass(frozen=True)
class News:
    """What somebody else has changed: a *version* of a file, or only the *file*, or a letter."""

    file: str
    version: Version | None = None
    letter: LetterError | None = None


@dataclass
class Seen:
    """What a page knows of its dossier: files, the last version, and what it has made itself."""

    state: dict[str, tuple[int, int]] = field(default_factory=dict)
    last: int = 0
    own: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Watched(Dossier):
    """A dossier that calls, after each writing, whatever shows something of it on this page.

    Its history is kept, in the name of *person*.
    """

    watchers: list[Callable[[], None]] = field(default_factory=list, compare=False)
    person: str = ""
    seen: Seen = field(default_factory=Seen, compare=False)

    @property
    def who(self) -> str:
        """Who works in it, for its history; nothing where nobody says."""
        return self.person

    def to_write(self, *parts: str) -> Path:
        """Return the place of a file about to be written: it will be no news to this page."""
        path = super().to_write(*parts)
        self.seen.written.add("/".join(parts))
        return path

    def write(self, record: FileRecord) -> Path:
        """Write one of the records of the dossier, then tell those who watch."""
        super().to_write(record.FILE)  # refuses in an example, before anything is written
        with locked(self.folder):
            path = super().write(record)
            self.made(record.FILE)
        self._tell()
        return path

    def _tell(self) -> None:
        """Have all of it shown anew; one that fails keeps none of the others from following."""
        failed = list[Exception]()
        for renew in tuple(self.watchers):
            try:
                renew()
            except Exception as error:  # raised below, once all have been told
                failed.append(error)
        if failed:
            raise failed[0]

    def made(self, file: str) -> None:
        """Take what stands in a file now as one's own doing: it is no news to this page."""
        told = self.path(file).stat()
        self.seen.state[file] = (told.st_mtime_ns, told.st_size)
        newest = next(iter(versions(self, [file])), None)
        if newest is not None:
            self.seen.own.add(newest.id)

    def look(self) -> tuple[News, ...]:
        """Look what others have changed since the last look, and have it shown; return the news.

        The first look only learns what is there. It reads no file as long as nothing changes.
        """
        before, self.seen.state = self.seen.state, self._stands()
        first = HISTORY not in before
        changed = {
            name
            for name in {**before, **self.seen.state}
            if before.get(name) != self.seen.state.get(name)
        }
        if first:
            self.seen.last = max((int(one.id) for one in versions(self)), default=0)
            return ()
        if not changed:
            return ()
        found, letter = self._versions_since(), None
        for renew in tuple(self.watchers) if changed != {HISTORY} or found else ():
            try:
                renew()
            except LetterError as error:
                letter = error
        told = {news.file for news in found} | self.seen.written
        self.seen.written.clear()
        by_hand = sorted(name for name in changed - told if name.endswith(".yml"))
        return (*found, *(News(name, letter=letter) for name in by_hand))

    def _versions_since(self) -> list[News]:
        new = [one for one in versions(self) if int(one.id) > self.seen.last]
        self.seen.last = max((int(one.id) for one in new), default=self.seen.last)
        theirs = [one for one in new if one.id not in self.seen.own and one.how not in QUIET]
        return [News(one.file, one) for one in reversed(theirs)]

    def _stands(self) -> dict[str, tuple[int, int]]:
        now = {name: (changed, size) for name, changed, size in self.state()}
        path = self.path(HISTORY)
        told = path.stat() if path.is_file() else None
        now[HISTORY] = (told.st_mtime_ns, told.st_size) if told else (0, 0)
        return now


def watched(work: Dossier) -> Watched:
    """Return the same dossier, whose tables on this page follow what its forms keep."""
    return Watched(work.folder, work.read_only, person=os.environ.get(PERSON_VARIABLE, ""))


def watch(work: Dossier, renew: Callable[[], None]) -> None:
    """Have *renew* called after each writing, where the dossier is watched."""
    if isinstance(work, Watched):
        work.watchers.append(renew)


def live(work: Dossier, make: Callable[[], HTML], lang: str) -> Live:
    """Show what *make* returns, and show it anew each time that something is kept.

    What fails at first is raised; later, the letter of the error stands in its place.
    """
    place = Live(value=str(make().data))

    def renew() -> None:
        try:
            place.value = str(make().data)
        except LetterError as error:
            place.value = str(letter(error, lang))

    watch(work, renew)
    return place
