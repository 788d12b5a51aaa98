"""A figure of a finding that carries its unit: each language writes it in its own way."""

from dataclasses import dataclass

from workbench.analysis.ladder import amount


@dataclass(frozen=True)
class Amount:
    """A *value* in the *unit* of an analysis; with *sign*, a difference.

    >>> Amount(0.05, "share", sign=True).say("en"), Amount(0.05, "share").say("en")
    ('+5.0 points', '5.0%')
    """

    value: float
    unit: str
    sign: bool = False

    def say(self, lang: str, /) -> str:
        """Write the value in its unit."""
        return amount(self.value, self.unit, lang, self.sign)
