"""Only what came about may be drawn as a result: a promise has no bar."""

from collections.abc import Sequence

from workbench.base.errors import DataError
from workbench.base.words import Phrase
from workbench.ledger.cite import KIND_NAMES
from workbench.ledger.record import Figure, Ledger

CAME_ABOUT = ("output", "result")


def to_draw(ledger: Ledger, ids: Sequence[str] = ()) -> list[Figure]:
    """Return the figures that a chart of results may show: all, or those of *ids*.

    Raises DataError where there is none, or where one of *ids* is a design, a target, a budget or
    an intention.
    """
    found = [figure for figure in ledger.figures if figure.kind in CAME_ABOUT]
    found = [figure for figure in found if figure.value is not None]
    allowed = [figure.id for figure in found]
    for id in ids:
        if id not in allowed:
            figure = ledger.figure(id)
            kind = Phrase(KIND_NAMES[figure.kind]) if figure else "–"
            names = ", ".join(allowed) or "–"
            raise DataError("ledger.not_a_result", name=id, kind=kind, allowed=names)
    if not found:
        raise DataError("ledger.nothing_to_draw")
    return [figure for figure in found if not ids or figure.id in ids]
