"""The file that waits, what was decided about it, and what taking it in would do."""

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from workbench.base.dossier import Dossier
from workbench.base.errors import DataError, LetterError, RunError
from workbench.base.findings import Finding
from workbench.collection import Instrument, Question
from workbench.data import importing
from workbench.data.cells import SMALL
from workbench.data.importing import Proposal, Request, draft
from workbench.data.importing import asked as decisions
from workbench.data.importing.asked import Asked
from workbench.data.importing.looks import reads
from workbench.data.protection import keys
from workbench.data.reading import Reading, read
from workbench.data.record import Received, ReceivedFile

Told = Callable[[int, int], None]
"""Called with what is done, and all there is."""


class Desk:
    """One file on its way: decided step by step, kept beside the dossier at each decision."""

    def __init__(self, work: Dossier, lang: str) -> None:
        self.work, self.lang = work, lang
        self.asked: Asked | None = None
        self.proposal: Proposal | None = None
        self.letter: LetterError | None = None
        self._reading: Reading | None = None
        self._read_as: tuple[object, ...] | None = None

    @property
    def large(self) -> bool:
        """Whether reading the file takes longer than somebody waits without a word."""
        return self.asked is not None and self.asked.request.path.stat().st_size > SMALL

    def here(self) -> tuple[Asked, Proposal]:
        """Return what was decided and what it would do; RunError where no file was read."""
        if self.asked is None or self.proposal is None:
            raise RunError("upload.begin_again")
        return self.asked, self.proposal

    def doubts(self) -> list[Finding]:
        """Return what was found, told of the file under its own name."""
        if self.proposal is None:
            return []
        kept, name = self.proposal.entry.file, self.proposal.request.path.name
        return [
            replace(one, where=name) if one.where == kept else one for one in self.proposal.findings
        ]

    def open(self, path: Path) -> None:
        """Take the file that waits, with what was decided about it before."""
        self.asked = decisions.read(path, draft.noted(self.work))
        self.proposal = self.letter = self._reading = self._read_as = None

    def decide(self, asked: Asked) -> None:
        """Keep a decision beside the dossier."""
        self.asked = asked
        draft.note(self.work, decisions.written(asked))

    def look(self, told: Told | None = None) -> None:
        """Find out anew what taking the file in would do; a letter where it cannot be said."""
        if self.asked is None:
            return
        request = self.asked.request
        try:
            reading = self._read(request, told)
            self.proposal = importing.propose(self.work, request, reading=reading)
            self.letter = None
        except LetterError as error:
            self.letter, self.proposal = error, None

    def look_beside(self, told: Told, then: Callable[[], None]) -> threading.Thread:
        """Look in a thread of its own, so that the page goes on; *then* is called at the end."""

        def act() -> None:
            self.look(told)
            then()

        thread = threading.Thread(target=act, daemon=True)
        thread.start()
        return thread

    def _read(self, request: Request, told: Told | None) -> Reading | None:
        """Return a large file as it was read, once for each sheet; a small one is kept at hand."""
        if not self.large:
            return None
        if self._read_as != (request.path, request.sheet, request.how):
            watch = (lambda _, done, whole: told(done, whole)) if told else _nobody
            self._reading = read(request.path, request.sheet, watch=watch, how=request.how)
            self._read_as = (request.path, request.sheet, request.how)
        return self._reading

    def questions(self) -> dict[str, Question]:
        """Return the questions that are asked at the wave of the file, by id."""
        if self.proposal is None:
            return {}
        wave = self.proposal.entry.wave
        asked = self.work.read(Instrument).questions
        return {question.id: question for question in asked if wave in question.waves}

    def unread(self) -> list[tuple[str, str]]:
        """Return the corrections that would not be an answer either, as question and old text."""
        asks = self.questions()
        said = self.asked.fixes.items() if self.asked else ()
        return [
            (id, old)
            for id, fixes in said
            for old, new in fixes.items()
            if id in asks and not reads(new, asks[id])
        ]

    def unsigned(self) -> bool:
        """Whether there are corrections that do not say why, and who decides."""
        asked = self.asked
        if asked is None or not set(asked.fixes) & set(self.questions()):
            return False
        return not (asked.why.strip() and asked.who.strip())

    def take(self, passphrase: str) -> tuple[ReceivedFile, int]:
        """Take the file in, then note its corrections; return its entry and how many there are.

        Raises what ``accept`` raises; the dossier is then as it was, and the file still waits.
        """
        if self.asked and self.asked.taken:  # it is in: only its corrections are left to note
            return self._entry(self.asked.taken), self.finish()
        asked, _ = self.here()
        if self.unread():
            raise DataError("upload.fix_unread", n=len(self.unread()))
        if self.unsigned():
            raise DataError("upload.fix_unsigned")
        request, known = asked.request, self._read(asked.request, None)
        proposal = importing.propose(self.work, request, reading=known)
        if request.key and not proposal.blocked:
            self.work.to_write(Received.FILE)
            proposal = importing.propose(self.work, request, self._keys(passphrase), known)
        entry = importing.accept(self.work, proposal)
        self.decide(replace(asked, taken=entry.file))
        return entry, self.finish()

    def _entry(self, name: str) -> ReceivedFile:
        received = self.work.read_if_there(Received)
        found = (
            next((one for one in received.files if one.file == name), None) if received else None
        )
        if found is None:
            raise RunError("upload.fixes_no_file", file=name)
        return found

    def finish(self) -> int:
        """Note the corrections of a file that is in, and clear the desk; return how many.

        Raises LetterError where they cannot be noted: they wait then.
        """
        if self.asked and self.asked.taken:
            self._entry(self.asked.taken)
        n = decisions.put_right(self.work, self.asked, self.asked.taken) if self.asked else 0
        self.clear()
        return n

    def clear(self) -> None:
        """Take the file away from beside the dossier."""
        draft.drop(self.work)
        self.asked = self.proposal = self.letter = None

    def _keys(self, passphrase: str) -> importing.KeyMaker:
        """Return what draws random keys: the list of people and keys is locked, and apart."""
        person = self.work.read(Instrument).role("person")
        return partial(
            keys.keys_for,
            store=keys.store_path(self.work.name),
            passphrase=passphrase,
            pattern=person.pattern if person else None,
        )


def _nobody(stage: str, done: int, whole: int) -> None:
    """Tell nobody."""
