"""A published number in words: “more than 800” stays “more than 800”, in either language."""

import math
from dataclasses import dataclass
from fractions import Fraction

from workbench.base import words
from workbench.base.words import Phrase, Sayable, say
from workbench.ledger.quantity import End, Quantity, exact, of_figure
from workbench.ledger.record import By, Derived, Figure, Per, Unit

MILLION, MILLIARD = 10**6, 10**9
PER_NAMES = {
    "day": "ledger.per.day",
    "week": "ledger.per.week",
    "month": "ledger.per.month",
    "quarter": "ledger.per.quarter",
    "year": "ledger.per.year",
}
UNIT_NAMES = {
    "persons": "ledger.unit.persons",
    "structures": "ledger.unit.structures",
    "years": "ledger.unit.years",
    "months": "ledger.unit.months",
    "age": "ledger.unit.age",
}
"""The units that are words after the number; shares and money carry their sign, counts nothing."""


@dataclass(frozen=True)
class Amount:
    """A quantity of a unit, said as a language writes it. *digits* are those of a decimal number.

    *sign* shows a plus where the number is a change.
    """

    quantity: Quantity
    unit: Unit
    digits: int | None = None
    per: Per | None = None
    sign: bool = False

    def say(self, lang: str, /) -> str:
        """Return the number, with its bound and with its sign of money or share."""
        low, high = self.quantity.low, self.quantity.high
        one = low if math.isfinite(low) else high
        if not math.isfinite(one):
            return "–"
        number = self._number(one, lang)
        if low == high:
            return say("ledger.bound.about", lang, number=number) if self._about else number
        if math.isfinite(low) and math.isfinite(high) and self._bounded_below:
            both = say("ledger.range", lang, low=number, high=self._number(high, lang))
            return say("ledger.bound.about", lang, number=both) if self._about else both
        return self._bound(number, lang)

    def full(self, lang: str) -> str:
        """Return the number with its unit, and the time it is counted in.

        >>> Amount(Quantity(Fraction(80), Fraction(80)), "persons", per="year").full("en")
        '80 people a year'
        """
        number = self.say(lang)
        if self.unit in UNIT_NAMES:
            n = 1 if self.quantity.high == 1 else 2
            number = say(UNIT_NAMES[self.unit], lang, number=number, n=n)
        return say(PER_NAMES[self.per], lang, number=number) if self.per else number

    @property
    def _about(self) -> bool:
        return self.quantity.about

    @property
    def _bounded_below(self) -> bool:
        return self.quantity.low != 0  # from nothing to a number is at most that number

    def _bound(self, number: str, lang: str) -> str:
        quantity = self.quantity
        if math.isfinite(quantity.low) and not math.isfinite(quantity.high):
            if quantity.open_low:
                return say("ledger.bound.more_than", lang, number=number)
            return say("ledger.bound.at_least", lang, number=number)
        number = self._number(quantity.high, lang)
        if quantity.open_high:
            return say("ledger.bound.less_than", lang, number=number)
        return say("ledger.bound.at_most", lang, number=number)

    def _number(self, end: End, lang: str) -> str:
        one = Fraction(end)
        if self.unit == "share":
            digits = _digits(100 * one, 2) if self.digits is None else self.digits
            return _percent(one, lang, digits, self.sign)
        if self.unit in ("euros", "dollars"):
            return self._money(one, lang)
        digits = _digits(one, 3) if self.digits is None else self.digits
        return words.number(_rounded(one, digits), lang, digits or None, self.sign)

    def _money(self, one: Fraction, lang: str) -> str:
        mark = "−" if one < 0 else "+" if self.sign and one else ""
        for whole, key in ((MILLIARD, "ledger.milliards"), (MILLION, "ledger.millions")):
            if abs(one) >= whole and (10 * one / whole).denominator == 1:
                digits = _digits(one / whole, 1)
                number = words.number(_rounded(abs(one) / whole, digits), lang, digits or None)
                return say(key, lang, mark=mark, number=number, money=MONEY[self.unit])
        digits = (0 if one.denominator == 1 else 2) if self.digits is None else self.digits
        number = words.number(_rounded(abs(one), digits), lang, digits or None)
        return say("ledger.money", lang, mark=mark, number=number, money=MONEY[self.unit])


