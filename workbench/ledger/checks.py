"""Do the published figures agree with one another? A contradiction is a note, never a blocker."""

import math
from collections.abc import Iterator

from workbench.base import words
from workbench.base.findings import Finding
from workbench.ledger.record import Figure, Ledger, Relation


def check(ledger: Ledger) -> list[Finding]:
    """Return the findings about the figures: unknown names first, then each relation."""
    return [*names_are_known(ledger), *sums_and_products_hold(ledger), *nothing_left_open(ledger)]


def names_are_known(ledger: Ledger) -> Iterator[Finding]:
    """A relation speaks of figures that are there."""
    ids = {figure.id for figure in ledger.figures}
    for relation in ledger.relations:
        for name in (relation.result, *relation.factors):
            if name not in ids:
                holes = {"name": name, "hint": words.hint(name, ids)}
                yield Finding("ledger.unknown_figure", False, relation.id, holes=holes)


def sums_and_products_hold(ledger: Ledger) -> Iterator[Finding]:
    """The result that is published is the product, or the sum, of its factors."""
    for relation in ledger.relations:
        result = ledger.figure(relation.result)
        factors = [ledger.figure(name) for name in relation.factors]
        known = [factor for factor in factors if factor is not None]
        if result is None or len(known) < len(factors):
            continue
        yield _finding(relation, result, known)


def nothing_left_open(ledger: Ledger) -> Iterator[Finding]:
    """What a source leaves open is said beside the figure."""
    for figure in ledger.figures:
        if figure.question:
            holes = {"label": figure.label, "question": figure.question}
            yield Finding("ledger.open_question", False, figure.id, "note", holes)


def _finding(relation: Relation, result: Figure, factors: list[Figure]) -> Finding:
    values = [factor.value for factor in factors]
    added = relation.by == "sum"
    expected = math.fsum(values) if added else math.prod(values)
    holes = {
        "product": (" + " if added else " × ").join(f"{value:.12g}" for value in values),
        "expected": f"{expected:.12g}",
        "published": f"{result.value:.12g}",
        "sources": ", ".join(sorted({figure.source for figure in (result, *factors)})),
    }
    holds = math.isclose(expected, result.value)
    if added:
        return Finding("ledger.sum", holds, relation.id, "note", holes)
    return Finding("ledger.product", holds, relation.id, "note", holes)
