"""The plain mean that page 06 makes by hand: shown, or masked by the rule of all results."""

import pandas as pd

from workbench.base.dossier import Dossier
from workbench.base.words import Phrase
from workbench.collection import Analysis, Plan, instrument_of
from workbench.data.protection.estimates import masks
from workbench.data.protection.results import told_by_few
from workbench.data.protection.rules import small


def by_hand(dossier: Dossier, analysis: Analysis, table: pd.DataFrame) -> float | Phrase:
    """Return the mean of the known answers of one analysis, or that it is masked.

    It is masked where the effect is, and where it tells of fewer people than the house rule
    allows: of those who answered, or of one answer to a yes-or-no question. NaN without answers.
    """
    values = pd.to_numeric(table[analysis.outcome], errors="coerce").dropna().astype(float)
    gone = masks(table, instrument_of(dossier), dossier.read(Plan).analyses).effects
    yes_no = bool(values.isin([0, 1]).all())
    told = [int((values == answer).sum()) for answer in (0, 1)] if yes_no else []
    few = any(small(count) for count in (len(values), *told))
    if few or analysis.id in gone or told_by_few(table, analysis, None):
        return Phrase("analysis.masked")
    return float(values.mean())
