"""A published number as what is known of it: one value, a range, or a bound that stays a bound."""

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from workbench.ledger.record import Figure

End = Fraction | float
"""An exact end; a float only where there is no end at all (infinity)."""

ABOUT = Fraction(1, 10)
"""How far from the number the word “about” may lie before it is contradicted: a tenth of it."""

Verdict = Literal["exact", "rounded", "possible", "contradicted"]


@dataclass(frozen=True)
class Quantity:
    """All values between *low* and *high*; an end that is *open* is not one of them.

    >>> more_than(800).over(exact(3)).low
    Fraction(800, 3)
    """

    low: End
    high: End
    open_low: bool = False
    open_high: bool = False
    about: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether it is one value."""
        return self.low == self.high and not self.about

    def plus(self, other: "Quantity") -> "Quantity":
        """Return the sum."""
        return Quantity(
            self.low + other.low,
            self.high + other.high,
            self.open_low or other.open_low,
            self.open_high or other.open_high,
            self.about or other.about,
        )

    def minus(self, other: "Quantity") -> "Quantity":
        """Return the difference."""
        return self.plus(
            Quantity(-other.high, -other.low, other.open_high, other.open_low, other.about)
        )

    def times(self, other: "Quantity") -> "Quantity":
        """Return the product."""
        corners = [
            (_product(a, b), open_a or open_b)
            for a, open_a in self._ends()
            for b, open_b in other._ends()
        ]
        (low, open_low), (high, open_high) = _lowest(corners), _highest(corners)
        return Quantity(low, high, open_low, open_high, self.about or other.about)

    def over(self, other: "Quantity") -> "Quantity":
        """Return the quotient; raise ZeroDivisionError where the divisor may be zero."""
        if other.low <= 0 <= other.high and not (
            (other.low == 0 and other.open_low) or (other.high == 0 and other.open_high)
        ):
            raise ZeroDivisionError
        ends = sorted(
            ((_inverse(end, other), is_open) for end, is_open in other._ends()),
            key=lambda pair: pair[0],
        )
        (low, open_low), (high, open_high) = ends
        return self.times(Quantity(low, high, open_low, open_high, other.about))

    def _ends(self) -> tuple[tuple[End, bool], tuple[End, bool]]:
        return (self.low, self.open_low), (self.high, self.open_high)


def exact(value: float | Fraction) -> Quantity:
    """Return one value, with the digits that a person wrote and no others.

    >>> exact(0.1).times(exact(3)) == exact(0.3)
    True
    """
    end = value if isinstance(value, Fraction) else Fraction(repr(value))
    return Quantity(end, end)


def more_than(value: float) -> Quantity:
    """Return what is above *value*."""
    return Quantity(Fraction(repr(value)), math.inf, open_low=True, open_high=True)


def of_figure(figure: Figure) -> Quantity | None:
    """Return what a figure says; None where it has no number."""
    if figure.value is None:
        return None
    value = Fraction(repr(figure.value))
    match figure.bound:
        case "more_than":
            return more_than(figure.value)
        case "at_least":
            return Quantity(value, math.inf, open_high=True)
        case "less_than":
            return Quantity(_floor(figure), value, open_high=True)
        case "at_most":
            return Quantity(_floor(figure), value)
        case _:
            high = value if figure.upper is None else Fraction(repr(figure.upper))
            return Quantity(value, high, about=figure.bound == "about")


def verdict(expected: Quantity, published: Quantity, step: Fraction) -> Verdict:
    """Hold what should be against what is published, which was rounded to *step*.

    >>> verdict(exact(Fraction(249, 537)), exact(0.464), Fraction(1, 1000))
    'rounded'
    """
    if expected.is_exact and published.is_exact:
        gap = abs(Fraction(expected.low) - Fraction(published.low))
        return "exact" if gap == 0 else "rounded" if gap <= step / 2 else "contradicted"
    first, second = _widened(expected), _widened(published)
    apart = first.high < second.low or second.high < first.low
    touch = (first.high == second.low and (first.open_high or second.open_low)) or (
        second.high == first.low and (second.open_high or first.open_low)
    )
    return "contradicted" if apart or touch else "possible"


def step(value: float) -> Fraction:
    """Return one unit of the last digit that was written.

    >>> step(0.464), step(320.0)
    (Fraction(1, 1000), Fraction(1, 1))
    """
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return Fraction(10) ** min(int(exponent), 0)


def _floor(figure: Figure) -> End:
    """Return the least that it can be: nothing is counted below zero, but money and change are."""
    return -math.inf if figure.change or figure.unit in ("euros", "dollars") else Fraction(0)


def _widened(one: Quantity) -> Quantity:
    if not one.about:
        return one
    low = one.low - ABOUT * max(one.low, -one.low)
    high = one.high + ABOUT * max(one.high, -one.high)
    return Quantity(low, high, one.open_low, one.open_high)


def _product(a: End, b: End) -> End:
    return Fraction(0) if a == 0 or b == 0 else a * b


def _inverse(end: End, of: Quantity) -> End:
    if end == 0:
        return math.inf if of.high > 0 else -math.inf
    return Fraction(0) if isinstance(end, float) and math.isinf(end) else 1 / Fraction(end)


def _lowest(corners: list[tuple[End, bool]]) -> tuple[End, bool]:
    low = min(end for end, _ in corners)
    return low, all(is_open for end, is_open in corners if end == low)


def _highest(corners: list[tuple[End, bool]]) -> tuple[End, bool]:
    high = max(end for end, _ in corners)
    return high, all(is_open for end, is_open in corners if end == high)
