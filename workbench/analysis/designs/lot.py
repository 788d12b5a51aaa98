"""The lot drawn again as it was drawn: within strata, by whole clubs where it took whole clubs."""

import pandas as pd

from workbench.analysis.designs.columns import TREATMENT, Treatment
from workbench.analysis.designs.rows import numbers
from workbench.analysis.inference.randomisation import Lottery, randomisation
from workbench.base.errors import DataError
from workbench.collection import Analysis


def strata_of(analysis: Analysis, rows: pd.DataFrame, units: pd.Series | None) -> pd.Series | None:
    """Return the stratum of each row; None where the lot had none.

    Raises DataError when no lot was drawn, or when a unit (a club) stands in two strata.
    """
    if analysis.strata is None:
        return None
    if not analysis.randomised:
        raise DataError("lot.none", id=analysis.id)
    strata: pd.Series = rows[analysis.strata].astype(str)
    if units is not None and strata.groupby(units).nunique().max() > 1:
        raise DataError("lot.in_two_strata", column=analysis.strata, cluster=analysis.cluster)
    return strata


def drawn_again(analysis: Analysis, rows: pd.DataFrame, treatment: Treatment) -> Lottery | None:
    """Return what the lot alone could have given, within its strata; None without strata.

    Whole clubs are drawn where the treatment is the same for everybody in a club, people elsewhere.
    Raises DataError for a treatment that has not two values, and when no stratum has both.
    """
    if analysis.strata is None:
        return None
    if treatment.kind != "two":
        raise DataError("analysis.not_two_groups", id=analysis.id, column=analysis.treatment)
    y, treated = numbers(analysis, rows, analysis.outcome), treatment.columns[TREATMENT]
    units = None if analysis.cluster is None else rows[analysis.cluster]
    if units is not None and treated.groupby(units).nunique().max() > 1:
        units = None
    strata = strata_of(analysis, rows, units)
    if strata is None or treated.groupby(strata).nunique().max() < 2:
        raise DataError("lot.no_choice", column=analysis.strata)
    return randomisation(y, treated, units, strata, seed=analysis.seed)
