"""What may not be read into a list of proposals: every doubt is kept, and none is settled here."""

from collections.abc import Iterator

from workbench.base.findings import Finding, Together
from workbench.base.words import hint
from workbench.capitalisation.programme.advocacy.amounts import MONEY, doubtful, never_added
from workbench.capitalisation.programme.advocacy.record import Advocacy, Proposal
from workbench.ledger import Ledger


def check(advocacy: Advocacy, ledger: Ledger) -> list[Finding]:
    """Return the findings about the proposals, then about each one, by its number."""
    found = [*_all_there(advocacy, ledger), *_silent(advocacy), *_dated(advocacy, ledger)]
    found += [*_inferred(advocacy), *_total(advocacy, ledger), *_asked(advocacy, ledger)]
    for proposal in advocacy.proposals:
        found += [*_known(proposal, ledger), *_open(proposal, ledger)]
    return found


def _all_there(advocacy: Advocacy, ledger: Ledger) -> Iterator[Finding]:
    """There are as many proposals as the source says."""
    figure = ledger.figure(advocacy.figure) if advocacy.figure else None
    if figure is not None and figure.value is not None:
        there = len(advocacy.proposals)
        holes = {"k": there, "published": figure.value}
        yield Finding("advocacy.all_there", there == figure.value, "", "warning", holes)


def _silent(advocacy: Advocacy) -> Iterator[Finding]:
    """Every proposal has a follow-up in the source."""
    silent = [str(one.number) for one in advocacy.proposals if one.follow_up == "missing"]
    holes = {"names": Together(tuple(silent)), "n": len(silent)}
    yield Finding("advocacy.silent", not silent, "", "note", holes)


def _dated(advocacy: Advocacy, ledger: Ledger) -> Iterator[Finding]:
    """Every source says when it was written: an answer ages."""
    used = {one.source for one in advocacy.proposals}
    for source in ledger.sources:
        if source.id in used:
            holes = {"label": source.title, "seen": source.seen or ""}
            passed = source.dated is not None
            yield Finding("advocacy.undated", passed, source.id, "note", holes)


def _inferred(advocacy: Advocacy) -> Iterator[Finding]:
    """No status was inferred."""
    inferred = [str(one.number) for one in advocacy.proposals if one.basis == "inferred"]
    holes = {"names": Together(tuple(inferred)), "n": len(inferred)}
    yield Finding("advocacy.inferred", not inferred, "", "note", holes)


def _total(advocacy: Advocacy, ledger: Ledger) -> Iterator[Finding]:
    """Amounts of different proposals are never added up: say which two forbid it."""
    found = never_added(advocacy, ledger)
    if found is not None:
        first, other, why = found
        holes = {"first": first, "other": other, "why": why}
        yield Finding("advocacy.no_total", False, "", "note", holes)


def _known(proposal: Proposal, ledger: Ledger) -> Iterator[Finding]:
    """Every figure named stands in the ledger."""
    for id in proposal.figures:
        if ledger.entry(id) is None:
            holes = {"figure": id, "number": proposal.number, "hint": hint(id, ledger.ids())}
            yield Finding("advocacy.no_figure", False, str(proposal.number), "blocker", holes)


def _open(proposal: Proposal, ledger: Ledger) -> Iterator[Finding]:
    """Yield what the source leaves open about a figure of the proposal."""
    for figure in doubtful(proposal, ledger):
        holes = {"number": proposal.number, "figure": figure.id, "question": figure.question}
        yield Finding("advocacy.open", False, figure.id, "note", holes)


def _asked(advocacy: Advocacy, ledger: Ledger) -> Iterator[Finding]:
    """Money obtained stands beside the money asked for."""
    alone = [
        str(one.number)
        for one in advocacy.proposals
        for figures in [[ledger.figure(id) for id in one.obtained]]
        if not one.asked and any(f is not None and f.unit in MONEY for f in figures)
    ]
    holes = {"names": Together(tuple(alone)), "n": len(alone)}
    yield Finding("advocacy.not_asked", not alone, "", "note", holes)