@dataclass(frozen=True)
class Full:
    """An amount that is said with its unit."""

    amount: Amount

    def say(self, lang: str, /) -> str:
        """Return the number with its unit."""
        return self.amount.full(lang)


SIGNS = {"more_than": "> ", "at_least": "≥ ", "less_than": "< ", "at_most": "≤ ", "about": "~ "}
MONEY = {"euros": "€", "dollars": "$"}


def amount(figure: Figure) -> Sayable:
    """Return how a figure is written: its number or, where it has none, its words or its day.

    >>> people = Figure(id="A", label="People", value=800, bound="more_than", kind="output",
    ...                 source="Report")
    >>> amount(people).say("en")
    'more than 800'
    """
    quantity = of_figure(figure)
    if quantity is not None:
        return Amount(quantity, figure.unit, per=figure.per, sign=figure.change)
    if figure.written is not None:
        return figure.written
    return day(figure)


def shown_in_a_table(figure: Figure, lang: str) -> str:
    """Return the number as a narrow column shows it: a range with a dash, a bound with its sign."""
    ends = [end for end in (figure.value, figure.upper) if end is not None]
    if not ends:
        return amount(figure).say(lang)
    numbers = [Amount(exact(end), figure.unit, sign=figure.change).say(lang) for end in ends]
    return SIGNS.get(figure.bound, "") + "–".join(numbers)


def day(figure: Figure) -> Phrase:
    """Return the time of a figure in words; a dash where it has none."""
    period = figure.period
    ends = [end for end in (period.start, period.end) if end] if period else []
    if len(ends) == 2:
        return Phrase("period.from_to", {"start": ends[0], "end": ends[1]})
    return Phrase("ledger.day", {"day": ends[0] if ends else "–"})


def as_published(figure: Figure, lang: str) -> str:
    """Return the words of the source and, where there is one, the number they stand for."""
    number = amount(figure)
    full = number.full(lang) if isinstance(number, Amount) else number.say(lang)
    if figure.written is None or number is figure.written:
        return full if figure.written is None else say("ledger.in_words", lang, words=full)
    return say("ledger.words_and_number", lang, words=figure.written, number=full)


@dataclass(frozen=True)
class Named:
    """A figure by what it counts, with its number: “posts (9)”."""

    figure: Figure

    def say(self, lang: str, /) -> str:
        """Return label and number."""
        holes = {"label": self.figure.label, "number": amount(self.figure)}
        return say("ledger.named", lang, **holes)


@dataclass(frozen=True)
class Formula:
    """How some amounts are put together, written out: 3 × 80."""

    by: By
    parts: tuple[Sayable, ...]

    def say(self, lang: str, /) -> str:
        """Return the formula."""
        parts = [part.say(lang) for part in self.parts]
        if self.by == "change":
            return f"({parts[1]} − {parts[0]}) / {parts[0]}"
        return SYMBOLS.get(self.by, " / ").join(parts)


@dataclass(frozen=True)
class Name:
    """The id of a figure, said as it is in every language."""

    id: str

    def say(self, _lang: str, /) -> str:
        """Return the id."""
        return self.id


SYMBOLS = {"product": " × ", "sum": " + ", "parts": " + ", "difference": " − "}


def of_derived(derived: Derived, quantity: Quantity) -> Amount:
    """Return how a derived number is written."""
    whole = quantity.is_exact and Fraction(quantity.low).denominator == 1
    digits = 0 if whole and derived.unit != "share" else derived.digits
    return Amount(quantity, derived.unit, digits, derived.per, sign=derived.signed)


def _digits(exact: Fraction, most: int) -> int:
    """Return how many decimals the number needs, at most *most*."""
    return next((n for n in range(most) if (exact * 10**n).denominator == 1), most)


def _rounded(exact: Fraction, digits: int) -> float | int:
    """Round half away from zero, as people do; a whole number where no decimal is asked."""
    scaled = abs(exact) * 10**digits
    whole = int(scaled + Fraction(1, 2))
    signed = whole if exact >= 0 else -whole
    return signed / 10**digits if digits else signed


def _percent(exact: Fraction, lang: str, digits: int, sign: bool) -> str:
    number = words.number(_rounded(100 * exact, digits), lang, digits or None, sign)
    return say("ledger.percent", lang, number=number)
