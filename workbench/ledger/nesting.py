"""What is a part of what: no part is larger than its whole, and nothing is added up twice."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from workbench.base import words
from workbench.base.errors import RecordError
from workbench.base.findings import Finding, Together
from workbench.base.words import Phrase, Sayable
from workbench.ledger.comparisons import sources
from workbench.ledger.derive import combined, quantity
from workbench.ledger.quantity import Quantity, of_figure
from workbench.ledger.record import Figure, Ledger
from workbench.ledger.written import Amount, Formula, Named, amount


def parts_fit(ledger: Ledger) -> Iterator[Finding]:
    """Each part fits into its whole, alone and with the other parts; no sum counts twice."""
    circles = list(_circles(ledger))
    yield from circles
    if circles:
        return
    yield from _each_part(ledger)
    yield from _parts_together(ledger)
    yield from _kept_apart(ledger)
    yield from _sums(ledger)


def wholes(ledger: Ledger, id: str) -> set[str]:
    """Return every figure that this one is a part of, at whatever distance."""
    found: set[str] = set()
    waiting = [id]
    while waiting:
        figure = ledger.figure(waiting.pop())
        new = set(figure.parents) - found if figure else set()
        found |= new
        waiting += new
    return found


def twice(ledger: Ledger, ids: Sequence[str]) -> tuple[str, str, Sayable] | None:
    """Return two figures of *ids* that may not be added together, and why; None where all may."""
    for first, other in combinations(ids, 2):
        if first == other or other in wholes(ledger, first) or first in wholes(ledger, other):
            return first, other, Phrase("ledger.part_of_it")
        own = ({first, *wholes(ledger, first)}, {other, *wholes(ledger, other)})
        kinds = {one.kind for one in map(ledger.figure, (first, other)) if one is not None}
        if "request" in kinds and len(kinds) > 1:
            return first, other, Phrase("ledger.asked_and_given")
        for apart in ledger.apart:
            members = set(apart.figures)
            if any(a != b for a in own[0] & members for b in own[1] & members):
                return first, other, apart.reason
    return None


def total(ledger: Ledger, ids: Sequence[str]) -> Quantity:
    """Return the sum of some figures; raise RecordError where they may not be added together.

    A bound stays a bound: more than 800 and 43 make more than 843.
    """
    found = twice(ledger, ids)
    if found is not None:
        first, other, why = found
        raise RecordError("ledger.not_added", first=first, other=other, why=why)
    parts = [quantity(ledger, id) for id in ids]
    entries = [ledger.entry(id) for id in ids]
    if len({(one.unit, one.per) for one in entries if one}) > 1:
        raise RecordError("ledger.not_one_unit", names=", ".join(ids))
    known = [part for part in parts if part is not None]
    if len(known) < len(parts) or not known:
        raise RecordError("ledger.no_number", name=", ".join(ids))
    return combined("sum", known)


def _circles(ledger: Ledger) -> Iterator[Finding]:
    for figure in ledger.figures:
        if figure.id in wholes(ledger, figure.id):
            holes = {"name": words.join(figure.parents, words.LANGS[0])}
            yield Finding("ledger.circle", False, figure.id, holes=holes)
    for derived in ledger.derived:
        try:
            quantity(ledger, derived.id)
        except RecordError as error:
            if error.key != "ledger.cite_unknown":  # told apart, with who speaks of it
                yield Finding(error.key, False, derived.id, holes=error.holes)


def _each_part(ledger: Ledger) -> Iterator[Finding]:
    for figure in ledger.figures:
        parents = [one for one in map(ledger.figure, figure.parents) if one is not None]
        if parents and figure.nesting == "unclear":
            holes = {
                "label": figure.label,
                "part": amount(figure),
                "parents": Together(tuple(map(Named, parents))),
                "sources": sources(ledger, (figure, *parents)),
            }
            yield Finding("ledger.nesting_unclear", False, figure.id, "note", holes)
        elif parents:
            yield from (_inside(ledger, figure, parent) for parent in parents)


def _inside(ledger: Ledger, figure: Figure, parent: Figure) -> Finding:
    part, whole = of_figure(figure), of_figure(parent)
    holes = {
        "label": figure.label,
        "part": amount(figure),
        "parent": parent.label,
        "whole": amount(parent),
        "sources": sources(ledger, (figure, parent)),
    }
    if figure.unit != parent.unit:
        return Finding("ledger.nested_unit", False, figure.id, "warning", holes)
    if part is None or whole is None:
        return Finding("ledger.nested", None, figure.id, "note", holes)
    return Finding("ledger.nested", part.low <= whole.high, figure.id, "note", holes)


def _parts_together(ledger: Ledger) -> Iterator[Finding]:
    for parent in ledger.figures:
        inside = [
            figure
            for figure in ledger.figures
            if figure.parents == (parent.id,)
            and figure.nesting == "stated"
            and figure.unit == parent.unit
        ]
        parts, whole = [of_figure(figure) for figure in inside], of_figure(parent)
        known = [part for part in parts if part is not None]
        if len(known) < 2 or whole is None:
            continue
        together = combined("sum", known)
        holes = {
            "product": Formula("sum", tuple(amount(figure) for figure in inside)),
            "expected": Amount(together, parent.unit),
            "parent": parent.label,
            "whole": amount(parent),
            "sources": sources(ledger, (parent, *inside)),
        }
        fits = together.low <= whole.high
        yield Finding("ledger.nested_together", fits, parent.id, "note", holes)


def _kept_apart(ledger: Ledger) -> Iterator[Finding]:
    for apart in ledger.apart:
        figures = [figure for figure in map(ledger.figure, apart.figures) if figure is not None]
        holes = {"figures": Together(tuple(map(Named, figures))), "reason": apart.reason}
        yield Finding("ledger.apart", True, apart.id, "note", holes)


def _sums(ledger: Ledger) -> Iterator[Finding]:
    added = [(one.id, one.factors) for one in ledger.relations if one.by in ("sum", "parts")]
    added += [(one.id, one.of) for one in ledger.derived if one.by == "sum"]
    for where, ids in added:
        found = twice(ledger, ids)
        if found is not None:
            first, other, why = found
            yield Finding(
                "ledger.added_twice",
                False,
                where,
                holes={"first": first, "other": other, "why": why},
            )
