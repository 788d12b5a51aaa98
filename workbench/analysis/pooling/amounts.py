"""How an effect of a pilot is written: in its unit, with the digits that its error allows."""

from dataclasses import dataclass
from math import exp, floor, log10

from workbench.analysis.ladder import amount
from workbench.analysis.pooling.pooled import Pooled
from workbench.base import words
from workbench.base.words import say

MOST = 6
"""How many decimals are written at most."""


@dataclass(frozen=True)
class Amount:
    """An effect that can be said: *value* on the scale of the pilots, in their unit.

    A *bare* one leaves its unit to the figure that follows it.
    """

    value: float
    unit: str
    digits: int
    sign: bool = True
    bare: bool = False

    def say(self, lang: str, /) -> str:
        """Return the effect as *lang* writes it: a logarithm as a ratio, a log odds as a rate."""
        if self.unit == "ratio":
            return _ratio(self.value, self.digits, lang)
        if self.unit == "rate":
            return words.percent(rate(self.value), lang, 1)
        if self.unit == "dollars":
            return amount(self.value, self.unit, lang, self.sign)
        if self.unit == "share":
            points = words.number(100 * self.value, lang, 1, self.sign)
            return points if self.bare else say("unit.points", lang, value=points)
        return words.number(self.value, lang, self.digits, self.sign)


def rate(log_odds: float) -> float:
    """Return the share of people whose log odds are given.

    >>> rate(0.0), round(rate(-1.0986122886681098), 2)
    (0.5, 0.25)
    """
    from scipy.special import expit

    return float(expit(log_odds))


def _ratio(value: float, digits: int, lang: str) -> str:
    """Write a ratio; one that has more figures than anybody could read is a power of ten."""
    if abs(value) < 11:
        return say("unit.ratio", lang, value=words.number(exp(value), lang, digits))
    power = words.number(round(value / 2.302585092994046), lang)
    return say("unit.ratio", lang, value=f"10^{power}")


def digits(std_error: float) -> int:
    """Return how many decimals show two figures of an error, and no more.

    >>> [digits(error) for error in (12.0, 0.4, 0.013)]
    [0, 2, 3]
    """
    if not std_error > 0:
        return 2
    return min(MOST, max(0, 1 - floor(log10(std_error))))


def one(pooled: Pooled, value: float, sign: bool = True, bare: bool = False) -> Amount:
    """Return one effect as it is said of these pilots."""
    places = digits(pooled.centre.std_error)
    places = max(2, places) if pooled.unit == "ratio" else places
    return Amount(value, pooled.unit, places, sign, bare)


def ends(pooled: Pooled, interval: tuple[float, float], sign: bool = True) -> dict[str, Amount]:
    """Return the holes *low* and *high* of a sentence: the unit stands once, after the second."""
    low, high = interval
    return {"low": one(pooled, low, sign, bare=True), "high": one(pooled, high, sign)}
