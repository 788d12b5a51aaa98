"""What one result cost: and when that division misleads."""

from dataclasses import dataclass

import numpy as np

from workbench.analysis.costs.record import Costs, Outcome
from workbench.analysis.costs.shapes import Numbers, draw, middle
from workbench.analysis.costs.sroi import DRAWS, ENDS
from workbench.analysis.costs.value import AMOUNT, price

NOTHING = 1e-9
"""A quantity under this is none."""


@dataclass(frozen=True)
class CostRatio:
    """Cost over quantity, and over what of it is owed to the project.

    *misleading*: the cost is that of the whole project, the result that of one component.
    *net* is None where nothing of the result is owed to the project.
    """

    outcome: Outcome
    cost: float
    ratio: float | None
    low: float | None
    high: float | None
    net: float | None
    misleading: bool


def ratios(costs: Costs, draws: int = DRAWS, seed: int = 1) -> tuple[CostRatio, ...]:
    """Return the cost of one result, for each result: the whole cost is charged to each.

    Where costs of the result's own component are given, they alone are charged to it. Money is
    that of the file's year, not discounted. The interval holds 90 % of the draws.
    """
    return tuple(_of(costs, outcome, draws, seed) for outcome in costs.outcomes)


def _of(costs: Costs, outcome: Outcome, draws: int, seed: int) -> CostRatio:
    own = [cost for cost in costs.inputs if cost.component == outcome.component]
    part = outcome.component is not None
    charged = own if part and own else list(costs.inputs)
    rng = np.random.default_rng(seed)
    total = sum(middle(cost.amount) * price(costs, cost) for cost in charged)
    every: Numbers = np.zeros(draws)
    for cost in charged:
        every = every + draw(cost.amount, draws, rng, AMOUNT) * price(costs, cost)
    quantity = draw(outcome.quantity, draws, rng, AMOUNT)
    count = middle(outcome.quantity)
    ends: tuple[float | None, float | None] = (None, None)
    if (quantity > NOTHING).all():
        low, high = (float(end) for end in np.quantile(every / quantity, ENDS))
        ends = (low, high)
    shares = [middle(getattr(outcome, n)) for n in ("deadweight", "displacement", "attribution")]
    net = count * (1 - shares[0]) * (1 - shares[1]) * shares[2]
    return CostRatio(
        outcome=outcome,
        cost=total,
        ratio=total / count if count > NOTHING else None,
        low=ends[0],
        high=ends[1],
        net=total / net if net > NOTHING else None,
        misleading=part and not own,
    )
