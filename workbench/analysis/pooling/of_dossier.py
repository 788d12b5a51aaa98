"""The pilots of a dossier: where several of them stand in ``pilots.csv``, they are pooled."""

from workbench.analysis.pooling.asked import Pooling, read_pilots
from workbench.analysis.pooling.doubts import doubts
from workbench.analysis.pooling.pilots import Pilots
from workbench.analysis.pooling.pool import pool
from workbench.analysis.pooling.pooled import Pooled
from workbench.base.dossier import Dossier
from workbench.base.findings import Finding, found_in

FILE = "pilots.csv"
"""One row a pilot: pilot, effect, variance, and claim and moderators where there are some."""


def of(dossier: Dossier, level: float = 0.95) -> Pooled | None:
    """Pool the pilots of a dossier as its ``pooling.yml`` asks; None where it has no pilots.

    Without ``pooling.yml`` the columns are pilot, effect and variance. Raises DataError for pilots
    that cannot be pooled, RecordError for a ``pooling.yml`` that breaks a rule.
    """
    found = _pilots(dossier)
    return None if found is None else _pooled(dossier, found, level)


def check(dossier: Dossier, level: float = 0.95) -> list[Finding]:
    """Return the doubts about the pilots; one that does not apply where there are none."""
    found = _pilots(dossier)
    if found is None:
        return [Finding("pooling.few", None, FILE, "warning")]
    return found_in(FILE, doubts(_pooled(dossier, found, level), found))


def _pilots(dossier: Dossier) -> Pilots | None:
    path = dossier.path(FILE)
    return read_pilots(path, _asked(dossier)) if path.is_file() else None


def _asked(dossier: Dossier) -> Pooling:
    return dossier.read_if_there(Pooling) or Pooling()


def _pooled(dossier: Dossier, found: Pilots, level: float) -> Pooled:
    asked = _asked(dossier)
    return pool(found, asked.method, asked.test, level)
