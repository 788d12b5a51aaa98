"""Who works on which dossier: they lie side by side, and this list alone says whose they are."""

import time
import unicodedata
from pathlib import Path

from workbench.launch.access.people import Person
from workbench.launch.access.questions import Questions


class Members:
    """The dossiers of a workspace, and who works on each."""

    def __init__(self, db: Questions, workspace: Path) -> None:
        self._db = db
        self._workspace = workspace

    def reserve(self, person: Person, wanted: str, origin: str | None = None) -> str:
        """Return the name of a new dossier of theirs: *wanted*, or with a number at its end.

        It is theirs from now on, also before its folder is there, and nobody else can have it.
        *origin* is the example that it copies.
        """
        with self._db.at_once():
            name, n = wanted, 1
            while self._taken(name):
                n += 1
                name = f"{wanted}-{n}"
            self._note(name)
            self._admit(person, name, origin)
        return name

    def adopt(self, name: str) -> None:
        """Know a dossier whose folder is there and that nobody works on yet."""
        self._note(name)

    def admit(self, person: Person, dossier: str) -> None:
        """Let somebody work on a dossier."""
        self._admit(person, dossier)

    def dismiss(self, person_id: str, dossier: str) -> None:
        """Let somebody work on a dossier no more, and void the links to it that they have given."""
        with self._db.at_once():
            self._db.ask("member goes", folded(dossier), person_id)
            self._db.ask("invitations of person are withdrawn", folded(dossier), person_id)

    def moved(self, dossier: str, to: str) -> None:
        """Know a dossier by another name: everybody who works on it goes with it."""
        self._db.ask("dossier is moved", folded(to), to, folded(dossier))

    def forget(self, dossier: str) -> None:
        """Know a dossier no more, nor who worked on it: its folder is gone for good."""
        self._db.ask("dossier is gone", folded(dossier))

    def dossiers(self, person: Person) -> list[str]:
        """Return the names of the dossiers that somebody works on."""
        return [row[0] for row in self._db.ask("dossiers of person", person.id)]

    def copies(self, person: Person, example: str) -> list[str]:
        """Return the names of somebody's copies of an example, the latest first."""
        return [row[0] for row in self._db.ask("copies of person", person.id, example)]

    def of(self, dossier: str) -> list[Person]:
        """Return who works on a dossier, in the order in which they came."""
        return [Person(*row) for row in self._db.ask("members of dossier", folded(dossier))]

    def _taken(self, name: str) -> bool:
        there = (path.name for path in self._workspace.iterdir())
        known = self._db.ask("dossier is known", folded(name))
        return bool(known) or folded(name) in map(folded, there)

    def _note(self, name: str) -> None:
        self._db.ask("dossier is new", folded(name), name, time.time())

    def _admit(self, person: Person, dossier: str, origin: str | None = None) -> None:
        self._db.ask("member is new", folded(dossier), person.id, time.time(), origin)


def folded(name: str) -> str:
    """Return a name as names are compared: some machines tell neither case nor accents apart.

    >>> folded("Été") == folded("e\u0301te\u0301")
    True
    """
    return unicodedata.normalize("NFC", name).casefold()
