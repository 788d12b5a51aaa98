"""Long work on a dossier leaves word of itself there: whoever comes back finds how it stands."""

import contextlib
import os
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from workbench.base.dossier import Dossier
from workbench.base.errors import LetterError
from workbench.base.files import write_whole
from workbench.base.progress import Step
from workbench.base.records import Record, Text
from workbench.base.words import LANGS, Sayable, date_text, say

try:
    import fcntl
except ImportError:  # a system that cannot say who holds a file
    fcntl = None  # type: ignore[assignment]

FOLDER = ".work"
"""The hidden folder of a dossier for word of its work; no part of what the dossier holds."""
TRIES, PAUSE = 5, 0.02
"""Somebody who only looks holds the file for an instant: ask again."""

State = Literal["waiting", "running", "done", "failed", "interrupted", "stopped"]


class Work(Record):
    """How some work stands: since when, at which *step* of how many, and what it does there.

    *at* is when this was said; *letter* is why it failed.
    """

    name: str
    state: State
    since: datetime
    at: datetime
    step: int = 0
    of: int = 0
    doing: Text | None = None
    letter: Text | None = None

    @property
    def active(self) -> bool:
        """Whether it is still to end."""
        return self.state in ("waiting", "running")


@dataclass
class Doing:
    """Work that this process does: it alone may say how it stands, until it lets go."""

    dossier: Dossier
    name: str
    handle: int | None
    since: datetime = field(default_factory=lambda: datetime.now(UTC))

    def waits(self) -> Work:
        """Say that it will begin when others have ended."""
        return self._says("waiting")

    def begins(self) -> Work:
        """Say that it runs from now on."""
        self.since = datetime.now(UTC)
        return self._says("running")

    def comes_to(self, step: Step) -> Work:
        """Say at which step it is."""
        doing = in_each_language(step.phrase)
        return self._says("running", step=step.step, of=step.of, doing=doing)

    def done(self) -> Work:
        """Say that it has ended as it should."""
        return self._says("done")

    def fails(self, error: LetterError) -> Work:
        """Say why it could not be done."""
        return self._says("failed", letter=in_each_language(error))

    def stops(self) -> Work:
        """Say that somebody wanted it to end."""
        return self._says("stopped")

    def let_go(self) -> None:
        """Let others do it again."""
        _here.discard(_key(self.dossier, self.name))
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None

    def _says(self, state: State, **more: object) -> Work:
        told = {"name": self.name, "state": state, "since": self.since, "at": datetime.now(UTC)}
        work = Work.model_validate({**told, **more})
        write_whole(_file(self.dossier, self.name), work.model_dump_json(exclude_none=True))
        return work


def take(dossier: Dossier, name: str) -> Doing | None:
    """Take some work of a dossier upon this process; None where it is being done already.

    The system lets go of it if this process dies. Raises RunError in an example.
    """
    path = dossier.to_write(FOLDER, f"{name}.lock")
    path.parent.mkdir(exist_ok=True)
    for _ in range(TRIES):
        handle = _held(path)
        if handle is not None:
            _here.add(_key(dossier, name))
            return Doing(dossier, name, handle)
        time.sleep(PAUSE)
    return None


def seen(dossier: Dossier, name: str) -> Work | None:
    """Return how some work of a dossier stands, None where nobody has ever begun it.

    What its process did not end, because it was stopped itself, was *interrupted*.
    """
    work = _read(dossier, name)
    if work is not None and work.active and not _is_held(dossier, name):
        work = _read(dossier, name)  # it may have ended between the two looks
        if work is not None and work.active:
            return work.model_copy(update={"state": "interrupted"})
    return work


def _read(dossier: Dossier, name: str) -> Work | None:
    try:
        text = _file(dossier, name).read_text(encoding="utf-8")
        return Work.model_validate_json(text)
    except (OSError, UnicodeDecodeError, ValidationError):
        return None  # nothing that a person wrote: it is made anew


def told(work: Work | None, lang: str) -> str:
    """Say how some work stands, in one sentence; nothing of what nobody has begun."""
    if work is None:
        return ""
    if work.state == "failed" and work.letter is not None:
        return work.letter.say(lang)
    if work.state == "running" and work.doing is not None:
        return say("work.step", lang, step=work.step, of=work.of, doing=work.doing.say(lang))
    if work.state == "done":
        here = work.at.astimezone()
        return say("work.done", lang, day=date_text(here.date(), lang), hour=f"{here:%H:%M}")
    return say(STATES[work.state], lang)


def plain(work: Work | None, lang: str) -> dict[str, object]:
    """Return how some work stands, as a page in *lang* is told it.

    >>> plain(None, "fr")["state"]
    'none'
    """
    if work is None:
        return {"state": "none", "said": "", "at": "", "step": 0, "of": 0}
    said = {"state": work.state, "said": told(work, lang), "at": work.at.isoformat()}
    return {**said, "step": work.step, "of": work.of}


def failed(name: str, error: LetterError) -> Work:
    """Return what is said of work that could not even be begun."""
    now = datetime.now(UTC)
    letter = in_each_language(error)
    return Work(name=name, state="failed", since=now, at=now, letter=letter)


STATES = {
    "waiting": "work.waiting",
    "running": "work.running",
    "failed": "work.died",
    "interrupted": "work.interrupted",
    "stopped": "work.stopped",
}
"""What is said of work that says no more of itself."""


def in_each_language(what: Sayable | LetterError) -> Text:
    """Return a phrase or a letter as it is said in every language."""
    return Text(**{lang: what.say(lang) for lang in LANGS})


def _file(dossier: Dossier, name: str) -> Path:
    return dossier.path(FOLDER, f"{name}.json")


_here: set[tuple[str, str]] = set()
"""What this process does, where the system cannot say who holds a file."""


def _key(dossier: Dossier, name: str) -> tuple[str, str]:
    return str(dossier.folder.resolve()), name


def _held(path: Path) -> int | None:
    """Hold the file at *path*, made where there is none; None where somebody holds it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
    if fcntl is None:
        if (str(path.parent.parent.resolve()), path.stem) not in _here:
            return handle
        os.close(handle)
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def _is_held(dossier: Dossier, name: str) -> bool:
    path = dossier.path(FOLDER, f"{name}.lock")
    handle = None
    with contextlib.suppress(OSError):  # it may be a folder that nobody may write in
        handle = _held(path)
        if handle is None:
            return True
        os.close(handle)
    return False
