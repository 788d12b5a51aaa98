"""Fill the gaps several times from what resembles them, so that the doubt about them shows."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from workbench.analysis.missing.pooled import Pooled, pool
from workbench.analysis.regression import Array, solve
from workbench.base.errors import DataError

FILLINGS = 20
ROUNDS = 5
"""How often the columns take turns before a filling is taken; enough for few gaps of one table."""


def imputations(
    table: pd.DataFrame,
    columns: Sequence[str],
    cluster: str | None = None,
    fillings: int = FILLINGS,
    seed: int = 1,
) -> Iterator[pd.DataFrame]:
    """Yield *fillings* copies of the table without gaps in *columns* (numbers, 0/1 included).

    Chained equations (van Buuren 2011): each column with gaps is drawn from a normal regression on
    the others, its coefficients and its spread drawn too (Rubin 1987, example 5.1). With *cluster*
    each club has its own level: an indicator of its own where at least two of its people were
    seen, shrunk like a random intercept by their number (Graham 2009), so that people of a club go
    on resembling each other. Drawn values may lie between, or beyond, the marks of the scale: do
    not round them. Raises DataError when a column has too few answers.
    """
    rng = np.random.default_rng(seed)
    gaps = {name: table[name].isna().to_numpy() for name in columns if table[name].isna().any()}
    for name, gap in gaps.items():
        if (~gap).sum() < len(columns) + 3:
            raise DataError("missing.too_few_answers", column=name)
    codes = None if cluster is None else pd.factorize(table[cluster])[0]
    for _ in range(fillings):
        values = table[list(columns)].astype(float)
        values = values.fillna(values.mean())
        for _ in range(ROUNDS if len(gaps) > 1 else 1):
            for name, gap in gaps.items():
                values[name] = _drawn(values, name, gap, codes, rng)
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

    Every filling is analysed as `comparison` does (HC2, or CR2 by club). Columns are numbers.
    """
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


def _drawn(
    values: pd.DataFrame,
    name: str,
    gap: np.ndarray,
    codes: np.ndarray | None,
    rng: np.random.Generator,
) -> Array:
    y = values[name].to_numpy(dtype=float)
    x = np.column_stack([np.ones(len(y)), values.drop(columns=name).to_numpy(dtype=float)])
    level = np.zeros(len(y)) if codes is None else _levels(y, x, gap, codes, rng)
    seen = ~gap
    spread, upper = np.linalg.qr(x[seen])
    beta = np.linalg.solve(upper, spread.T @ (y - level)[seen])
    errors = (y - level)[seen] - x[seen] @ beta
    free = int(seen.sum()) - x.shape[1]
    sigma = np.sqrt(errors @ errors / rng.chisquare(free))
    beta = beta + sigma * np.linalg.solve(upper, rng.standard_normal(x.shape[1]))
    drawn = x @ beta + level + sigma * rng.standard_normal(len(y))
    return np.asarray(np.where(gap, drawn, y))


def _levels(
    y: Array, x: Array, gap: np.ndarray, codes: np.ndarray, rng: np.random.Generator
) -> Array:
    """Return a drawn level of each row's club: its mean error, shrunk by how few people show it."""
    seen = ~gap
    beta = np.linalg.lstsq(x[seen], y[seen], rcond=None)[0]
    errors = (y - x @ beta)[seen]
    clubs = int(codes.max()) + 1
    size = np.bincount(codes[seen], minlength=clubs)
    mean = np.bincount(codes[seen], errors, clubs) / np.maximum(size, 1)
    within = float(((errors - mean[codes[seen]]) ** 2).sum() / max(1, len(errors) - clubs))
    between = max(
        0.0, float(np.var(mean[size > 0], ddof=1)) - within * float((1 / size[size > 0]).mean())
    )
    trust = between / (between + within / np.maximum(size, 1e-9)) if between > 0 else 0 * size
    drawn: Array = trust * mean + np.sqrt(between * (1 - trust)) * rng.standard_normal(clubs)
    return np.asarray(drawn[codes])
