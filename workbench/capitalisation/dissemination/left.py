"""What the page on spreading leaves: one table without a sentence, small counts of people blank."""

from collections.abc import Iterator
from pathlib import Path

from workbench.base.dossier import Dossier
from workbench.base.files import write_table
from workbench.capitalisation.dissemination.economics import (
    FINAL,
    PLANNED,
    Economics,
    beside_europe,
    total,
)
from workbench.capitalisation.dissemination.fidelity import Fidelity, at_sites
from workbench.capitalisation.dissemination.look import told_of
from workbench.capitalisation.dissemination.network import AFTER, BEFORE, networks, ties
from workbench.capitalisation.dissemination.reach import Reach, measured
from workbench.capitalisation.dissemination.transfers import Transfers
from workbench.ledger import Ledger

FILE = "results/dissemination.csv"
COLUMNS = ("about", "id", "part", "whole", "value", "low", "high", "state")
Row = dict[str, object]


def rows(dossier: Dossier, level: float) -> list[Row]:
    """Return the figures of the page.

    Columns: ``about`` (transfers, fidelity, reach, network, economics), ``id``, the two counts
    ``part`` and ``whole``, ``value`` (a share, a density or an amount), ``low`` and ``high``, and
    ``state``: ``masked``, or the key of the phrase that says why nothing was computed.
    """
    found = [*_transfers(dossier), *_fidelity(dossier), *_reach(dossier, level)]
    return [*found, *_network(dossier), *_economics(dossier)]


def write(dossier: Dossier, level: float) -> Path:
    """Write the figures of the page; return the file."""
    return write_table(dossier.to_write(*FILE.split("/")), rows(dossier, level), COLUMNS)


def _row(about: str, id: str, **more: object) -> Row:
    return {**dict.fromkeys(COLUMNS), "about": about, "id": id, **more}


def _transfers(dossier: Dossier) -> Iterator[Row]:
    log = dossier.read_if_there(Transfers)
    if log:
        done = sum(one.done is not None for one in log.transfers)
        yield _row("transfers", "done", part=done, whole=len(log.transfers))


def _fidelity(dossier: Dossier) -> Iterator[Row]:
    found = dossier.read_if_there(Fidelity)
    for at in at_sites(found, told_of(dossier)) if found else ():
        yield _row("fidelity", at.site.id, part=at.in_place, whole=at.seen, value=at.share)


def _reach(dossier: Dossier, level: float) -> Iterator[Row]:
    told = dossier.read_if_there(Reach)
    for line in told.lines if told else ():
        found = measured(line, level)
        state = "masked" if found.masked else found.why.key if found.why else None
        counts = {} if found.masked else {"part": line.part, "whole": line.whole}
        ends = {"value": found.share, "low": found.low, "high": found.high}
        yield _row("reach", line.id, **counts, **ends, state=state)


def _network(dossier: Dossier) -> Iterator[Row]:
    told = ties(dossier)
    if told:
        both = networks(told)
        for wave, net in ((BEFORE, both.before), (AFTER, both.after)):
            n = len(net.members)
            counts = {"part": len(net.ties), "whole": n * (n - 1) // 2}
            yield _row("network", wave, **counts, value=net.density)


def _economics(dossier: Dossier) -> Iterator[Row]:
    told, ledger = dossier.read_if_there(Economics), dossier.read_if_there(Ledger)
    for moment in (PLANNED, FINAL) if told else ():
        if told:
            yield _row("economics", f"total_{moment}", value=total(told, moment, ledger))
            apart = beside_europe(told, moment, ledger)
            yield _row("economics", f"non_european_{moment}", value=apart.amount)
