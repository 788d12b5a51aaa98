"""Every relation is proved or contradicted; what rests on a contradiction is told with it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from workbench.base.findings import Finding
from workbench.base.words import Phrase
from workbench.ledger.comparisons import COMPARED, figures_of, sources
from workbench.ledger.derive import combined, quantity
from workbench.ledger.quantity import Quantity, Verdict, of_figure, step, verdict
from workbench.ledger.record import By, Figure, Ledger, Relation
from workbench.ledger.written import Amount, Formula, amount

ID: dict[By, str] = {
    "product": "ledger.product",
    "sum": "ledger.sum",
    "difference": "ledger.difference",
    "share": "ledger.share",
    "change": "ledger.change",
    "ratio": "ledger.ratio",
}
"""The rule of each relation in which a figure is made of others."""
HOW: dict[Verdict, Phrase | str] = {
    "exact": "",
    "rounded": Phrase("ledger.how.rounded"),
    "possible": Phrase("ledger.how.possible"),
    "contradicted": "",
}
ONE_UNIT = ("sum", "difference", "share", "change", "same", "parts", "at_most")
"""What only has a sense between figures of one unit."""


@dataclass(frozen=True)
class Held:
    """A relation that was looked at: what should be, what is published, and the verdict."""

    relation: Relation
    result: Figure
    factors: tuple[Figure, ...]
    expected: Quantity
    published: Quantity
    verdict: Verdict


def relations_hold(ledger: Ledger) -> Iterator[Finding]:
    """Each relation is proved or contradicted; then what rests on what was contradicted."""
    for relation in ledger.relations:
        figures = figures_of(ledger, relation)
        if figures is None:
            continue  # a name that nobody knows is told apart
        units = {(figure.unit, figure.per) for figure in figures}
        if relation.by in ONE_UNIT and len(units) > 1 and relation.by != "same":
            names = [figure.id for figure in figures]
            yield Finding("ledger.units", False, relation.id, holes={"names": ", ".join(names)})
            continue
        compare = COMPARED.get(relation.by, _made_of)
        yield from compare(ledger, relation)
    yield from _rests_on(ledger)


def held(ledger: Ledger, relation: Relation) -> Held | None:
    """Return how a relation stands in which a figure is made of others; None for another sort.

    None too where a name is unknown, a figure has no number, or a divisor may be zero.
    """
    result = ledger.figure(relation.result) if relation.result else None
    factors = [figure for figure in map(ledger.figure, relation.factors) if figure is not None]
    parts = [part for part in map(of_figure, factors) if part is not None]
    if relation.by not in ID or result is None or len(parts) < len(relation.factors):
        return None
    published = of_figure(result)
    if published is None or result.value is None:
        return None
    try:
        expected = combined(relation.by, parts)
    except ZeroDivisionError:
        return None
    found = verdict(expected, published, step(result.value))
    return Held(relation, result, tuple(factors), expected, published, found)


def recomputed(ledger: Ledger) -> dict[str, Quantity]:
    """Return what each figure would be if the relations were right and it were not.

    Only figures that a relation contradicts, or that are made of such figures.
    """
    found: dict[str, Quantity] = {}
    for _ in ledger.relations:  # a chain is no longer than the relations are many
        before = dict(found)
        for one in filter(None, (held(ledger, relation) for relation in ledger.relations)):
            parts = [found.get(figure.id) or of_figure(figure) for figure in one.factors]
            moved = any(figure.id in found for figure in one.factors)
            if (moved or one.verdict == "contradicted") and one.result.id not in found:
                found[one.result.id] = combined(one.relation.by, [p for p in parts if p])
        if found == before:
            break
    return found


def other_reading(ledger: Ledger, id: str) -> Quantity | None:
    """Return what a number would be if the relations were right; None where nothing changes it."""
    others = recomputed(ledger)
    other = quantity(ledger, id, others)
    return None if not others or other == quantity(ledger, id) else other


def _made_of(ledger: Ledger, relation: Relation) -> Iterator[Finding]:
    one = held(ledger, relation)
    if one is None:
        yield Finding("ledger.not_computable", False, relation.id, "note")
        return
    holes = {
        "label": one.result.label,
        "product": Formula(relation.by, tuple(amount(figure) for figure in one.factors)),
        "expected": Amount(one.expected, one.result.unit),
        "published": amount(one.result),
        "how": HOW[one.verdict],
        "would": Would(one) if one.verdict == "contradicted" else "",
        "sources": sources(ledger, (one.result, *one.factors)),
    }
    yield Finding(ID[relation.by], one.verdict != "contradicted", relation.id, "note", holes)


@dataclass(frozen=True)
class Would:
    """Which other factor, a whole number, would give the published result."""

    held: Held

    def say(self, lang: str, /) -> str:
        """Return one sentence for each such factor; nothing where there is none."""
        said = [
            Phrase("ledger.would", {"needed": needed, "label": figure.label, "is": amount(figure)})
            for figure, needed in self._needed()
        ]
        return " ".join(["", *(phrase.say(lang) for phrase in said)])

    def _needed(self) -> Iterator[tuple[Figure, int]]:
        one = self.held
        others = [q for q in map(of_figure, one.factors) if q is not None]
        if one.relation.by != "product" or not all(q.is_exact for q in (*others, one.published)):
            return
        for place, figure in enumerate(one.factors):
            rest = math.prod(Fraction(q.low) for i, q in enumerate(others) if i != place)
            needed = Fraction(one.published.low) / rest if rest else Fraction(0)
            if needed > 0 and needed.denominator == 1:
                yield figure, int(needed)


def _rests_on(ledger: Ledger) -> Iterator[Finding]:
    """A figure may agree with another one that is itself contradicted."""
    others = recomputed(ledger)
    for one in filter(None, (held(ledger, relation) for relation in ledger.relations)):
        moved = [figure for figure in one.factors if figure.id in others]
        if one.verdict != "contradicted" and moved and one.result.id in others:
            cause = moved[0]
            holes = {
                "label": one.result.label,
                "published": amount(one.result),
                "cause": cause.label,
                "instead": Amount(others[cause.id], cause.unit),
                "is": amount(cause),
                "other": Amount(others[one.result.id], one.result.unit),
            }
            yield Finding("ledger.rests_on", False, one.result.id, "note", holes)
