"""How far people who read the same pilot agree: only where three of them at least did."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.capitalisation.day.readings import SCORES, Cell, Moment, Readings
from workbench.contribution.coefficients import Ratings, alpha, percent, spread, units_of

FEWEST = 3
"""With fewer raters a coefficient tells of two people, not of the grid."""


@dataclass(frozen=True)
class Agreed:
    """How far *raters* agree, on *n* prerequisites of pilots that two of them at least scored.

    *share* is the part of pairs of scores that are the same; *alpha* is Krippendorff's, for ranks
    (Krippendorff 2011), with its interval at 95% over the prerequisites. Both are None with fewer
    than three raters, and alpha where everybody gave one and the same score.
    """

    n: int
    raters: int
    share: float | None = None
    alpha: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def enough(self) -> bool:
        """Whether there are raters enough to tell."""
        return self.raters >= FEWEST


def agreed(cells: Sequence[Cell], interval: bool = False) -> Agreed:
    """Return how far those who scored some cells agree; those who could not judge are left out."""
    ratings = _ratings(cells)
    units = units_of(ratings) if ratings else []
    found = Agreed(len(units), len(ratings))
    if not found.enough or not units:
        return found
    value = alpha(ratings, "ordinal", SCORES)
    ends = spread(ratings, "ordinal", SCORES) if interval and value is not None else (None, None)
    return Agreed(len(units), len(ratings), percent(ratings), value, *ends)


def of_pilot(found: Readings, pilot: str, moment: Moment, interval: bool = False) -> Agreed:
    """Return how far the readers of one pilot agree, at one moment."""
    return agreed([found.cell(pilot, item, moment) for item in found.items], interval)


def of_moment(found: Readings, moment: Moment, interval: bool = False) -> Agreed:
    """Return how far all readers agree, within the pilots that they read, at one moment."""
    return agreed([one for one in found.cells if one.moment == moment], interval)


def _ratings(cells: Sequence[Cell]) -> Ratings:
    """Return a row for each person or group who scored, a column for each cell."""
    who = sorted({one.who for cell in cells for one in cell.ratings if one.score is not None})
    given = [{one.who: one.score for one in cell.ratings} for cell in cells]
    return [[scores.get(one) for scores in given] for one in who]


@dataclass(frozen=True)
class Move:
    """One prerequisite of a pilot, before and after people had seen each other's scores.

    *raised*, *lowered* and *same* count those who scored both times; *began* and *stopped* those
    who scored once only.
    """

    before: Cell
    after: Cell
    raised: int
    lowered: int
    same: int
    began: int
    stopped: int

    @property
    def moved(self) -> bool:
        """Whether anybody gave another answer than before."""
        return any((self.raised, self.lowered, self.began, self.stopped))


def moves(found: Readings) -> tuple[Move, ...]:
    """Return what changed between the first and the last round of each rating."""
    rounds = dict[str, list[int]]()
    for sequence, number in found.moments:
        rounds.setdefault(sequence, []).append(number)
    return tuple(
        _move(found.cell(pilot, item, (one, min(all_))), found.cell(pilot, item, (one, max(all_))))
        for one, all_ in rounds.items()
        if len(all_) > 1
        for pilot in found.pilots
        if {(one, min(all_)), (one, max(all_))} <= set(found.of(pilot))
        for item in found.items
    )


def _move(before: Cell, after: Cell) -> Move:
    first, last = ({one.who: one.score for one in cell.ratings} for cell in (before, after))
    pairs = [(first.get(who), last.get(who)) for who in {**first, **last}]
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    return Move(
        before, after,
        sum(b > a for a, b in both), sum(b < a for a, b in both), sum(a == b for a, b in both),
        sum(a is None and b is not None for a, b in pairs),
        sum(a is not None and b is None for a, b in pairs),
    )  # fmt: skip
