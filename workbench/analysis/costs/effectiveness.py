"""Whether a dearer way is worth its price: the difference in cost over the difference in effect."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.costs.record import Alternative, Costs
from workbench.analysis.costs.shapes import NEVER, Numbers, draw, middle
from workbench.analysis.costs.sroi import DRAWS, ENDS
from workbench.analysis.costs.value import AMOUNT

SURE = 0.95
"""Under this share of draws with a gain in effect, a ratio has no interval."""
STEPS = 41


@dataclass(frozen=True)
class Comparison:
    """One way against the first: *icer* is the price of one more unit of effect.

    None where it brings no more; *low* and *high* are None too where it is not clear that it brings
    more at all. *curve* holds, for each price that somebody would pay, the share of the draws in
    which this way is worth it (the acceptability curve). *benefit* is its net benefit at the price
    *willing*, with its ends.
    """

    other: Alternative
    cost: float
    effect: float
    icer: float | None
    low: float | None
    high: float | None
    better: float
    dominates: float
    curve: tuple[tuple[float, float], ...]
    willing: float | None = None
    benefit: tuple[float, float, float] | None = None


def compare(costs: Costs, draws: int = DRAWS, seed: int = 1) -> tuple[Comparison, ...]:
    """Return each alternative compared with the first; nothing where there are fewer than two."""
    if len(costs.alternatives) < 2:
        return ()
    rng = np.random.default_rng(seed)
    first, *others = [
        (one, draw(one.cost, draws, rng, AMOUNT), draw(one.effect, draws, rng, NEVER))
        for one in costs.alternatives
    ]
    return tuple(
        _against(costs, first[0], one, (cost - first[1], effect - first[2]))
        for one, cost, effect in others
    )


def net_benefit(cost: Numbers, effect: Numbers, willing: float) -> Numbers:
    """Return willing × effect - cost (Stinnett and Mullahy 1998).

    >>> float(net_benefit(np.array([100.0]), np.array([2.0]), 80.0)[0])
    60.0
    """
    return willing * effect - cost


def _against(
    costs: Costs, first: Alternative, other: Alternative, more: tuple[Numbers, Numbers]
) -> Comparison:
    cost = middle(other.cost) - middle(first.cost)
    effect = middle(other.effect) - middle(first.effect)
    dearer, gained = more
    better = float((gained > 0).mean())
    icer = cost / effect if effect > 0 else None
    low = high = None
    if icer is not None and better >= SURE:
        with_gain = gained > 0
        low, high = (float(end) for end in np.quantile((dearer / gained)[with_gain], ENDS))
    most = 3 * max(abs(icer or 0.0), costs.willing or 0.0) or 1.0
    prices = np.linspace(0, most, STEPS)
    curve = tuple((float(p), float((net_benefit(*more, p) > 0).mean())) for p in prices)
    return Comparison(
        other=other,
        cost=cost,
        effect=effect,
        icer=icer,
        low=low,
        high=high,
        better=better,
        dominates=float(((gained > 0) & (dearer < 0)).mean()),
        curve=curve,
        willing=costs.willing,
        benefit=_benefit(more, (cost, effect), costs.willing),
    )


def _benefit(
    more: tuple[Numbers, Numbers], middles: Sequence[float], willing: float | None
) -> tuple[float, float, float] | None:
    """Return the net benefit at the price *willing*, and the ends of 90 % of its draws."""
    if willing is None:
        return None
    low, high = np.quantile(net_benefit(*more, willing), ENDS)
    return willing * middles[1] - middles[0], float(low), float(high)
