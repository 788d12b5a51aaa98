"""Many trials at once, summed by club: what power and its tests need, without a row a person."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from workbench.base.errors import DataError
from workbench.data.simulate import clubs
from workbench.data.simulate.clubs import Booleans, Numbers
from workbench.data.simulate.outcomes import potential
from workbench.data.simulate.programme import Programme

CELLS = 2_000_000
"""How many places are drawn at a time, so that memory stays small however many the trials."""


@dataclass(frozen=True)
class Sums:
    """The sums of each club in each trial: arrays (trials, clubs), of those who were not lost.

    *treated* is whether the club has the programme (arms by club). *entered* counts all who
    entered, *n* those seen at the end; the others are sums over these of the first answer, the
    last one, their squares, their product, and the positive exits.
    """

    treated: Booleans
    entered: NDArray[np.int64]
    n: NDArray[np.int64]
    before: Numbers
    after: Numbers
    before_squared: Numbers
    after_squared: Numbers
    product: Numbers
    successes: NDArray[np.int64]


def club_sums(programme: Programme, trials: int, seed: int) -> Sums:
    """Return the sums by club of *trials* draws of the programme.

    Draws everything that the programme has: selection, reliability, ceiling, losses. Raises
    DataError where the programme is given by person: the sums of a club would mix both arms.
    """
    if programme.arms == "people":
        raise DataError("simulate.sums_need_clubs")
    parts = [_sums(programme, size, part) for part, size in _parts(programme, trials, seed)]
    joined = {
        field.name: np.concatenate([getattr(part, field.name) for part in parts])
        for field in fields(Sums)
    }
    return Sums(**joined)


def exits(programme: Programme, trials: int, seed: int) -> Sums:
    """Return the sums by club where only the exits matter: two draws a club, no row a person.

    Chances are beta and exits binomial, which is what `club_sums` draws too where nobody is
    selected and losses come by chance; other programmes are refused with a DataError. The sums
    of scores are zero.
    """
    plain = programme.selection == 0 and programme.confounding == 0
    if programme.arms == "people" or not plain or programme.loss != "at_random":
        raise DataError("simulate.exits_need_plain")
    rng = np.random.default_rng(seed)
    entered = clubs.sizes(programme, rng, trials)
    k = 1 / programme.icc - 1 if programme.icc else np.inf
    chance = np.full(entered.shape, programme.success)
    if np.isfinite(k):
        chance = rng.beta(programme.success * k, (1 - programme.success) * k, entered.shape)
    treated = _by_lot(programme, rng, trials)
    chance = np.clip(chance + programme.success_effect * treated, 0, 1)
    without, with_it = programme.shares_lost
    n = entered
    if programme.dropout or programme.dropout_gap:
        n = rng.binomial(entered, 1 - np.where(treated, with_it, without))
    nothing = np.zeros(entered.shape)
    successes = rng.binomial(n, chance)
    return Sums(treated, entered, n, *(nothing,) * 5, successes)


def _by_lot(programme: Programme, rng: np.random.Generator, trials: int) -> Booleans:
    """Return the clubs that have the programme; clubs being alike, the first ones may do."""
    if programme.arms == "all":
        return np.ones((trials, programme.clubs), dtype=bool)
    shape = (trials, programme.clubs)
    return np.broadcast_to(np.arange(programme.clubs) < programme.n_treated, shape)


def _parts(programme: Programme, trials: int, seed: int) -> Iterator[tuple[int, int]]:
    """Yield a seed and a number of trials for each part of the work."""
    cells = programme.people * programme.waves * (programme.pool if programme.selection else 1)
    size = max(1, CELLS // cells)
    seeds = np.random.SeedSequence(seed).generate_state(-(-trials // size), np.uint64)
    for number, part in enumerate(seeds):
        yield int(part), min(size, trials - number * size)


def _sums(programme: Programme, trials: int, seed: int) -> Sums:
    drawn = potential(programme, seed, trials)
    stayed = drawn.here & ~drawn.lost
    seen = drawn.seen
    before, after = np.where(stayed, seen[..., 0], 0), np.where(stayed, seen[..., -1], 0)
    return Sums(
        treated=drawn.treated[..., 0],
        entered=drawn.here.sum(axis=-1),
        n=stayed.sum(axis=-1),
        before=before.sum(axis=-1),
        after=after.sum(axis=-1),
        before_squared=(before**2).sum(axis=-1),
        after_squared=(after**2).sum(axis=-1),
        product=(before * after).sum(axis=-1),
        successes=(drawn.success & stayed).sum(axis=-1),
    )
