"""Sites where everybody succeeds, or nobody does: rarely true, often a misunderstanding."""

from collections.abc import Sequence

import pandas as pd

from workbench.data.simulate.faults.some import at


def all_alike(
    table: pd.DataFrame, column: str, sites: Sequence[str], value: object = 1, site: str = "club"
) -> pd.DataFrame:
    """Return the table with one answer for everybody who answered at these sites."""
    rows = at(table, site, sites) & table[column].notna()
    return table.assign(**{column: table[column].mask(rows, value)})
