"""Impossible days: an exit before the entry, a day to come, a birth too late, a call too late."""

from datetime import date

import pandas as pd

from workbench.data.simulate.faults.some import exactly


def backwards(table: pd.DataFrame, earlier: str, later: str, seed: int, n: int = 5) -> pd.DataFrame:
    """Return the table with the two days of *n* people exchanged."""
    rows = exactly(table[earlier].notna() & table[later].notna(), seed, n)
    first, second = table[earlier].mask(rows, table[later]), table[later].mask(rows, table[earlier])
    return table.assign(**{earlier: first, later: second})


def in_the_future(
    table: pd.DataFrame, column: str, today: date, seed: int, n: int = 3
) -> pd.DataFrame:
    """Return the table with the day of *n* people a year after *today*."""
    rows = exactly(table[column].notna(), seed, n)
    return table.assign(
        **{column: table[column].mask(rows, pd.Timestamp(today) + pd.Timedelta(days=365))}
    )


def unborn(table: pd.DataFrame, birth: str, entry: str, seed: int, n: int = 2) -> pd.DataFrame:
    """Return the table with *n* people born a week after they entered."""
    rows = exactly(table[birth].notna() & table[entry].notna(), seed, n)
    return table.assign(**{birth: table[birth].mask(rows, table[entry] + pd.Timedelta(days=7))})


def called_late(
    table: pd.DataFrame, column: str, seed: int, share: float = 0.4, days: int = 90
) -> pd.DataFrame:
    """Return the table with that share of the calls so many days later."""
    n = int(share * table[column].notna().sum())
    rows = exactly(table[column].notna(), seed, n)
    return table.assign(
        **{column: table[column].mask(rows, table[column] + pd.Timedelta(days=days))}
    )
