"""Who gets the programme, and from which wave on: everybody, some clubs, or some people."""

import numpy as np
from numpy.typing import NDArray

from workbench.data.simulate.clubs import Numbers
from workbench.data.simulate.programme import Programme


def first_wave(
    programme: Programme, rng: np.random.Generator, standing: Numbers, need: Numbers
) -> NDArray[np.int64]:
    """Return the wave at which each person's programme begins, 0 for never: the shape of *need*.

    *standing* is that of the clubs (trials, clubs), *need* how low a person scored at first, in
    standard deviations (trials, clubs, places). With confounding, low clubs or people in need
    are rather those who get it; without, it is drawn by lot. Staggered starts are dealt out to
    the clubs in equal shares.
    """
    start = _starts(programme, rng, standing.shape)[..., None]
    if programme.arms == "all":
        return np.broadcast_to(start, need.shape).copy()
    if programme.arms == "people":
        odds = np.log(programme.treated_share / (1 - programme.treated_share))
        chance = 1 / (1 + np.exp(-(odds + programme.confounding * need)))
        return np.where(rng.random(need.shape) < chance, start, 0)
    appeal = rng.gumbel(size=standing.shape) - programme.confounding * standing
    rank = (-appeal).argsort(axis=-1).argsort(axis=-1)
    chosen = (rank < programme.n_treated)[..., None]
    return np.broadcast_to(np.where(chosen, start, 0), need.shape).copy()


def _starts(
    programme: Programme, rng: np.random.Generator, shape: tuple[int, ...]
) -> NDArray[np.int64]:
    """Return the wave at which each club would begin: the starts in turn, in an order by lot."""
    waves = np.asarray(programme.begins, dtype=np.int64)
    if len(waves) == 1:
        return np.full(shape, waves[0])
    order = rng.random(shape).argsort(axis=-1).argsort(axis=-1)
    return waves[order % len(waves)]
