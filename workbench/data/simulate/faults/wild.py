"""Wild values: a zero too many, a year where hours were asked."""

import pandas as pd

from workbench.data.simulate.faults.some import exactly


def wild(
    table: pd.DataFrame, column: str, seed: int, n: int = 3, value: float = 2024
) -> pd.DataFrame:
    """Return the table with *value* in the column for *n* of those who answered."""
    rows = exactly(table[column].notna(), seed, n)
    return table.assign(**{column: table[column].mask(rows, value)})
