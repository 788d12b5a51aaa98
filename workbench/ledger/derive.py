"""What we compute from published figures: simple arithmetic, and what bounds it stays bounds."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce
from statistics import NormalDist

from workbench.base import words
from workbench.base.errors import RecordError
from workbench.ledger.quantity import Quantity, exact, of_figure
from workbench.ledger.record import By, Derived, Figure, Ledger

ONE = exact(Fraction(1))


def quantity(
    ledger: Ledger, id: str, instead: Mapping[str, Quantity] | None = None
) -> Quantity | None:
    """Return what is known of a figure or a derived number; None where no number was published.

    Raises RecordError for an unknown id, for a number that rests on itself, and where one would
    divide by what may be zero. Whether it misleads is for `cite` to say. *instead* holds other
    readings of some figures.
    """
    return _quantity(ledger, id, (), instead or {})


def _quantity(
    ledger: Ledger, id: str, asked: tuple[str, ...], instead: Mapping[str, Quantity]
) -> Quantity | None:
    entry = ledger.entry(id)
    if entry is None:
        raise RecordError("ledger.cite_unknown", name=id, hint=words.hint(id, ledger.ids()))
    if isinstance(entry, Figure):
        return instead.get(id) or of_figure(entry)
    if id in asked:
        raise RecordError("ledger.rests_on_itself", name=" → ".join((*asked, id)))
    parts = [_quantity(ledger, name, (*asked, id), instead) for name in entry.of]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    try:
        return combined(entry.by, known)
    except ZeroDivisionError:
        raise RecordError("ledger.over_zero", name=id) from None


def combined(by: By, parts: Sequence[Quantity]) -> Quantity:
    """Return what *parts* give together; raise ZeroDivisionError where one divides by zero.

    >>> combined("change", [exact(110), exact(180)]).low
    Fraction(7, 11)
    """
    first, *others = parts
    match by:
        case "product":
            return reduce(Quantity.times, parts)
        case "sum" | "parts":
            return reduce(Quantity.plus, parts)
        case "difference":
            return reduce(Quantity.minus, parts)
        case "change":
            return others[0].over(first).minus(ONE)
        case _:
            return first.over(others[0])


def interval(ledger: Ledger, derived: Derived) -> tuple[float, float] | None:
    """Return Wilson's 95% interval (1927) of a derived share; None where it has no sense.

    It has one where the share is that of a whole number of people among people who were counted.
    """
    parts = [of_figure(one) for one in map(ledger.figure, derived.of) if one is not None]
    if derived.interval is None or derived.by != "share" or len(parts) != 2:
        return None
    count, n = parts
    if (
        count is None
        or n is None
        or not (count.is_exact and n.is_exact and 0 <= count.low <= n.low)
    ):
        return None
    return wilson(float(count.low), float(n.low)) if n.low else None


def wilson(count: float, n: float, level: float = 0.95) -> tuple[float, float]:
    """Return Wilson's interval (1927) for *count* of *n*.

    >>> [round(end, 3) for end in wilson(249, 537)]
    [0.422, 0.506]
    """
    z2 = NormalDist().inv_cdf(0.5 + level / 2) ** 2
    share = count / n
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = math.sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n))) / (1 + z2 / n)
    return max(middle - half, 0.0), min(middle + half, 1.0)
