"""The costs of a dossier, counted once: ratios, social return, comparisons, doubts."""

from dataclasses import dataclass

from workbench.analysis.costs.doubts import doubts
from workbench.analysis.costs.effectiveness import Comparison, compare
from workbench.analysis.costs.ratios import CostRatio, ratios
from workbench.analysis.costs.record import Costs
from workbench.analysis.costs.refusals import checked
from workbench.analysis.costs.sroi import DRAWS, Sroi, sroi
from workbench.base.dossier import Dossier
from workbench.base.findings import Finding


@dataclass(frozen=True)
class Counted:
    """What the costs of a dossier give. *value* is None where no result has a proxy."""

    costs: Costs
    per_result: tuple[CostRatio, ...]
    value: Sroi | None
    compared: tuple[Comparison, ...]
    findings: tuple[Finding, ...]


def counted(costs: Costs, draws: int = DRAWS, seed: int = 1) -> Counted:
    """Return all that these costs give; raise RecordError for what cannot be counted."""
    checked(costs)
    per_result = ratios(costs, draws, seed)
    value = sroi(costs, draws, seed) if costs.valued else None
    compared = compare(costs, draws, seed)
    found = doubts(costs, value, per_result, compared)
    return Counted(costs, per_result, value, compared, tuple(found))


def of(dossier: Dossier, draws: int = DRAWS, seed: int = 1) -> Counted | None:
    """Return what the `costs.yml` of a dossier gives; None where it has none."""
    costs = dossier.read_if_there(Costs)
    return None if costs is None else counted(costs, draws, seed)


def check(dossier: Dossier) -> list[Finding]:
    """Return the doubts about the costs of a dossier."""
    found = of(dossier)
    return list(found.findings) if found else []
