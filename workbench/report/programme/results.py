"""What page 08 leaves: the averages and the doubts as tables, without a sentence."""

from pathlib import Path

from workbench.analysis.pilots.averages import COLUMNS, rows
from workbench.analysis.pilots.compare import Compared
from workbench.analysis.pilots.doubts import doubts
from workbench.base.dossier import Dossier
from workbench.base.files import write_table

RESULTS, FINDINGS = "results/programme.csv", "results/pilots_findings.csv"
FINDING_COLUMNS = ("id", "passed", "severity", "where")


def write(dossier: Dossier, compared: Compared) -> list[Path]:
    """Write ``results/programme.csv`` and ``results/pilots_findings.csv``; return their places."""
    found = [*doubts(compared), *(f for group in compared.groups for f in group.findings)]
    notes = [{name: getattr(finding, name) for name in FINDING_COLUMNS} for finding in found]
    return [
        write_table(dossier.to_write(RESULTS), rows(compared), COLUMNS),
        write_table(dossier.to_write(FINDINGS), notes, FINDING_COLUMNS),
    ]
