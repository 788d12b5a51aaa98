"""Who enters depends on need: of several candidates, the place goes rather to who scores low."""

import numpy as np

from workbench.data.simulate.clubs import Numbers
from workbench.data.simulate.measurement import error
from workbench.data.simulate.programme import Programme


def enter(
    programme: Programme, rng: np.random.Generator, shape: tuple[int, ...]
) -> tuple[Numbers, Numbers]:
    """Return the lasting part of each person's score and the error of the first measure.

    Both are in points round the mean of the public. Without selection they are drawn at random.
    With it, each place has *pool* candidates, who are measured, and candidate c is taken with a
    chance proportional to exp(-selection x standardised measure): a Gumbel draw of one. The first
    measure is then low partly by bad luck, and the next one comes back towards the mean.
    """
    lasting = np.sqrt(programme.reliability - programme.icc) * programme.spread
    if programme.selection == 0:
        return lasting * rng.standard_normal(shape), error(programme, rng, shape)
    own = lasting * rng.standard_normal((programme.pool, *shape))
    luck = error(programme, rng, own.shape)
    appeal = rng.gumbel(size=own.shape) - programme.selection * (own + luck) / programme.spread
    taken = appeal.argmax(axis=0)[None]
    return (
        np.take_along_axis(own, taken, axis=0)[0],
        np.take_along_axis(luck, taken, axis=0)[0],
    )
