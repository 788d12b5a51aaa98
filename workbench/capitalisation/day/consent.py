"""Whose own words may leave the room: those of people who said yes, and never an address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workbench.capitalisation.day.record import YES, Day
from workbench.capitalisation.day.votes import Vote, standing
from workbench.contribution.consent import tells_who


@dataclass(frozen=True)
class Quotable:
    """Who agreed to be quoted, without a name."""

    agreed: frozenset[tuple[str, int]]

    def may(self, vote: Vote, text: str) -> bool:
        """Whether a text that a person wrote alone may be printed.

        Words that name somebody, or tell how to reach them, stay in the dossier whatever was said.
        """
        return bool(text) and vote.person in self.agreed and not tells_who(text)


def quotable(day: Day, votes: Iterable[Vote]) -> Quotable:
    """Return who agreed, by their last answer; of nobody is it supposed."""
    asked = [one.id for one in day.using("consent")]
    last: dict[tuple[str, int], str] = {}
    for vote in sorted(standing(votes, asked), key=lambda one: (one.given.at, one.given.id)):
        last[vote.person] = str(vote.given.value)
    return Quotable(frozenset(person for person, said in last.items() if said == YES))


def letters(people: Iterable[tuple[str, str, int]]) -> Mapping[tuple[str, str, int], str]:
    """Return a letter for each person or group, in the order of their numbers.

    >>> letters([("r", "person", 12), ("r", "person", 3)])[("r", "person", 12)]
    'B'
    """
    ordered = sorted(set(people))
    return {who: _letter(at) for at, who in enumerate(ordered)}


def _letter(at: int) -> str:
    """Return A to Z, then AA, AB and so on.

    >>> _letter(0), _letter(25), _letter(26)
    ('A', 'Z', 'AA')
    """
    first = _letter(at // 26 - 1) if at >= 26 else ""
    return first + chr(ord("A") + at % 26)
