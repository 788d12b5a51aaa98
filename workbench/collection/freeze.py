"""The plan as it stood before outcomes were read, so that what changed since can be told."""

import hashlib
import json
from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from workbench.base.dossier import FORMAT, Dossier
from workbench.base.findings import Finding
from workbench.base.records import FileRecord
from workbench.collection.record import Analysis, Plan


class Frozen(FileRecord):
    """The analyses as they were decided, their checksum, and the waves that had come already.

    *late* says that answers of a later wave than the first had come before: the plan could have
    been written after them.
    """

    FILE: ClassVar[str] = "plan_frozen.yml"

    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    late: bool = False
    analyses: tuple[Analysis, ...]


def checksum(analyses: tuple[Analysis, ...]) -> str:
    """Return the SHA-256 of what a plan decides: the same for the same decisions.

    Order of keys, comments and spaces of ``plan.yml`` do not matter; what is left to its default
    does not either, so that a newer version reads the same plan.
    """
    told = [analysis.model_dump(mode="json", exclude_defaults=True) for analysis in analyses]
    text = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def frozen(dossier: Dossier, late: bool = False) -> Frozen | None:
    """Return the plan as it would be frozen now; None without a plan, or when it is frozen."""
    plan = dossier.read_if_there(Plan)
    if plan is None or dossier.has(Frozen.FILE):
        return None
    analyses = plan.analyses
    return Frozen(format=FORMAT, sha256=checksum(analyses), late=late, analyses=analyses)


def freeze(dossier: Dossier, late: bool = False) -> Frozen | None:
    """Write ``plan_frozen.yml`` once; what was frozen stays. *late*: outcomes had come already.

    Returns what is frozen, None without a plan. Raises RunError in an example.
    """
    found = frozen(dossier, late)
    if found is not None:
        dossier.write(found)
    return dossier.read_if_there(Frozen)


def deviations(dossier: Dossier) -> list[Finding]:
    """Return what changed since the plan was frozen, one finding a change.

    Added, dropped and changed analyses (with the names of what changed), a plan frozen late, and
    a frozen file that was edited. Nothing where no plan is frozen.
    """
    kept = dossier.read_if_there(Frozen)
    plan = dossier.read_if_there(Plan)
    if kept is None:
        return []
    now = plan.analyses if plan else ()
    whole = checksum(kept.analyses) == kept.sha256
    found = [
        Finding("freeze.edited", whole, Frozen.FILE, "warning"),
        Finding("freeze.late", not kept.late, Frozen.FILE, "warning"),
    ]
    changes = list(_changes(kept.analyses, now))
    return [*found, *(changes or [Finding("freeze.changed", True, Plan.FILE, "warning")])]


def _changes(then: tuple[Analysis, ...], now: tuple[Analysis, ...]) -> Iterator[Finding]:
    before, after = ({a.id: a for a in analyses} for analyses in (then, now))
    for id, analysis in after.items():
        holes: dict[str, object] = {"label": analysis.label}
        if id not in before:
            yield Finding("freeze.added", False, id, "warning", holes)
        elif analysis != before[id]:
            names = [n for n in Analysis.model_fields if _differs(n, analysis, before[id])]
            holes["what"] = ", ".join(names)
            yield Finding("freeze.changed", False, id, "warning", holes)
    for id, analysis in before.items():
        if id not in after:
            yield Finding("freeze.dropped", False, id, "warning", {"label": analysis.label})


def _differs(name: str, one: Analysis, other: Analysis) -> bool:
    return bool(getattr(one, name) != getattr(other, name))
