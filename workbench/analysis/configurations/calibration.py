"""From a figure to a membership: when is a pilot in, when is it out, when is it neither."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from workbench.analysis.configurations.record import NOT, Asked, Numbers, Sets
from workbench.base import words
from workbench.base.errors import DataError

TOO_LARGE = 1e100
"""No figure of a pilot is as large."""
FULLY = 0.95
"""The membership at the anchor of full membership; at the other end, what is missing to one."""


def calibrate(values: Numbers | Sequence[float], anchors: Sequence[float]) -> Numbers:
    """Return memberships between 0 and 1, one for each value.

    One anchor: 1 from it on, 0 below. Three anchors, fully out, half and half, fully in: the
    direct method, a logistic curve that gives 0.05, 0.5 and 0.95 there (Ragin 2008, chapter 5).
    Raises DataError where the anchors are neither one nor three, or do not rise.

    >>> [round(float(x), 3) for x in calibrate([20, 35, 50, 80], (20, 50, 80))]
    [0.05, 0.187, 0.5, 0.95]
    >>> [int(x) for x in calibrate([1, 2, 3], (2,))]
    [0, 1, 1]
    """
    given = np.asarray(values, dtype=float)
    if len(anchors) == 1 and np.isfinite(anchors[0]):
        return (given >= anchors[0]).astype(float)
    need_order(anchors)
    out, half, full = anchors
    from scipy.special import expit

    wide = np.where(given < half, half - out, full - half)
    found: Numbers = expit((given - half) / wide * np.log(FULLY / (1 - FULLY)))
    return found


def need_order(anchors: Sequence[float], column: str = "") -> None:
    """Raise DataError where anchors are neither one nor three numbers that rise."""
    told = ", ".join(f"{anchor:g}" for anchor in anchors)
    holes = {"column": column, "anchors": told}
    if len(anchors) not in (1, 3) or not np.isfinite(anchors).all():
        raise DataError("qca.anchors_not_three", **holes)
    if len(anchors) == 3 and not anchors[0] < anchors[1] < anchors[2]:
        raise DataError("qca.anchors_out_of_order", **holes)


def sets_of(table: pd.DataFrame, asked: Asked) -> tuple[Sets, tuple[str, ...]]:
    """Return the memberships of the cases that are whole, and the names of those left out.

    Raises DataError for a column that is not there, holds no numbers, or holds numbers outside 0
    and 1 without anchors.
    """
    outcome = asked.outcome.removeprefix(NOT)
    _need_columns(table, asked, outcome)
    names = _names(table, asked.id)
    columns = [*asked.conditions, outcome]
    raw = {name: _numbers(table[name], name) for name in columns}
    missing = np.isnan(np.column_stack(list(raw.values()))).any(axis=1)
    whole = np.logical_not(missing)
    kept = {name: _memberships(values[whole], name, asked) for name, values in raw.items()}
    y = 1 - kept[outcome] if asked.outcome.startswith(NOT) else kept[outcome]
    x = np.column_stack([kept[name] for name in asked.conditions])
    cases = tuple(name for name, here in zip(names, whole, strict=True) if here)
    left = tuple(name for name, here in zip(names, whole, strict=True) if not here)
    return Sets(x, y, cases), left


def _need_columns(table: pd.DataFrame, asked: Asked, outcome: str) -> None:
    for name in (*asked.conditions, outcome, *([asked.id] if asked.id else [])):
        if name not in table.columns:
            hint = words.hint(name, map(str, table.columns))
            raise DataError("qca.no_column", column=name, hint=hint)
    twice = [name for name in asked.conditions if asked.conditions.count(name) > 1]
    if twice or outcome in asked.conditions:
        raise DataError("qca.twice", column=twice[0] if twice else outcome)
    for name in asked.anchors:
        if name not in (*asked.conditions, outcome):
            hint = words.hint(name, (*asked.conditions, outcome))
            raise DataError("qca.idle_anchors", column=name, hint=hint)


def _names(table: pd.DataFrame, id: str | None) -> list[str]:
    """Return what the cases are called: by their column of names, or by their line."""
    if id is None:
        return [str(number) for number in range(1, len(table) + 1)]
    names = [str(name) for name in table[id]]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise DataError("qca.same_id", case=twice, column=id)
    return names


def _numbers(column: pd.Series, name: str) -> Numbers:
    numbers = (
        pd.to_numeric(column, errors="coerce").astype("Float64").to_numpy(float, na_value=np.nan)
    )
    known = np.abs(np.nan_to_num(numbers, nan=np.inf)) < TOO_LARGE
    wrong = column[np.logical_not(known) & column.notna().to_numpy()]
    if len(wrong):
        value = str(wrong.iloc[0])[:40]
        raise DataError("qca.not_a_number", column=name, value=value)
    found: Numbers = numbers
    return found


def _memberships(values: Numbers, name: str, asked: Asked) -> Numbers:
    if name in asked.anchors:
        need_order(asked.anchors[name], name)
        return calibrate(values, asked.anchors[name])
    outside = values[(values < 0) | (values > 1)]
    if len(outside):
        raise DataError("qca.not_calibrated", column=name, value=f"{outside[0]:g}")
    return values
