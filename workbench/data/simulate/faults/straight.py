"""Straight lines: the same box ticked from the first question of a scale to the last."""

from collections.abc import Sequence

import pandas as pd

from workbench.data.simulate.faults.some import some


def straight_lined(
    table: pd.DataFrame, columns: Sequence[str], seed: int, share: float = 0.3
) -> pd.DataFrame:
    """Return the table with that share of people giving their first answer to every question."""
    first = table[columns[0]]
    rows = some(first.notna(), seed, share)
    return table.assign(**{column: table[column].mask(rows, first) for column in columns})
