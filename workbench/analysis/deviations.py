"""What changed in the plan since it was frozen, or since the first answers came in."""

from workbench import collection
from workbench.base.dossier import Dossier
from workbench.base.findings import Finding
from workbench.collection import Instrument, Plan
from workbench.collection.freeze import checksum
from workbench.data import Received


def deviations(dossier: Dossier) -> list[Finding]:
    """Return the changes since the plan was frozen, then whether it is that of the first import.

    The first file that came in carries the checksum of the plan of that day (``plan_sha256`` in
    ``received.yml``); files taken in by hand carry none, and are passed over. Nothing where neither
    is known.
    """
    found = collection.deviations(dossier)
    plan, received = dossier.read_if_there(Plan), dossier.read_if_there(Received)
    then = [file.plan_sha256 for file in (received.files if received else ()) if file.plan_sha256]
    if plan is None or not then:
        return found
    same = checksum(plan.analyses) == then[0]
    return [*found, Finding("freeze.since_import", same, Plan.FILE, "warning")]


def outcomes_came(dossier: Dossier) -> bool:
    """Whether answers of a later wave have come in, or any where the instrument has one wave.

    A plan frozen after them may have been written after them.
    """
    received = dossier.read_if_there(Received)
    if received is None or not dossier.has(Instrument.FILE):
        return False
    first, *later = collection.instrument_of(dossier).waves
    return any(file.wave != first or not later for file in received.files)
