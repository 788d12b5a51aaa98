"""A numbered list has all its numbers; a list of names has as many as the source says."""

from collections import Counter
from collections.abc import Iterator

from workbench.base.findings import Finding, Together
from workbench.ledger.quantity import of_figure
from workbench.ledger.record import Ledger, Listing
from workbench.ledger.written import amount


def lists_are_whole(ledger: Ledger) -> Iterator[Finding]:
    """Nothing is missing from a list, and two lists of one thing name the same."""
    for listing in ledger.lists:
        yield from _numbers(ledger, listing)
        yield from _count(ledger, listing)
        yield from _levels(ledger, listing)
        yield from _against(ledger, listing)


def missing(ledger: Ledger, listing: Listing) -> list[int]:
    """Return the numbers that are not on a numbered list, from 1 to its figure or to its last."""
    figure = ledger.figure(listing.figure) if listing.figure else None
    last = int(figure.value) if figure and figure.value else max(listing.numbers, default=0)
    return [number for number in range(1, min(last, LONGEST) + 1) if number not in listing.numbers]


LONGEST = 10_000
"""How many numbers of a list are looked at."""


def _numbers(ledger: Ledger, listing: Listing) -> Iterator[Finding]:
    if not listing.numbers:
        return
    gone = missing(ledger, listing)
    holes = _holes(ledger, listing)
    holes |= {"n": len(gone), "missing": Together(tuple(str(number) for number in gone))}
    yield Finding("ledger.list_missing", not gone, listing.id, "note", holes)
    again = [str(number) for number, n in Counter(listing.numbers).items() if n > 1]
    if again:
        holes = {**_holes(ledger, listing), "numbers": Together(tuple(again))}
        yield Finding("ledger.list_repeats", False, listing.id, "note", holes)


def _count(ledger: Ledger, listing: Listing) -> Iterator[Finding]:
    """Hold how many are named against how many there are said to be."""
    named = listing.named if listing.named is not None else len(listing.names)
    figure = ledger.figure(listing.figure) if listing.figure else None
    said = of_figure(figure) if figure else None
    if listing.numbers or figure is None or said is None:
        return
    fits = said.low <= named <= said.high
    holes = {**_holes(ledger, listing), "said": amount(figure), "n": named}
    holes["names"] = Together(listing.names) if listing.names else "–"
    yield Finding("ledger.list_count", fits, listing.id, "note", holes)


def _levels(ledger: Ledger, listing: Listing) -> Iterator[Finding]:
    if len(listing.levels) > 1:
        holes = {**_holes(ledger, listing), "levels": Together(listing.levels)}
        yield Finding("ledger.mixed_levels", False, listing.id, "note", holes)


def _against(ledger: Ledger, listing: Listing) -> Iterator[Finding]:
    other = next((one for one in ledger.lists if one.id == listing.against), None)
    if other is None:
        return
    both = [name for name in listing.names if name in other.names]
    here = [name for name in listing.names if name not in other.names]
    there = [name for name in other.names if name not in listing.names]
    holes = {
        **_holes(ledger, listing),
        "other_source": ledger.source(other.source),
        "both": Together(tuple(both)) if both else "–",
        "here": Together(tuple(here)) if here else "–",
        "there": Together(tuple(there)) if there else "–",
    }
    yield Finding("ledger.two_lists", not here and not there, listing.id, "note", holes)


def _holes(ledger: Ledger, listing: Listing) -> dict[str, object]:
    return {"label": listing.label, "source": ledger.source(listing.source)}
