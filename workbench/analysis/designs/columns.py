"""What stands in the columns of a regression: the treatment, whatever its kind, and covariates."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.analysis.regression import Array
from workbench.base.errors import DataError
from workbench.collection import Analysis

TREATMENT = "(treatment)"
"""The column of the regression that is asked for; brackets, since no answer is named so."""


@dataclass(frozen=True)
class Treatment:
    """The treatment as columns of a regression, a column per value that is not the reference.

    *kind* is ``two`` (1 against 0), ``several`` (words) or ``dose`` (a number: one slope).
    """

    kind: str
    columns: pd.DataFrame
    words: tuple[str, ...]
    reference: str

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return list(self.columns)

    def arms(self) -> pd.Series:
        """Return the arm of each row: 0 for the reference, then 1, 2 and so on."""
        return (self.columns * np.arange(1, len(self.words) + 1)).sum(axis=1).astype(int)


def treatment_of(analysis: Analysis, rows: pd.DataFrame) -> Treatment:
    """Read the treatment: 1 and 0, true and false, words, or a dose.

    The first word in alphabetical order is the reference. Raises DataError when there is one value
    only, or two numbers that are not 0 and 1.
    """
    given = rows[analysis.treatment]
    if not pd.api.types.is_numeric_dtype(given) and not _is_boolean(given):
        words = sorted(given.astype(str).unique())
        if len(words) < 2:
            raise DataError("analysis.not_two_groups", id=analysis.id, column=analysis.treatment)
        text = given.astype(str)
        names = [TREATMENT] if len(words) == 2 else [f"{TREATMENT} {word}" for word in words[1:]]
        columns = {name: (text == word) * 1.0 for name, word in zip(names, words[1:], strict=True)}
        kind = "two" if len(words) == 2 else "several"
        return Treatment(kind, pd.DataFrame(columns), tuple(words[1:]), words[0])
    numbers = given.astype(float)
    column = pd.DataFrame({TREATMENT: numbers})
    if set(numbers.unique()) == {0.0, 1.0}:
        return Treatment("two", column, ("1",), "0")
    if numbers.nunique() <= 2:
        raise DataError("analysis.not_two_groups", id=analysis.id, column=analysis.treatment)
    return Treatment("dose", column, ("+1",), "0")


def two_groups(analysis: Analysis, rows: pd.DataFrame) -> pd.Series:
    """Return a treatment that must be 1 or 0 (or true or false); raise DataError otherwise."""
    given = rows[analysis.treatment]
    numbers = pd.to_numeric(given.astype(float) if _is_boolean(given) else given, errors="coerce")
    if set(numbers.unique()) != {0, 1}:
        raise DataError("analysis.not_two_groups", id=analysis.id, column=analysis.treatment)
    return numbers.astype(float)


def covariates_of(analysis: Analysis, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the covariates as numbers; one of words becomes indicators, named column_value."""
    chosen = rows[list(dict.fromkeys(analysis.covariates))]
    if chosen.empty:
        return chosen
    return pd.get_dummies(chosen, drop_first=True).astype(float)


def references_of(analysis: Analysis, rows: pd.DataFrame) -> dict[str, str]:
    """Return the value that stands for zero in each covariate of words."""
    chosen = rows[list(dict.fromkeys(analysis.covariates))]
    words = [name for name in chosen if not _is_number(chosen[name])]
    return {name: str(min(chosen[name].dropna().unique())) for name in words}


def weights_of(analysis: Analysis, rows: pd.DataFrame) -> Array | None:
    """Return the weights of the rows, None where all weigh the same; DataError when negative."""
    if analysis.weights is None:
        return None
    weights = rows[analysis.weights].to_numpy(dtype=float)
    if (weights < 0).any() or not weights.any():
        raise DataError("estimate.weights", column=analysis.weights, n=int((weights < 0).sum()))
    return np.asarray(weights)


def _is_boolean(values: pd.Series) -> bool:
    if pd.api.types.is_numeric_dtype(values):  # as pandas has it, true and false are numbers too
        return bool(pd.api.types.is_bool_dtype(values))
    return bool(values.map(lambda v: isinstance(v, bool)).all())


def _is_number(values: pd.Series) -> bool:
    return bool(pd.api.types.is_numeric_dtype(values)) or _is_boolean(values)
