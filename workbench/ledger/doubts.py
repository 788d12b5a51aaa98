"""What the sources leave open: questions, bounds, intentions, inferred dates, missing bases."""

from collections.abc import Iterator

from workbench.base.findings import Finding
from workbench.ledger.record import Derived, Figure, Ledger
from workbench.ledger.written import amount, day

MONEY = ("euros", "dollars")
HEADS = ("persons",)


def left_open(ledger: Ledger) -> Iterator[Finding]:
    """Yield what a reader must know beside the figures."""
    for figure in ledger.figures:
        yield from _of(ledger, figure)
    for derived in ledger.derived:
        yield from _misleads(ledger, derived)
        if derived.question is not None:
            yield _question(derived)
    for remark in ledger.remarks:
        holes = {"text": remark.text, "source": ledger.source(remark.source)}
        yield Finding("ledger.remark", False, remark.id, "note", holes)


def _of(ledger: Ledger, figure: Figure) -> Iterator[Finding]:
    holes = {
        "label": figure.label,
        "number": amount(figure),
        "source": ledger.source(figure.source),
    }
    if figure.bound == "about":
        yield Finding("ledger.kept_as_about", True, figure.id, "note", holes)
    elif figure.bound != "exact":
        yield Finding("ledger.kept_as_bound", True, figure.id, "note", holes)
    if figure.kind == "intention":
        yield Finding("ledger.intention", True, figure.id, "note", holes)
    if figure.change and (figure.base is None or figure.period is None):
        yield Finding("ledger.no_base", False, figure.id, "note", holes)
    if figure.period is not None and figure.period.inferred is not None:
        more = {"day": day(figure), "why": figure.period.inferred}
        more["written"] = figure.period.written or figure.written or "–"
        yield Finding("ledger.inferred", False, figure.id, "note", {**holes, **more})
    if figure.question is not None:
        yield _question(figure)


def _question(entry: Figure | Derived) -> Finding:
    holes = {"label": entry.label, "question": entry.question}
    return Finding("ledger.open_question", False, entry.id, "note", holes)


def _misleads(ledger: Ledger, derived: Derived) -> Iterator[Finding]:
    """Money over people misleads where the money paid for more than these people: say so."""
    figures = [ledger.figure(id) for id in derived.of]
    units = [figure.unit if figure else None for figure in figures]
    per_head = derived.by in ("ratio", "share") and units[0] in MONEY and units[1] in HEADS
    where = [figure.perimeter if figure else None for figure in figures]
    alike = where[0] is not None and where[0] == where[1]
    holes = {"label": derived.label, "warning": derived.warning or ""}
    if derived.warning is not None:
        yield Finding("ledger.misleads", True, derived.id, "warning", holes)
    elif per_head and not alike:
        yield Finding("ledger.misleads", False, derived.id, "warning", holes)
