"""Who is lost before the last wave: anybody, those who scored low at first, or who do badly."""

import numpy as np

from workbench.data.simulate.clubs import Booleans, Numbers
from workbench.data.simulate.programme import Programme


def lost(
    programme: Programme,
    rng: np.random.Generator,
    treated: Booleans,
    before: Numbers,
    outcome: Numbers,
) -> Booleans:
    """Return who is lost. The share is that of each arm, whatever decides within it.

    At random (MCAR), by the score at entry that everybody can see (MAR), or by the outcome that
    nobody will see (MNAR). Within an arm the draw ranks people by chance and by how low they stand,
    with the strength *loss_strength*, and loses the first ones.
    """
    shares = np.where(treated, programme.shares_lost[1], programme.shares_lost[0])
    if not shares.any():
        return np.zeros(treated.shape, dtype=bool)
    luck = rng.random(treated.shape)
    if programme.loss == "at_random":
        return np.asarray(luck < shares)
    low = -(before if programme.loss == "by_entry" else outcome)
    return np.asarray(_chance(programme, shares, low) > luck)


def _chance(programme: Programme, shares: Numbers, low: Numbers) -> Numbers:
    """Return each person's chance: logistic in how low they stand, its mean the share wanted.

    The mean of logistic(a + b z) over standard normal z is close to logistic(a / sqrt(1 + c b^2))
    with c = (16 sqrt(3) / (15 pi))^2, so a is set accordingly (Johnson and Kotz 1970).
    """
    spread = low.std()
    z = (low - low.mean()) / (spread if spread > 0 else 1)
    b = programme.loss_strength
    c = (16 * np.sqrt(3) / (15 * np.pi)) ** 2
    with np.errstate(divide="ignore"):
        a = np.log(shares / (1 - shares)) * np.sqrt(1 + c * b**2)
    return np.asarray(1 / (1 + np.exp(-(a + b * z))))
