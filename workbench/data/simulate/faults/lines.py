"""Repeated lines: whole rows pasted again under another key."""

import numpy as np
import pandas as pd


def repeated(table: pd.DataFrame, key: str, seed: int, n: int = 5) -> pd.DataFrame:
    """Return the table with *n* more rows, copies of others under new keys."""
    rows = np.random.default_rng(seed).permutation(len(table))[:n]
    again = table.iloc[rows].assign(**{key: [f"X{number:06}" for number in range(n)]})
    return pd.concat([table, again], ignore_index=True)
