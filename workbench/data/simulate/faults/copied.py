"""Copied answers: the exit form was filled in with the answers of the entry form."""

from collections.abc import Sequence

import pandas as pd

from workbench.data.simulate.faults.some import at, some


def copied(
    table: pd.DataFrame,
    columns: tuple[str, str],
    seed: int,
    share: float = 0.3,
    sites: Sequence[str] | None = None,
    site: str = "club",
) -> pd.DataFrame:
    """Return the table with the second column copied from the first for that share of people."""
    before, after = columns
    both = table[before].notna() & table[after].notna() & at(table, site, sites)
    return table.assign(**{after: table[after].mask(some(both, seed, share), table[before])})
