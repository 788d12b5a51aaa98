"""A cost without year or currency is no cost: what is refused before anything is counted."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from babel.numbers import is_currency

from workbench.analysis.costs.record import Costs, Input, Money, Outcome, Proxy, Uncertain
from workbench.base import words
from workbench.base.errors import RecordError

LARGEST = 1e12
"""No figure of a project is larger: one that is was mistyped."""
SHARES = ("deadweight", "displacement", "attribution", "drop_off")


def checked(costs: Costs) -> Costs:
    """Return the same costs; raise RecordError for what cannot be counted.

    Refused: a cost or a proxy without year or currency, an unknown or a second currency, an id
    given twice, a proxy nobody defined, a range whose numbers are out of order, a share outside 0
    to 1, an amount under 0.
    """
    _need_ids(costs)
    priced: Sequence[Input | Proxy] = (*costs.inputs, *costs.proxies)
    for thing in priced:
        _need_price(thing, costs)
    for outcome in costs.outcomes:
        if outcome.proxy and outcome.proxy not in {proxy.id for proxy in costs.proxies}:
            hint = words.hint(outcome.proxy, [proxy.id for proxy in costs.proxies])
            raise RecordError("costs.no_proxy", where=outcome.id, proxy=outcome.proxy, hint=hint)
    for where, name, value in _ranges(costs):
        _need_shape(where, name, value)
    return costs


def _need_ids(costs: Costs) -> None:
    shelves: Sequence[Sequence[object]] = (
        costs.inputs, costs.proxies, costs.outcomes, costs.alternatives
    )  # fmt: skip
    for shelf in shelves:
        named = [str(getattr(thing, "id", "")) for thing in shelf]
        twice = next((id for id in named if named.count(id) > 1), None)
        if twice is not None:
            raise RecordError("costs.same_id", where=twice)
    if len(costs.alternatives) == 1:
        raise RecordError("costs.one_alternative", where=costs.alternatives[0].id)


def _need_price(thing: Input | Proxy, costs: Costs) -> None:
    """Refuse a price of no year, of no currency, of an unknown one, or of another than the rest."""
    if (thing.year or costs.year) is None:
        raise RecordError("costs.no_year", where=thing.id)
    currency = thing.currency or costs.currency
    if currency is None:
        raise RecordError("costs.no_currency", where=thing.id)
    if not is_currency(currency):
        raise RecordError("costs.unknown_currency", where=thing.id, currency=currency)
    first = _currency(costs)
    if currency != first:
        holes = {"currency": currency, "first": first}
        raise RecordError("costs.other_currency", where=thing.id, **holes)


def _currency(costs: Costs) -> str | None:
    own: Sequence[Money] = (*costs.inputs, *costs.proxies)
    return costs.currency or next((one.currency for one in own if one.currency), None)


def _ranges(costs: Costs) -> Iterator[tuple[str, str, Uncertain]]:
    yield "discount", "share", costs.discount
    for cost in costs.inputs:
        yield cost.id, "amount", cost.amount
    for proxy in costs.proxies:
        yield proxy.id, "any", proxy.value
    for outcome in costs.outcomes:
        yield outcome.id, "amount", outcome.quantity
        for name, value in shares_of(outcome):
            yield f"{outcome.id}.{name}", "share", value
    for other in costs.alternatives:
        yield f"{other.id}.cost", "amount", other.cost
        yield f"{other.id}.effect", "any", other.effect


def shares_of(outcome: Outcome) -> Iterator[tuple[str, Uncertain]]:
    """Yield the shares of a result by name: deadweight, displacement, attribution, drop_off."""
    for name in SHARES:
        yield name, getattr(outcome, name)


def _need_shape(where: str, kind: str, value: Uncertain) -> None:
    if value.shape is None:
        raise RecordError("costs.no_shape", where=where)
    told = f"{value.shape}: {', '.join(f'{number:g}' for number in value.numbers)}"
    if max(map(abs, value.numbers)) > LARGEST:
        raise RecordError("costs.too_large", where=where, range=told)
    if not _in_order(value):
        raise RecordError("costs.range_out_of_order", where=where, range=told)
    ends = _ends(value)
    if kind == "share" and not 0 <= min(ends) <= max(ends) <= 1:
        raise RecordError("costs.not_a_share", where=where, range=told)
    if kind == "amount" and min(ends) < 0:
        raise RecordError("costs.under_zero", where=where, range=told)


def _in_order(value: Uncertain) -> bool:
    given = value.numbers
    match value.shape:
        case "triangular":
            return given[0] <= given[1] <= given[2] and given[0] < given[2]
        case "uniform":
            return given[0] < given[1]
        case "normal":
            return given[1] > 0
        case "beta":
            return min(given) > 0
        case _:
            return all(one <= other for one, other in pairwise(given))


def _ends(value: Uncertain) -> tuple[float, ...]:
    """Return what must lie within the bounds: for a normal its mean, for it is cut there."""
    match value.shape:
        case "normal":
            return value.numbers[:1]
        case "beta":
            return (0.0, 1.0)
        case _:
            return value.numbers
