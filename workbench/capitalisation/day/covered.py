"""Which domains of impact people see in each pilot: claimed, measured, verified, or absent."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.capitalisation.day.agenda import STATES, taxonomy_of
from workbench.capitalisation.day.consent import Quotable, quotable
from workbench.capitalisation.day.record import Day
from workbench.capitalisation.day.votes import Vote, standing
from workbench.indicators.vocabulary import Taxonomy, domains

ABSENT = "absent"
PRESENT = ("claimed", "measured", "verified")
"""From the weakest ground to the strongest."""


@dataclass(frozen=True)
class Seen:
    """One pilot by one domain: how many said each state, and the evidence that may be printed."""

    pilot: str
    domain: str
    counts: dict[str, int]
    evidence: tuple[tuple[str, str], ...] = ()

    @property
    def n(self) -> int:
        """How many answered."""
        return sum(self.counts.values())

    @property
    def present(self) -> int:
        """How many see the domain there, on whatever ground."""
        return sum(self.counts[state] for state in PRESENT)

    @property
    def strongest(self) -> str:
        """The strongest ground that anybody named; absent where nobody named one, else nothing.

        >>> Seen("a", "b", {"claimed": 3, "measured": 1, "verified": 0, "absent": 2}).strongest
        'measured'
        """
        named = [state for state in PRESENT if self.counts[state]]
        return named[-1] if named else ABSENT if self.n else ""


@dataclass(frozen=True)
class Covered:
    """The pilots by the domains of one list, in their order."""

    taxonomy: Taxonomy
    pilots: tuple[str, ...]
    cells: tuple[Seen, ...]
    crossed: bool = False

    def cell(self, pilot: str, domain: str) -> Seen:
        """Return a cell, empty where nobody answered."""
        asked = (pilot, domain)
        found = (one for one in self.cells if (one.pilot, one.domain) == asked)
        return next(found, Seen(pilot, domain, dict.fromkeys(STATES, 0)))


def covered(day: Day, votes: Sequence[Vote]) -> tuple[Covered, ...]:
    """Return what was said of the domains, for each sequence whose list is known.

    Where a domain was asked in several rounds, the last round in which anybody answered counts.
    """
    agreed = quotable(day, votes)
    found = []
    for one in day.using("domains"):
        taxonomy = taxonomy_of(one)
        if taxonomy is not None:
            some = standing(votes, [one.id])
            last = max((vote.given.round for vote in some), default=1)
            own = [vote for vote in some if vote.given.round == last]
            pilots = day.read_in(one)
            cells = [_seen(p, d.id, own, agreed) for p in pilots for d in taxonomy.domains]
            found.append(Covered(taxonomy, pilots, tuple(cells)))
    return tuple(found)


def crossed(found: Covered) -> tuple[Covered, ...]:
    """Return the same answers under each other list of domains, by the passages between them.

    A domain into which several others lead holds the answers of all of them; one into which none
    leads stays empty, and shows as a blind spot of the passage, not of the pilots.
    """
    shelf = domains()
    own = {domain.id for domain in found.taxonomy.domains}
    ties = [(p.start, p.end) for p in shelf.crosswalk]
    ties += [(end, start) for start, end in ties]
    others = (one for one in shelf.taxonomies if one.id != found.taxonomy.id)
    made = []
    for other in others:
        leads = {d.id: [a for a, b in ties if b == d.id and a in own] for d in other.domains}
        if any(leads.values()):
            cells = [
                _together(pilot, id, [found.cell(pilot, one) for one in ids])
                for pilot in found.pilots
                for id, ids in leads.items()
            ]
            made.append(Covered(other, found.pilots, tuple(cells), crossed=True))
    return tuple(made)


def _together(pilot: str, domain: str, cells: Sequence[Seen]) -> Seen:
    counts = {state: sum(cell.counts[state] for cell in cells) for state in STATES}
    return Seen(pilot, domain, counts, tuple(one for cell in cells for one in cell.evidence))


def _seen(pilot: str, domain: str, votes: Sequence[Vote], agreed: Quotable) -> Seen:
    own = [v for v in votes if (v.given.subject, v.given.item) == (pilot, domain)]
    said = [vote.given.value["option"] for vote in own]
    told = [(vote, vote.given.value["option"], vote.given.value["evidence"]) for vote in own]
    return Seen(
        pilot, domain, {state: said.count(state) for state in STATES},
        tuple((option, text) for vote, option, text in told if agreed.may(vote, text)),
    )  # fmt: skip
