"""How badly those who are missing must have done before the answer tips over."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from workbench.analysis.missing.imputed import effect_in, imputations
from workbench.analysis.missing.pooled import Pooled, pool


@dataclass(frozen=True)
class Tipping:
    """*delta* is what must be added to the missing treated before the interval meets zero.

    In units of the outcome; None where no shift up to *furthest* does it, 0 where the interval
    holds zero already. *start* is the pooled answer without any shift.
    """

    delta: float | None
    furthest: float
    start: Pooled


def tipping_point(
    table: pd.DataFrame,
    outcome: str,
    names: Sequence[str],
    cluster: str | None = None,
    furthest: float | None = None,
    seed: int = 1,
) -> Tipping:
    """Return how much worse missing treated people must be than those who resemble them.

    *names* holds the treatment (1 or 0) first, then the covariates. The gaps are filled as if
    losses were explained; then the filled outcomes of the treated are shifted step by step against
    the effect, and the whole is analysed and pooled again (Carpenter and Kenward 2013, delta
    method). *furthest* is two standard deviations unless told.
    """
    far = 2 * float(table[outcome].std()) if furthest is None else furthest
    gap = (table[outcome].isna() & (table[names[0]] == 1)).astype(float)
    filled = list(imputations(table, [outcome, *names], cluster, seed=seed))

    def at(shift: float) -> Pooled:
        moved = [part.assign(**{outcome: part[outcome] + shift * gap}) for part in filled]
        made = [effect_in(part, outcome, names, cluster) for part in moved]
        return pool([m[0] for m in made], [m[1] ** 2 for m in made], made[0][2])

    start = at(0.0)
    sign = -1.0 if start.estimate > 0 else 1.0
    if _tipped(start, sign):
        return Tipping(0.0, far, start)
    if not _tipped(at(sign * far), sign):
        return Tipping(None, far, start)
    near, over = 0.0, far
    while over - near > far / 2**10:
        middle = (near + over) / 2
        near, over = (near, middle) if _tipped(at(sign * middle), sign) else (middle, over)
    return Tipping(sign * over, far, start)


def _tipped(pooled: Pooled, sign: float) -> bool:
    """Whether the interval has met zero, coming from the side of the effect."""
    low, high = pooled.interval()
    return low <= 0 if sign < 0 else high >= 0
