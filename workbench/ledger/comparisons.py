"""Relations between figures that are not made of one another: writings, parts, lengths, limits."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from workbench.base.findings import Finding, Together
from workbench.base.words import apart
from workbench.ledger.derive import combined
from workbench.ledger.quantity import exact, of_figure, verdict
from workbench.ledger.record import By, Figure, Ledger, Period, Relation
from workbench.ledger.written import Amount, Formula, Full, amount, as_published


def figures_of(ledger: Ledger, relation: Relation) -> list[Figure] | None:
    """Return the result and the factors of a relation; None where one of them is unknown."""
    names = [name for name in (relation.result, *relation.factors) if name]
    found = [figure for figure in map(ledger.figure, names) if figure is not None]
    return found if len(found) == len(names) else None


def sources(ledger: Ledger, figures: Sequence[Figure]) -> Together:
    """Return the titles of the sources of some figures, each said once."""
    return Together(tuple(dict.fromkeys(ledger.source(figure.source) for figure in figures)))


def _same_thing(ledger: Ledger, relation: Relation) -> Iterator[Finding]:
    figures = figures_of(ledger, relation) or []
    first, *others = figures
    alike = all(_same(first, other) for other in others)
    holes = {
        "label": first.label,
        "writings": Writings(tuple(figures)),
        "sources": sources(ledger, figures),
        "n": len(figures),
    }
    yield Finding("ledger.same", alike, relation.id, "note", holes)


@dataclass(frozen=True)
class Writings:
    """Several writings of one thing, as they are published."""

    figures: tuple[Figure, ...]

    def say(self, lang: str, /) -> str:
        """Return the writings, parted as *lang* parts them."""
        return apart((as_published(figure, lang) for figure in self.figures), lang)


def _same(first: Figure, other: Figure) -> bool:
    one, two = of_figure(first), of_figure(other)
    if one is not None and two is not None:
        return one == two and first.per == other.per and first.unit == other.unit
    if first.period and other.period:
        return _ends(first.period) == _ends(other.period)
    return first.written == other.written and first.period == other.period


def _ends(period: Period) -> tuple[object, object]:
    return period.start, period.end


def _parts(ledger: Ledger, relation: Relation) -> Iterator[Finding]:
    factors = [figure for figure in map(ledger.figure, relation.factors) if figure is not None]
    result = ledger.figure(relation.result) if relation.result else None
    parts = [part for part in map(of_figure, factors) if part is not None]
    whole = of_figure(result) if result else exact(Fraction(1))
    if whole is None or len(parts) < len(factors):
        yield Finding("ledger.not_computable", False, relation.id, "note")
        return
    together = combined("sum", parts)
    unit = factors[0].unit
    holes = {
        "product": Formula("sum", tuple(amount(figure) for figure in factors)),
        "expected": Amount(together, unit),
        "whole": Amount(whole, unit),
        "rest": Amount(whole.minus(together), unit),
        "sources": sources(ledger, factors),
    }
    if together.low > whole.high:
        yield Finding("ledger.parts_beyond", False, relation.id, "note", holes)
    else:
        yield Finding("ledger.parts", together.high >= whole.low, relation.id, "note", holes)


def _length(ledger: Ledger, relation: Relation) -> Iterator[Finding]:
    figures = figures_of(ledger, relation) or []
    result, period = figures[0], figures[-1].period
    published = of_figure(result)
    months = _months(period) if period else None
    if months is None or published is None or result.unit not in ("months", "years"):
        yield Finding("ledger.not_computable", False, relation.id, "note")
        return
    expected = exact(months if result.unit == "months" else months / 12)
    found = verdict(expected, published, Fraction(1))
    holes = {
        "label": result.label,
        "start": period.start if period else "",
        "end": period.end if period else "",
        "expected": Full(Amount(expected, result.unit)),
        "published": Full(Amount(published, result.unit)),
        "sources": sources(ledger, figures),
    }
    yield Finding("ledger.length", found != "contradicted", relation.id, "note", holes)


def _months(period: Period) -> Fraction | None:
    """Return the months from the first day to the last one, both included."""
    if period.start is None or period.end is None:
        return None
    end = period.end + timedelta(days=1)
    whole = 12 * (end.year - period.start.year) + end.month - period.start.month
    return Fraction(whole) + Fraction(end.day - period.start.day, 30)


def _at_most(ledger: Ledger, relation: Relation) -> Iterator[Finding]:
    figures = figures_of(ledger, relation) or []
    parts = [part for part in map(of_figure, figures) if part is not None]
    if len(parts) < 2:
        yield Finding("ledger.not_computable", False, relation.id, "note")
        return
    (result, factor), (value, most) = figures, parts
    holes = {
        "label": result.label,
        "published": amount(result),
        "other": factor.label,
        "most": amount(factor),
        "reason": relation.reason or "",
        "sources": sources(ledger, figures),
    }
    yield Finding("ledger.at_most", value.low <= most.high, relation.id, "note", holes)


COMPARED: dict[By, Callable[[Ledger, Relation], Iterator[Finding]]] = {
    "same": _same_thing,
    "parts": _parts,
    "length": _length,
    "at_most": _at_most,
}
"""How each sort of relation is looked at."""
