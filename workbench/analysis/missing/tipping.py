"""How badly those who are missing must have done before the answer tips over."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.analysis.missing.imputed import effect_in, imputations
from workbench.analysis.missing.known import need_known, numbers_in, two_arms
from workbench.analysis.missing.pooled import Pooled, pool

STEPS = 2**10
"""How finely the shift is looked for."""


@dataclass(frozen=True)
class Tipping:
    """*delta* is what must be added to the missing treated before the interval meets zero.

    In units of the outcome, for yes-or-no answers in shares (-0.2: twenty in a hundred fewer yes);
    None where no shift up to *furthest* does it, 0 where the interval holds zero already. *start*
    is the pooled answer without any shift.
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
    method). Answers of yes or no stay so: as many of the filled ones turn as the shift asks for,
    the same people first at every step. *furthest* is two standard deviations unless told, for yes
    or no the whole group. Raises DataError as `imputations` does, and where a treatment is not
    known, or not 1 and 0.
    """
    need_known(table, names[0])
    treated = two_arms(table[names[0]])
    answers = numbers_in(table, [outcome])[outcome]
    gap = (answers.isna() & (treated == 1)).to_numpy()
    yes_no = bool(answers.dropna().isin([0, 1]).all())
    far = (1.0 if yes_no else 2 * float(answers.std())) if furthest is None else abs(furthest)
    filled = list(imputations(table, [outcome, *names], cluster, seed=seed))
    turn = np.random.default_rng([seed, 1]).random(len(table)) if yes_no else None

    def at(shift: float) -> Pooled:
        moved = [
            part.assign(**{outcome: shifted(part[outcome], gap, shift, turn)}) for part in filled
        ]
        made = [effect_in(part, outcome, names, cluster) for part in moved]
        return pool([m[0] for m in made], [m[1] ** 2 for m in made], made[0][2])

    start = at(0.0)
    sign = -1.0 if start.estimate > 0 else 1.0
    if _tipped(start, sign):
        return Tipping(0.0, far, start)
    if not gap.any() or not _tipped(at(sign * far), sign):
        return Tipping(None, far, start)
    near, over = 0.0, far
    while over - near > far / STEPS:
        middle = (near + over) / 2
        near, over = (near, middle) if _tipped(at(sign * middle), sign) else (middle, over)
    return Tipping(sign * over, far, start)


def shifted(
    values: pd.Series, gap: np.ndarray, shift: float, turn: np.ndarray | None = None
) -> pd.Series:
    """Return the outcomes with those in the *gap* moved by *shift*.

    With *turn* (a number from 0 to 1 per row) the outcomes are yes or no: so many turn that the
    share of yes in the gap moves by *shift*, as far as there are any to turn.

    >>> ones = pd.Series([1.0, 1.0, 1.0, 1.0, 0.0])
    >>> gap = np.array([True, True, True, True, False])
    >>> list(shifted(ones, gap, -0.5, np.array([0.1, 0.9, 0.4, 0.6, 0.5])))
    [0.0, 1.0, 0.0, 1.0, 0.0]
    """
    if turn is None or not gap.any():
        return values + shift * gap
    from_value = 1.0 if shift < 0 else 0.0
    may = gap & (values == from_value).to_numpy()
    asked = round(abs(shift) * int(gap.sum()))
    order = np.argsort(np.where(may, turn, np.inf), kind="stable")
    chosen = order[: min(asked, int(may.sum()))]
    moved = values.to_numpy(dtype=float, copy=True)
    moved[chosen] = 1.0 - from_value
    return pd.Series(moved, values.index)


def _tipped(pooled: Pooled, sign: float) -> bool:
    """Whether the interval has met zero, coming from the side of the effect."""
    low, high = pooled.interval()
    return low <= 0 if sign < 0 else high >= 0
