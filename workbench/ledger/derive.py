"""What we compute from published figures: simple arithmetic, and what bounds it stays bounds."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce
from statistics import NormalDist

from workbench.base import words
from workbench.base.errors import RecordError
from workbench.ledger.quantity import Quantity, absurd, exact, of_figure
from workbench.ledger.record import By, Derived, Figure, Ledger

ONE = exact(Fraction(1))


def quantity(
    ledger: Ledger, id: str, known: dict[str, Quantity | None] | None = None
) -> Quantity | None:
    """Return what is known of a figure or a derived number; None where no number was published.

    Raises RecordError for an unknown id, for a number that rests on itself, where one would
    divide by what may be zero, and where the formula gives an absurd number. Whether it misleads
    is for `cite` to say. *known* holds what was found already, and takes what is found now.
    """
    found = {} if known is None else known
    path = [id]
    while path:
        name = path[-1]
        entry = ledger.entry(name)
        if entry is None:
            raise RecordError("ledger.cite_unknown", name=name, hint=words.hint(name, ledger.ids()))
        waiting = [] if isinstance(entry, Figure) else [one for one in entry.of if one not in found]
        if name in found or not waiting:
            path.pop()
            if name not in found:
                found[name] = _made(entry, found)
        elif waiting[0] in path:
            raise RecordError("ledger.rests_on_itself", name=" → ".join((*path, waiting[0])))
        else:
            path.append(waiting[0])
    return found[id]


def _made(entry: Figure | Derived, found: Mapping[str, Quantity | None]) -> Quantity | None:
    if isinstance(entry, Figure):
        return of_figure(entry)
    parts = [part for part in (found[name] for name in entry.of) if part is not None]
    if len(parts) < len(entry.of):
        return None
    try:
        made = combined(entry.by, parts)
    except ZeroDivisionError:
        raise RecordError("ledger.over_zero", name=entry.id) from None
    if absurd(made):
        raise RecordError("ledger.too_large", name=entry.id)
    return made


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
