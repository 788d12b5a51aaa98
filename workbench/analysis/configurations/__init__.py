"""Which combinations of conditions go with a result, across a few pilots (QCA)."""

from workbench.analysis.configurations.answered import answer
from workbench.analysis.configurations.calibration import calibrate
from workbench.analysis.configurations.minimise import minimal
from workbench.analysis.configurations.of_dossier import check, of
from workbench.analysis.configurations.record import (
    NOT,
    Answer,
    Asked,
    Configurations,
    Necessity,
    Solution,
    Term,
)
from workbench.analysis.configurations.told import (
    as_json,
    as_text,
    paths_table,
    refused,
    sentences,
    truth_table,
)

__all__ = [
    "NOT",
    "Answer",
    "Asked",
    "Configurations",
    "Necessity",
    "Solution",
    "Term",
    "answer",
    "as_json",
    "as_text",
    "calibrate",
    "check",
    "minimal",
    "of",
    "paths_table",
    "refused",
    "sentences",
    "truth_table",
]
