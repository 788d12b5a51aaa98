"""Who is concerned by a fault: some of the rows that have an answer, drawn with a seed."""

from collections.abc import Sequence

import numpy as np
import pandas as pd


def some(among: pd.Series, seed: int, share: float) -> pd.Series:
    """Return which rows are concerned: each of those in *among* with the chance *share*."""
    luck = np.random.default_rng(seed).random(len(among))
    return among & (luck < share)


def exactly(among: pd.Series, seed: int, n: int) -> pd.Series:
    """Return which rows are concerned: *n* of those in *among*, or all where there are fewer."""
    rows = among.index[among]
    taken = np.random.default_rng(seed).permutation(len(rows))[:n]
    return pd.Series(among.index.isin(rows[taken]), index=among.index)


def at(table: pd.DataFrame, site: str, sites: Sequence[str] | None) -> pd.Series:
    """Return which rows are of these sites; all rows where none is named."""
    if sites is None:
        return pd.Series(True, index=table.index)
    return table[site].isin(list(sites))
