"""Fill the gaps several times from what resembles them, so that the doubt about them shows."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from workbench.analysis.missing.drawn import Gap, Rng, matched, normal, yes_no
from workbench.analysis.missing.known import need_known, numbers_in
from workbench.analysis.missing.pooled import Pooled, pool
from workbench.analysis.regression import Array, solve
from workbench.base import words
from workbench.base.errors import DataError

FILLINGS = 20
ROUNDS = 5
"""How often the columns take turns before a filling is taken; enough for few gaps of one table."""
Way = Callable[[Gap, Rng], Array]
WAYS: Mapping[str, Way | None] = {"drawn": None, "matched": matched}
"""How gaps are filled; the first is the default."""


def imputations(
    table: pd.DataFrame,
    columns: Sequence[str],
    cluster: str | None = None,
    fillings: int = FILLINGS,
    seed: int = 1,
    way: str = "drawn",
) -> Iterator[pd.DataFrame]:
    """Yield *fillings* copies of the table without gaps in *columns* (numbers, 0/1 included).

    Chained equations (van Buuren 2011). ``drawn``: a column that holds only 0 and 1 is drawn from a
    logit of the others, any other from a normal regression; coefficients are drawn too. ``matched``
    takes the answer of somebody who resembles (predictive mean matching): nothing beyond the marks
    of a scale. With *cluster* each club has a level of its own, drawn too, so that people of a club
    go on resembling each other (`workbench.analysis.missing.drawn`). Raises DataError when a column
    has too few answers, holds words or infinite values, says the same as others, when somebody has
    no club, and for another *way*.

    >>> ages = [20, 21, 25, 22, 24, 23, 21]
    >>> table = pd.DataFrame({"job": [1.0, 0, 1, 0, 1, 0, None], "age": ages})
    >>> [int(filled["job"].isna().sum()) for filled in imputations(table, ["job", "age"], None, 2)]
    [0, 0]
    """
    if way not in WAYS:
        known = ", ".join(WAYS)
        raise DataError("missing.no_way", way=way, known=known, hint=words.hint(way, WAYS))
    answers = numbers_in(table, columns)
    gaps = {name: answers[name].isna().to_numpy() for name in answers if answers[name].isna().any()}
    _need_enough(answers, gaps)
    clubs = None if cluster is None else _clubs(table, cluster)
    ways = {name: WAYS[way] or _way_of(answers[name]) for name in gaps}
    rng = np.random.default_rng(seed)
    for _ in range(fillings):
        values = answers.fillna(answers.mean())
        for _ in range(ROUNDS if len(gaps) > 1 else 1):
            for name, gap in gaps.items():
                values[name] = ways[name](_gap(values, name, ~gap, clubs), rng)
        yield table.assign(**{name: values[name] for name in gaps})


def imputed_effect(
    table: pd.DataFrame,
    outcome: str,
    treatment: str,
    covariates: Sequence[str] = (),
    cluster: str | None = None,
    seed: int = 1,
) -> Pooled:
    """Return the difference between treated and others over several fillings, pooled.

    Every filling is analysed as `comparison` does (HC2, or CR2 by club). Columns are numbers; an
    *outcome* of 0 and 1 gives the difference of two shares. Raises DataError as `imputations` does,
    and where the treatment of somebody is not known: that is never filled.
    """
    need_known(table, treatment)
    names = [outcome, treatment, *covariates]
    made = [
        effect_in(filled, outcome, [treatment, *covariates], cluster)
        for filled in imputations(table, names, cluster, seed=seed)
    ]
    return pool([part[0] for part in made], [part[1] ** 2 for part in made], made[0][2])


def effect_in(
    filled: pd.DataFrame, outcome: str, names: Sequence[str], cluster: str | None
) -> tuple[float, float, float]:
    """Return estimate, standard error and degrees of freedom of the first of *names*."""
    x = pd.DataFrame({"(constant)": 1.0}, index=filled.index).join(filled[list(names)])
    clubs = None if cluster is None else filled[cluster]
    fit = solve(filled[outcome].to_numpy(dtype=float), x.astype(float), clubs).of(str(names[0]))
    if fit.std_error is None or fit.df is None:
        raise DataError("missing.no_error", column=outcome)
    return fit.estimate, fit.std_error, fit.df


def _way_of(answers: pd.Series) -> Way:
    return yes_no if answers.dropna().isin([0, 1]).all() else normal


def _gap(values: pd.DataFrame, name: str, seen: np.ndarray, clubs: np.ndarray | None) -> Gap:
    y = values[name].to_numpy(dtype=float)
    x = np.column_stack([np.ones(len(y)), values.drop(columns=name).to_numpy(dtype=float)])
    return Gap(y, x, seen, clubs)


def _need_enough(answers: pd.DataFrame, gaps: Mapping[str, np.ndarray]) -> None:
    """Raise DataError where a column is too little known, or the others say the same thing."""
    for name, gap in gaps.items():
        if (~gap).sum() < answers.shape[1] + 3:
            raise DataError("missing.too_few_answers", column=name)
        others = answers.drop(columns=name)
        x = pd.DataFrame({"(constant)": 1.0}, index=answers.index).join(
            others.fillna(others.mean())
        )
        solve(answers[name][~gap].to_numpy(), x[~gap])


def _clubs(table: pd.DataFrame, cluster: str) -> np.ndarray:
    """Return the number of each row's club; raise DataError where somebody has none."""
    need_known(table, cluster)
    codes = pd.factorize(table[cluster])[0]
    if codes.max() < 1:
        raise DataError("missing.one_club", column=cluster)
    return np.asarray(codes)
