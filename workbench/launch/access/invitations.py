"""Links that let somebody work on one dossier: each has an end, and may be withdrawn before."""

import time
from dataclasses import dataclass

from workbench.launch.access import codes
from workbench.launch.access.members import folded
from workbench.launch.access.people import DAY, Person
from workbench.launch.access.questions import Questions

OPEN_FOR = 14 * DAY
"""Seconds after which an invitation that nobody withdrew opens nothing any more."""


@dataclass(frozen=True)
class Invitation:
    """A link that is still open: to what, from whom, until when, and how many have taken it."""

    id: int
    dossier: str
    by: str
    ends: float
    taken: int


class Invitations:
    """Every invitation that is open."""

    def __init__(self, db: Questions) -> None:
        self._db = db

    def give(self, person: Person | None, dossier: str, seconds: float = OPEN_FOR) -> str:
        """Return the word of a new link to a dossier; nobody stands for whoever has the machine."""
        self._db.ask("invitations of long ago", time.time())
        word, by = codes.word(), person and person.id
        ends = time.time() + seconds
        self._db.ask("invitation is new", codes.hashed(word), folded(dossier), by, ends)
        return word

    def of_link(self, word: str) -> Invitation | None:
        """Return the invitation of a link, None where it opens nothing any more."""
        rows = self._db.ask("invitation of link", codes.hashed(word), time.time())
        return Invitation(*rows[0]) if rows else None

    def of(self, dossier: str) -> list[Invitation]:
        """Return the open invitations to a dossier."""
        rows = self._db.ask("invitations of dossier", folded(dossier), time.time())
        return [Invitation(*row) for row in rows]

    def take(self, invitation: Invitation) -> None:
        """Note that somebody has come by this invitation."""
        self._db.ask("invitation is taken", invitation.id)

    def withdraw(self, id: int, dossier: str) -> None:
        """Close an invitation to this dossier: its link opens nothing from now on."""
        self._db.ask("invitation is withdrawn", id, folded(dossier))
