"""Gaps: a site that does not answer a question."""

from collections.abc import Sequence

import pandas as pd

from workbench.data.simulate.faults.some import at, some


def unanswered(
    table: pd.DataFrame,
    columns: Sequence[str],
    seed: int,
    share: float = 1.0,
    sites: Sequence[str] | None = None,
    site: str = "club",
) -> pd.DataFrame:
    """Return the table without that share of the answers of these sites to these questions."""
    rows = some(at(table, site, sites), seed, share)
    return table.assign(**{column: table[column].mask(rows) for column in columns})
