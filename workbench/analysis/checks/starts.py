"""Units seen over time, before anybody began: what the checks of paths look at."""

import numpy as np
import pandas as pd

from workbench.analysis.designs.rows import known_rows, numbers
from workbench.analysis.designs.starts import whole
from workbench.base.errors import DataError
from workbench.collection import Analysis

PATHS = ("difference_in_differences", "staggered")
"""The designs that follow units over time."""
FIRST, NOW = "(first)", "(now)"


def with_starts(analysis: Analysis, table: pd.DataFrame) -> tuple[Analysis, pd.DataFrame]:
    """Return the same question as one of staggered starts, and the rows with a column of starts.

    Columns made: ``(first)``, the moment at which a unit began, 0 for never; moments are counted
    from 1 on. Raises DataError for a design that does not follow units over several moments.
    """
    if analysis.design not in PATHS or analysis.follows is None:
        raise DataError("checks.no_paths", id=analysis.id)
    rows = known_rows(analysis, table)
    time = whole(analysis, rows, str(analysis.time))
    zero = int(time.min()) - 1
    if analysis.design == "staggered":
        starts = rows[analysis.first].astype(float).fillna(0)
        first = starts.where(starts == 0, starts - zero)
    else:
        now = numbers(analysis, rows, str(analysis.treatment))
        began = (time - zero).where(now == 1).groupby(rows[analysis.follows]).transform("min")
        first = began.fillna(0)
    asked = analysis.model_copy(update={
        "design": "staggered", "first": FIRST, "treatment": None, "method": None,
    })  # fmt: skip
    return asked, rows.assign(**{FIRST: first.astype(int), str(analysis.time): time - zero})


def panel_rows(analysis: Analysis, table: pd.DataFrame) -> pd.DataFrame:
    """Return ``unit``, ``time``, ``treated`` (now), ``outcome`` and ``club`` of each row."""
    asked, rows = with_starts(analysis, table)
    time, first, unit = rows[asked.time], rows[FIRST], rows[asked.follows]
    return pd.DataFrame(
        {
            "unit": unit,
            "time": time.astype(float),
            "treated": ((first > 0) & (time >= first)).astype(float),
            "outcome": numbers(asked, rows, asked.outcome),
            "club": unit if asked.cluster is None else rows[asked.cluster],
        }
    ).reset_index(drop=True)


def before_anybody(analysis: Analysis, table: pd.DataFrame) -> tuple[Analysis, pd.DataFrame]:
    """Return the question and its rows before the first start, without those who began at once.

    Raises DataError as `with_starts` does, and with fewer than two moments before the first start.
    """
    asked, rows = with_starts(analysis, table)
    late = rows[(rows[FIRST] == 0) | (rows[FIRST] > rows[asked.time].min())]
    starts = late.loc[late[FIRST] > 0, FIRST]
    least = float(starts.min()) if len(starts) else np.nan
    before = late[late[asked.time] < least]
    moments = int(before[asked.time].nunique())
    if moments < 2:
        raise DataError("checks.no_before", id=analysis.id, n=moments, least=2)
    return asked, before
