"""What could make a scale say something else than it seems to."""

from collections.abc import Iterator, Sequence

from workbench.analysis.reliability.record import Item, Reliability
from workbench.base.findings import Finding
from workbench.base.words import Share

FEW = 50
"""Under so many people alpha and omega are hardly known (rule for indices of one's own)."""
DOUBTFUL, REDUNDANT = 0.7, 0.95
WEAK_ITEM = 0.2
APART = 0.02
"""How far alpha may differ between all answers and the people who answered everything."""
MUCH_MISSING = 0.1


def doubts(found: Reliability) -> list[Finding]:
    """Return what was looked at, and what was seen."""
    return [*_of_items(found), *_of_whole(found), *_of_missing(found)]


def _of_items(found: Reliability) -> Iterator[Finding]:
    turned = [item for item in found.items if item.item_rest < 0]
    yield _about("reliability.reversed_item", turned)
    weak = [item for item in found.items if 0 <= item.item_rest < WEAK_ITEM]
    yield _about("reliability.weak_item", weak)


def _of_whole(found: Reliability) -> Iterator[Finding]:
    holes = {"n": found.n_complete, "few": FEW}
    yield Finding("reliability.few_people", found.n_complete >= FEW, "", "warning", holes)
    values = {"alpha": round(found.alpha, 2), "level": DOUBTFUL}
    yield Finding("reliability.low", found.alpha >= DOUBTFUL, "", "warning", values)
    yield Finding("reliability.redundant", found.alpha <= REDUNDANT, "", "note", values)
    if len(found.items) == 2:
        yield Finding("reliability.only_two", False, "", "note")
    elif found.omega is None:
        yield Finding("reliability.no_omega", False, "", "warning")


def _of_missing(found: Reliability) -> Iterator[Finding]:
    lost = found.n - found.n_complete
    holes = {"n": lost, "all": found.n, "share": Share(lost / found.n if found.n else 0)}
    few = lost <= MUCH_MISSING * found.n
    yield Finding("reliability.missing_answers", few, "", "warning", holes)
    if found.alpha_complete is not None:
        same = abs(found.alpha_complete - found.alpha) <= APART
        both = {"alpha": round(found.alpha, 2), "complete": round(found.alpha_complete, 2)}
        yield Finding("reliability.missing_matters", same, "", "warning", both)


def _about(id: str, items: Sequence[Item]) -> Finding:
    named = ", ".join(item.id for item in items)
    return Finding(id, not items, named, "warning", {"n": len(items), "named": named})
