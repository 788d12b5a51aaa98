"""Everything the checks say about how a practice spreads in a dossier, file by file."""

from collections.abc import Callable

from workbench.base.dossier import Dossier
from workbench.base.errors import LetterError
from workbench.base.findings import Finding, found_in, of_letter
from workbench.capitalisation.dissemination import (
    economics,
    fidelity,
    network,
    practice,
    reach,
    readiness,
    record,
    trainings,
    transfers,
)
from workbench.capitalisation.dissemination.record import Dissemination
from workbench.ledger import Ledger

EMPTY = Dissemination(format=1)


def told_of(dossier: Dossier) -> Dissemination:
    """Return the practice and the sites of a dossier; an empty record where it has none."""
    return dossier.read_if_there(Dissemination) or EMPTY


def _record(dossier: Dossier) -> list[Finding]:
    return record.check(told_of(dossier))


def _transfers(dossier: Dossier) -> list[Finding]:
    return transfers.check(dossier.read(transfers.Transfers), told_of(dossier))


def _fidelity(dossier: Dossier) -> list[Finding]:
    return fidelity.check(dossier.read(fidelity.Fidelity), told_of(dossier))


def _reach(dossier: Dossier) -> list[Finding]:
    return reach.check(dossier.read(reach.Reach))


def _readiness(dossier: Dossier) -> list[Finding]:
    return readiness.check(dossier.read(readiness.Readiness), readiness.questionnaire())


def _economics(dossier: Dossier) -> list[Finding]:
    return economics.check(dossier.read(economics.Economics), dossier.read_if_there(Ledger))


def _network(dossier: Dossier) -> list[Finding]:
    return network.check(network.ties(dossier))


def _trainings(dossier: Dossier) -> list[Finding]:
    return trainings.check(trainings.seats(dossier), trainings.said(dossier))


def _practice(dossier: Dossier) -> list[Finding]:
    return practice.check(dossier.read(practice.Practice))


EVERY: dict[str, Callable[[Dossier], list[Finding]]] = {
    Dissemination.FILE: _record,
    transfers.Transfers.FILE: _transfers,
    fidelity.Fidelity.FILE: _fidelity,
    reach.Reach.FILE: _reach,
    readiness.Readiness.FILE: _readiness,
    trainings.FILE: _trainings,
    practice.Practice.FILE: _practice,
    network.FILE: _network,
    economics.Economics.FILE: _economics,
}
"""Which file opens which checks, in the order of the page."""


def review(dossier: Dossier) -> list[Finding]:
    """Return the findings about each file that is there; one that cannot be read is a finding."""
    found: list[Finding] = []
    for file, look in EVERY.items():
        if dossier.has(file):
            try:
                found += found_in(file, look(dossier))
            except LetterError as error:
                found.append(of_letter(error, file))
    return found
