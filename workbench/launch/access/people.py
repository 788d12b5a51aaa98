"""The people of a server, the browsers that they use, and the link by which they come back."""

import secrets
import time
from dataclasses import dataclass

from workbench.launch.access import codes
from workbench.launch.access.questions import Questions

HOUR = 60 * 60
DAY = 24 * HOUR
DAYS = 90
"""How long a browser is known that does not come back."""


@dataclass(frozen=True)
class Person:
    """Somebody: an id drawn at random, and the name that they typed. Two may have one name."""

    id: str
    name: str


class People:
    """Everybody who has come in."""

    def __init__(self, db: Questions) -> None:
        self._db = db
        self._db.ask("browsers of long ago", time.time() - DAYS * DAY)

    def joined(self, name: str) -> Person:
        """Return a new person of that name."""
        person = Person(secrets.token_hex(8), name)
        self._db.ask("person is new", person.id, name, time.time())
        return person

    def renamed(self, person: Person, name: str) -> Person:
        """Return the person under another name."""
        self._db.ask("person is named", name, person.id)
        return Person(person.id, name)

    def link(self, person: Person) -> str:
        """Return the word of a new link by which they come back; the one before is void."""
        word = codes.word()
        self._db.ask("link is given", codes.hashed(word), person.id)
        return word

    def of_link(self, word: str) -> Person | None:
        """Return whose link that is, None where it is nobody's any more."""
        rows = self._db.ask("person of link", codes.hashed(word))
        return Person(*rows[0]) if rows else None

    def enter(self, person: Person) -> str:
        """Return the word by which a browser of theirs is known from now on."""
        word = codes.word()
        self._db.ask("browser enters", codes.hashed(word), person.id, time.time())
        return word

    def of_browser(self, word: str) -> Person | None:
        """Return who uses the browser that carries *word*, None where nobody is known by it."""
        key, now = codes.hashed(word), time.time()
        for id, name, seen in self._db.ask("person of browser", key):
            if seen < now - DAYS * DAY:
                return None
            if seen < now - HOUR:
                self._db.ask("browser is seen", now, key)
            return Person(id, name)
        return None

    def leave(self, word: str) -> None:
        """Know a browser no more: its cookie is worth nothing."""
        self._db.ask("browser leaves", codes.hashed(word))

    def leave_everywhere(self, person: Person) -> None:
        """Know none of their browsers any more."""
        self._db.ask("browsers of person leave", person.id)
