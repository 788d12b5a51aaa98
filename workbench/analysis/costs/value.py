"""From quantities to present value: the one formula, for a single value or for thousands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from workbench.analysis.costs.record import Costs, Input, Outcome, Proxy, Uncertain
from workbench.analysis.costs.refusals import shares_of
from workbench.analysis.costs.shapes import NEVER, Numbers, draw, middle, quantile
from workbench.base.words import Phrase, Sayable

Values = Mapping[str, Numbers | float]
"""What each figure is taken to be, by its key: one number, or as many as there are draws."""

AMOUNT, SHARE = (0.0, np.inf), (0.0, 1.0)
FALLS = ("deadweight", "displacement", "drop_off")
"""The shares that take value away."""

NAMES = {
    "quantity": "sroi.knob.quantity",
    "deadweight": "sroi.knob.deadweight",
    "displacement": "sroi.knob.displacement",
    "attribution": "sroi.knob.attribution",
    "drop_off": "sroi.knob.drop_off",
    "proxy": "sroi.knob.proxy",
    "input": "sroi.knob.input",
    "discount": "sroi.knob.discount",
}


@dataclass(frozen=True)
class Knob:
    """One figure that may be otherwise: *rises* says whether more of it makes more value."""

    key: str
    name: str
    about: Sayable | str
    of: Uncertain
    rises: bool
    bounds: tuple[float, float] = NEVER

    def label(self) -> Phrase:
        """Return its name in words."""
        return Phrase(NAMES[self.name], {"about": self.about})


def knobs(costs: Costs) -> list[Knob]:
    """Return every figure that the present value is made of."""
    found = [Knob("discount", "discount", "", costs.discount, False, SHARE)]
    for cost in costs.inputs:
        key = f"input.{cost.id}"
        found.append(Knob(key, "input", cost.label, cost.amount, False, AMOUNT))
    used = {outcome.proxy for outcome in costs.valued}
    for proxy in costs.proxies:
        if proxy.id in used:
            key = f"proxy.{proxy.id}"
            found.append(Knob(key, "proxy", proxy.label, proxy.value, True))
    for outcome in costs.valued:
        found += _of_outcome(outcome)
    return found


def _of_outcome(outcome: Outcome) -> list[Knob]:
    about, key = outcome.label, f"outcome.{outcome.id}"
    found = [Knob(f"{key}.quantity", "quantity", about, outcome.quantity, True, AMOUNT)]
    for name, value in shares_of(outcome):
        found.append(Knob(f"{key}.{name}", name, about, value, name not in FALLS, SHARE))
    return found


def at_middle(costs: Costs) -> dict[str, Numbers | float]:
    """Return the most plausible value of each figure."""
    return {knob.key: middle(knob.of) for knob in knobs(costs)}


def at_ends(costs: Costs, share: float) -> dict[str, Numbers | float]:
    """Return each figure where it makes the least value (*share* small) or the most (near 1)."""
    return {
        knob.key: quantile(knob.of, share if knob.rises else 1 - share, knob.bounds)
        for knob in knobs(costs)
    }


def drawn(costs: Costs, n: int, seed: int) -> dict[str, Numbers | float]:
    """Return *n* draws of each figure, each alone; a fixed one stays one number."""
    rng = np.random.default_rng(seed)
    return {
        knob.key: middle(knob.of)
        if knob.of.shape == "fixed"
        else draw(knob.of, n, rng, knob.bounds)
        for knob in knobs(costs)
    }


def net_quantity(outcome: Outcome, values: Values | None = None) -> Numbers | float:
    """Return quantity × (1 - deadweight) × (1 - displacement) × attribution.

    >>> from workbench.base.records import Text
    >>> jobs = Outcome(id="jobs", label=Text(any="jobs"), stakeholder="young people", quantity=46,
    ...     deadweight=0.6, displacement=0.25, attribution=0.8)
    >>> round(net_quantity(jobs), 1)
    11.0
    """
    take = _taker(outcome, values)
    left = (1 - take("deadweight")) * (1 - take("displacement"))
    return take("quantity") * left * take("attribution")


def _taker(outcome: Outcome, values: Values | None) -> Callable[[str], Numbers | float]:
    def take(name: str) -> Numbers | float:
        if values is None:
            return middle(getattr(outcome, name))
        return values[f"outcome.{outcome.id}.{name}"]

    return take


def present_value(costs: Costs, outcome: Outcome, values: Values) -> Numbers | float:
    """Return what one result is worth today, in the money of the file's year.

    Net quantity × proxy, each year t of its life losing the drop-off and discounted:
    Σ (1 - drop_off)^(t - 1) / (1 + discount)^t (Guide to Social Return on Investment 2012).
    """
    proxy = costs.proxy(str(outcome.proxy))
    yearly = net_quantity(outcome, values) * values[f"proxy.{proxy.id}"] * price(costs, proxy)
    stays = 1 - values[f"outcome.{outcome.id}.drop_off"]
    grows = 1 + values["discount"]
    year: Numbers | float = 1 / grows
    lives = year
    for _ in range(outcome.years - 1):
        year = year * (stays / grows)
        lives = lives + year
    return yearly * lives


def spent(costs: Costs, values: Values, component: str | None = None) -> Numbers | float:
    """Return what was spent, as of the first year; with *component*, on that part alone."""
    kept = [cost for cost in costs.inputs if component in (None, cost.component)]
    grows = 1 + values["discount"]
    total: Numbers | float = 0.0
    for cost in kept:
        total = total + values[f"input.{cost.id}"] * price(costs, cost) / grows**cost.paid
    return total


def price(costs: Costs, thing: Input | Proxy) -> float:
    """Return what one unit of money of that year is worth in the file's year; 1 if not said."""
    if thing.year is None or thing.year == costs.year:
        return 1.0
    return costs.prices.get(str(thing.year), 1.0)
