"""Whose own words may leave the room: those of people who said yes, and never an address."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.capitalisation.day.record import YES, Day
from workbench.capitalisation.day.votes import Vote, standing
from workbench.contribution.consent import REACHED, tells_who

_ADDRESS = re.compile(rf"(?:{REACHED.pattern})[\w.-]*")


@dataclass(frozen=True)
class Quotable:
    """Who agreed to be quoted, without a name."""

    agreed: frozenset[tuple[str, int]]

    def may(self, vote: Vote, text: str) -> bool:
        """Whether a text that a person wrote alone may be printed.

        Words that name somebody, or tell how to reach them, stay in the dossier whatever was said.
        """
        return bool(text) and vote.person in self.agreed and not tells_who(text)


def unreached(text: str) -> str:
    """Return a text of a wall or a board without the addresses by which somebody is reached.

    >>> unreached("écrire à x@y.org, ou au 06 12 34 56 78")
    'écrire à …, ou au …'
    """
    return _ADDRESS.sub("…", text)


def quotable(day: Day, votes: Iterable[Vote]) -> Quotable:
    """Return who agreed, by their last answer; of nobody is it supposed."""
    asked = [one.id for one in day.using("consent")]
    last: dict[tuple[str, int], str] = {}
    for vote in sorted(standing(votes, asked), key=lambda one: (one.given.at, one.given.id)):
        last[vote.person] = str(vote.given.value)
    return Quotable(frozenset(person for person, said in last.items() if said == YES))


def letters(votes: Iterable[Vote]) -> Mapping[tuple[str, str, int], str]:
    """Return a letter for each person or group of some votes, in the order of their first id.

    Ids are drawn by phones: so somebody has another letter among other votes, and nobody can put
    what one person said in two places together.
    """
    first: dict[tuple[str, str, int], str] = {}
    for vote in votes:
        first[vote.who] = min(vote.given.id, first.get(vote.who, vote.given.id))
    ordered = sorted(first, key=lambda who: (first[who], who))
    return {who: _letter(at) for at, who in enumerate(ordered)}


def _letter(at: int) -> str:
    """Return A to Z, then AA, AB and so on.

    >>> _letter(0), _letter(25), _letter(26)
    ('A', 'Z', 'AA')
    """
    first = _letter(at // 26 - 1) if at >= 26 else ""
    return first + chr(ord("A") + at % 26)
