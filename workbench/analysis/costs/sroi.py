"""What one unit of money brings: never one number, always the range that the doubts make."""

from dataclasses import dataclass

import numpy as np

from workbench.analysis.costs.record import Costs
from workbench.analysis.costs.shapes import Numbers, quantile
from workbench.analysis.costs.value import (
    Knob,
    Values,
    at_ends,
    at_middle,
    drawn,
    knobs,
    present_value,
    spent,
)
from workbench.base.errors import DataError

DRAWS = 10_000
ENDS = (0.05, 0.95)
"""The interval is that of 90 % of the plausible cases."""


@dataclass(frozen=True)
class Swing:
    """One figure moved alone from its low to its high end: the ratio at both."""

    knob: Knob
    low: float
    high: float

    @property
    def width(self) -> float:
        """How much the ratio moves."""
        return abs(self.high - self.low)


@dataclass(frozen=True)
class Sroi:
    """The ratio with every figure at its middle, and the ends of 90 % of the plausible cases.

    *prudent* and *hopeful* hold the scenarios where every figure is at its bad, or good, end at
    once. *by_proxy* says which share of the value each proxy makes; *swings* are the widest first.
    *above_one* is the share of the draws in which more comes back than was spent.
    """

    ratio: float
    low: float
    high: float
    prudent: float
    hopeful: float
    benefits: float
    spent: float
    above_one: float
    by_proxy: dict[str, float]
    by_outcome: dict[str, float]
    swings: tuple[Swing, ...]
    draws: int


def sroi(costs: Costs, draws: int = DRAWS, seed: int = 1) -> Sroi:
    """Return the social return of the results that have a proxy; the figures are drawn alone.

    Ratio: present value of the benefits over present value of what was spent. Raises DataError
    where no result has a proxy, or nothing was spent.
    """
    if not costs.valued:
        raise DataError("sroi.nothing_valued")
    central = at_middle(costs)
    paid = float(spent(costs, central))
    if paid <= 0:
        raise DataError("sroi.nothing_spent")
    values = {one.id: float(present_value(costs, one, central)) for one in costs.valued}
    every = np.broadcast_to(_ratio(costs, drawn(costs, draws, seed)), (draws,))
    low, high = (float(end) for end in np.quantile(every, ENDS))
    total = sum(values.values())
    return Sroi(
        ratio=total / paid,
        low=low,
        high=high,
        prudent=float(_ratio(costs, at_ends(costs, ENDS[0]))),
        hopeful=float(_ratio(costs, at_ends(costs, ENDS[1]))),
        benefits=total,
        spent=paid,
        above_one=float((every > 1).mean()),
        by_proxy=_by_proxy(costs, values, total),
        by_outcome={id: value / total if total else 0.0 for id, value in values.items()},
        swings=_swings(costs, central),
        draws=draws,
    )


def _ratio(costs: Costs, values: Values) -> Numbers | float:
    whole: Numbers | float = 0.0
    for outcome in costs.valued:
        whole = whole + present_value(costs, outcome, values)
    return whole / spent(costs, values)


def _by_proxy(costs: Costs, values: dict[str, float], total: float) -> dict[str, float]:
    found: dict[str, float] = {}
    for outcome in costs.valued:
        proxy = str(outcome.proxy)
        found[proxy] = found.get(proxy, 0.0) + (values[outcome.id] / total if total else 0.0)
    return dict(sorted(found.items(), key=lambda pair: -pair[1]))


def _swings(costs: Costs, central: Values) -> tuple[Swing, ...]:
    """Move each figure that has a range alone, all in one go: two places for each."""
    loose = [knob for knob in knobs(costs) if knob.of.shape != "fixed"]
    if not loose:
        return ()
    moved = dict(central)
    for place, knob in enumerate(loose):
        values = np.full(2 * len(loose), central[knob.key])
        ends = [quantile(knob.of, end, knob.bounds) for end in ENDS]
        values[2 * place : 2 * place + 2] = ends
        moved[knob.key] = values
    every = np.asarray(_ratio(costs, moved)).reshape(-1, 2)
    found = [
        Swing(knob, float(low), float(high)) for knob, (low, high) in zip(loose, every, strict=True)
    ]
    return tuple(sorted(found, key=lambda swing: -swing.width))
