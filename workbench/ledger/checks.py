"""Do the published figures agree with one another? A contradiction is a note, never a blocker."""

from collections import Counter
from collections.abc import Iterator

from workbench.base import words
from workbench.base.findings import Finding
from workbench.ledger.doubts import left_open
from workbench.ledger.lists import lists_are_whole
from workbench.ledger.nesting import parts_fit
from workbench.ledger.record import Ledger
from workbench.ledger.relations import relations_hold


def check(ledger: Ledger) -> list[Finding]:
    """Return the findings about the figures, in the order of a careful reader.

    First what is wrong with the file itself, which blocks; then every relation, every amount that
    is a part of another, every list; last what the sources leave open.
    """
    return [
        *ids_stand_once(ledger),
        *names_are_known(ledger),
        *relations_hold(ledger),
        *parts_fit(ledger),
        *lists_are_whole(ledger),
        *left_open(ledger),
    ]


def ids_stand_once(ledger: Ledger) -> Iterator[Finding]:
    """A name means one thing."""
    relations = [relation.id for relation in ledger.relations]
    lists, remarks = [one.id for one in ledger.lists], [one.id for one in ledger.remarks]
    kinds = (ledger.ids(), relations, lists, remarks, [one.id for one in ledger.apart])
    for names in kinds:
        for name, n in Counter(names).items():
            if n > 1:
                yield Finding("ledger.twice", False, name, holes={"n": n})


def names_are_known(ledger: Ledger) -> Iterator[Finding]:
    """What speaks of a figure or of a list speaks of one that is there."""
    for where, name, known in _spoken_of(ledger):
        if name not in known:
            holes = {"name": name, "hint": words.hint(name, known)}
            yield Finding("ledger.unknown_figure", False, where, holes=holes)


def _spoken_of(ledger: Ledger) -> Iterator[tuple[str, str, list[str]]]:
    """Yield who speaks, of which name, and the names that there are."""
    figures, all_ids = [figure.id for figure in ledger.figures], ledger.ids()
    lists = [listing.id for listing in ledger.lists]
    for relation in ledger.relations:
        for name in (relation.result, *relation.factors):
            if name is not None:
                yield relation.id, name, figures
    for figure in ledger.figures:
        for name in (*figure.parents, *((figure.base,) if figure.base else ())):
            yield figure.id, name, figures
    for derived in ledger.derived:
        yield from ((derived.id, name, all_ids) for name in derived.of)
    for apart in ledger.apart:
        yield from ((apart.id, name, figures) for name in apart.figures)
    for listing in ledger.lists:
        if listing.figure:
            yield listing.id, listing.figure, figures
        if listing.against:
            yield listing.id, listing.against, lists
