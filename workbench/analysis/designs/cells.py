"""Tables whose rows stand for several people alike: how many they are, and their least squares."""

import numpy as np
import pandas as pd

from workbench.analysis.regression import Array, Regression, solve

COUNT = "(n)"
"""The column that says for how many people a row stands; brackets, since no answer is named so."""


def counts(rows: pd.DataFrame) -> Array:
    """Return for how many people each row stands: one, unless the table is one of cells."""
    if COUNT in rows.columns:
        return np.asarray(rows[COUNT], dtype=float)
    return np.ones(len(rows))


def people(rows: pd.DataFrame) -> int:
    """Return how many people the rows stand for.

    >>> people(pd.DataFrame({"y": [1.0, 2.0], COUNT: [3, 4]}))
    7
    """
    return int(counts(rows).sum())


def sizes(arms: pd.Series, rows: pd.DataFrame) -> dict[str, float]:
    """Return how many people stand in each of two groups, 1 and 0.

    >>> sizes(pd.Series([1, 1, 0]), pd.DataFrame({"y": [1.0, 2.0, 0.0]}))
    {'n_treated': 2.0, 'n_control': 1.0}
    """
    n = counts(rows)
    return {"n_treated": float(n[arms == 1].sum()), "n_control": float(n[arms == 0].sum())}


def mean(values: pd.Series, rows: pd.DataFrame) -> float:
    """Return the mean over people of *values*, which may be some of the rows only."""
    if COUNT not in rows.columns:
        return float(values.mean())
    return float(np.average(values, weights=rows.loc[values.index, COUNT]))


def variance(values: pd.Series, rows: pd.DataFrame) -> float:
    """Return the variance over people of values that all people of a row share."""
    n = counts(rows.loc[values.index])
    if n.sum() < 2:
        return float("nan")
    return float(n @ (values.to_numpy() - mean(values, rows)) ** 2 / (n.sum() - 1))


def means_by(values: pd.DataFrame, by: pd.Series, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the mean over people of each column for each value of *by*, a row a value."""
    if COUNT not in rows.columns:
        return values.groupby(by).mean()
    weights = rows.loc[values.index, COUNT].astype(float)
    return values.mul(weights, axis=0).groupby(by).sum().div(weights.groupby(by).sum(), axis=0)


def solve_people(
    y: Array, x: pd.DataFrame, clusters: pd.Series | None, rows: pd.DataFrame
) -> Regression:
    """Return `solve` over the people that *rows* stand for; *y* holds the mean of each row.

    The rows of n people alike in x are replaced by one, times the root of n: X'X, X'y and, in every
    cluster, what CR2 and the wild bootstrap are made of stay the same. Needs clusters where rows
    stand for several people: HC2 would need the squares too.
    """
    if COUNT not in rows.columns:
        return solve(y, x, clusters)
    root = np.sqrt(counts(rows))
    return solve(y * root, x.mul(root, axis=0), clusters)
