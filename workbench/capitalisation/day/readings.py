"""What a room said of pilots: for each prerequisite how often each score, and on what it rests."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.capitalisation.card.record import EVIDENCE, NA
from workbench.capitalisation.day.consent import Quotable, letters, quotable
from workbench.capitalisation.day.record import Day
from workbench.capitalisation.day.votes import Vote, standing
from workbench.capitalisation.grid import HIGHEST

SCORES = tuple(range(HIGHEST + 1))
LEVELS = (*map(str, SCORES), NA)
"""What one may answer, in its order; the last says that it cannot be judged."""
SPLIT = 2
"""From this distance between the lowest and the highest score, people see two pilots."""

Moment = tuple[str, int]
"""One asking: the sequence, and its round in the room."""


@dataclass(frozen=True)
class Rating:
    """One score, None where it could not be judged; a *rater* is a letter within the pilot.

    *evidence* is None where there is none, or where it may not be printed (*kept_back*).
    """

    rater: str
    who: tuple[str, str, int]
    score: int | None
    confidence: str
    evidence: str | None
    kept_back: bool = False

    @property
    def rests(self) -> bool:
        """Whether evidence was given, printed or not."""
        return self.evidence is not None or self.kept_back


@dataclass(frozen=True)
class Cell:
    """All ratings of one pilot by one prerequisite, at one moment: no mean and no total."""

    pilot: str
    item: str
    moment: Moment
    ratings: tuple[Rating, ...] = ()

    @property
    def scores(self) -> tuple[int, ...]:
        """The scores given, the lowest first; those who could not judge are not among them."""
        return tuple(sorted(one.score for one in self.ratings if one.score is not None))

    @property
    def counts(self) -> dict[str, int]:
        """How often each level was given, in the order of LEVELS."""
        said = [NA if one.score is None else str(one.score) for one in self.ratings]
        return {level: said.count(level) for level in LEVELS}

    @property
    def ends(self) -> tuple[int, int] | None:
        """The lowest and the highest score; None where nobody gave one."""
        return (self.scores[0], self.scores[-1]) if self.scores else None

    @property
    def split(self) -> bool:
        """Whether people see two different pilots."""
        return self.ends is not None and self.ends[1] - self.ends[0] >= SPLIT

    @property
    def confidence(self) -> dict[str, int]:
        """How often a score was declared, documented, verified; of those who gave one."""
        sure = [one.confidence for one in self.ratings if one.score is not None]
        return {name: sure.count(name) for name in EVIDENCE}

    def at(self, score: int) -> tuple[Rating, ...]:
        """Return the ratings of one score."""
        return tuple(one for one in self.ratings if one.score == score)


@dataclass(frozen=True)
class Readings:
    """Every cell that was answered, the pilots, prerequisites and moments in their order."""

    pilots: tuple[str, ...]
    items: tuple[str, ...]
    moments: tuple[Moment, ...]
    cells: tuple[Cell, ...]

    def cell(self, pilot: str, item: str, moment: Moment) -> Cell:
        """Return a cell, empty where nobody answered."""
        asked = (pilot, item, moment)
        found = (one for one in self.cells if (one.pilot, one.item, one.moment) == asked)
        return next(found, Cell(pilot, item, moment))

    def of(self, pilot: str) -> tuple[Moment, ...]:
        """Return the moments at which a pilot was read."""
        seen = {one.moment for one in self.cells if one.pilot == pilot}
        return tuple(moment for moment in self.moments if moment in seen)

    def last(self, pilot: str, item: str) -> Cell:
        """Return what was said of a prerequisite in the end: the last round of each sequence.

        Groups that read the same pilot in two sequences are put together; nobody counts twice, for
        a later round stands in the stead of an earlier one of the same sequence.
        """
        rounds = dict[str, int]()
        for sequence, number in self.of(pilot):
            rounds[sequence] = max(number, rounds.get(sequence, 0))
        cells = [self.cell(pilot, item, moment) for moment in rounds.items()]
        together = {one.who: one for cell in cells for one in cell.ratings}
        moment = next(reversed(rounds.items()), ("", 0))
        return Cell(pilot, item, moment, tuple(together.values()))


def readings(day: Day, items: Sequence[str], votes: Sequence[Vote]) -> Readings:
    """Return what was said of the pilots of a day, by the prerequisites *items*.

    A pilot or a prerequisite that the day does not have any more is left out: `check_answers` says
    which.
    """
    asked = [one.id for one in day.using("rating")]
    some = standing(votes, asked)
    agreed = quotable(day, votes)
    cells = dict[tuple[str, str, Moment], list[Rating]]()
    for pilot in day.pilots:
        own = [vote for vote in some if vote.given.subject == pilot]
        names = letters(vote for vote in votes if aside(vote, asked) == pilot)
        for vote in own:
            one = vote.given
            if one.item in items:
                key = (pilot, one.item, (one.activity, one.round))
                cells.setdefault(key, []).append(_rating(vote, names[vote.who], agreed))
    seen = {moment for _, _, moment in cells}
    moments = sorted(seen, key=lambda one: (asked.index(one[0]), one[1]))
    return Readings(
        day.pilots, tuple(items), tuple(moments),
        tuple(
            Cell(*key, tuple(sorted(found, key=lambda one: (len(one.rater), one.rater))))
            for key, found in cells.items()
        ),
    )  # fmt: skip


def aside(vote: Vote, ratings: Sequence[str]) -> str:
    """Return among which votes people have their letters: those on one pilot, or one activity."""
    return vote.given.subject if vote.given.activity in ratings else vote.given.activity


def _rating(vote: Vote, letter: str, agreed: Quotable) -> Rating:
    value = vote.given.value
    text = value.get("evidence") or ""
    may = agreed.may(vote, text)
    score = None if value["score"] == NA else int(value["score"])
    kept_back = bool(text) and not may
    return Rating(letter, vote.who, score, value["confidence"], text if may else None, kept_back)
