"""One series and a date at which something began: whether its level, or its slope, broke there."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.analysis.designs.carried import contrast
from workbench.analysis.designs.groups import (
    covariates_of,
    design_matrix,
    references_of,
    treated_of,
)
from workbench.analysis.designs.made import Answer, effect_of, method_of
from workbench.analysis.designs.rows import known_rows, need_spread, numbers
from workbench.analysis.designs.starts import whole
from workbench.analysis.effect import Contrast, Effect
from workbench.analysis.regression import Array, Fit
from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.collection import Analysis

NEEDS = ("outcome", "time", "treatment")
RESTS_ON = (
    "designs.rests_trend_goes_on",
    "designs.rests_nothing_else",
    "designs.rests_same_measure",
)
SEASONS = {"segmented": 0, "months": 12, "quarters": 4, "harmonic": 12}
"""How many moments a season has; the first method is the default, without a season."""
FEWEST = 3
SHORT = 12
GRID = np.linspace(0, 0.95, 96)
"""The resemblances of a moment to the one before that are tried."""
LEVEL, SLOPE = "(level)", "(slope)"


def rests_on(_: Analysis) -> tuple[str, ...]:
    """Return the phrases of what the result rests on."""
    return RESTS_ON


def estimate(analysis: Analysis, table: pd.DataFrame, level: float) -> Effect:
    """Return the break in the level of a series, beside the break in its slope.

    *table* has one row a moment: ``time`` counts the moments in whole numbers, ``treatment`` is 0
    before and 1 after. Segmented regression (Wagner and others 2002): a trend, the change of level
    (the headline), and the change of slope, counted from the last moment before. Methods:
    ``segmented`` (no season), ``months`` and ``quarters`` (an indicator for each of 12 or 4),
    ``harmonic`` (two waves of 12 moments). Errors are those of Newey and West (1987) times
    n / (n - k); the lag is the season, or 4 (n / 100)^(2/9) where that is more. Such errors are too
    small in short series: the interval and the p-value use the quantile that they would have for
    independent moments (`reference`), not the normal one. Raises DataError when a moment stands
    twice, when the flag goes back, and with fewer than three moments on a side.
    """
    method = method_of(analysis, tuple(SEASONS))
    rows, x = series(analysis, table)
    y = numbers(analysis, rows, analysis.outcome).to_numpy()
    need_spread(analysis, pd.Series(y))
    lag = _lag(method, len(y))
    found = newey_west(y, x, lag)
    alike = resemblance(y, x)
    need = {name: reference(x, name, lag, alike) for name in (LEVEL, SLOPE)}
    fits = {name: Fit(*found[name], need[name][0]) for name in need}
    ends = {name: widened(name, fits[name], need[name][1], level) for name in need}
    answer = Answer(
        fit=fits[LEVEL],
        method=method,
        rests_on=rests_on(analysis),
        n=len(rows),
        n_left_out=len(table) - len(rows),
        interval=(ends[LEVEL].ci_low, ends[LEVEL].ci_high),
        p_value=ends[LEVEL].p_value,
        contrasts=(ends[LEVEL], ends[SLOPE]),
        references=references_of(analysis, rows),
        detail={
            "trend": found["(trend)"][0],
            "slope_change": fits[SLOPE].estimate,
            "slope_std_error": float(fits[SLOPE].std_error or np.nan),
            "lag": float(lag),
            "resemblance": alike,
            "durbin_watson": durbin_watson(y, x),
            "n_before": float((rows[analysis.treatment].astype(float) == 0).sum()),
            "n_after": float((rows[analysis.treatment].astype(float) == 1).sum()),
        },
    )
    return effect_of(analysis, answer, level)


def check(analysis: Analysis, table: pd.DataFrame, effect: Effect) -> Iterator[Finding]:
    """No comparison series, few moments on a side, and moments that resemble the one before."""
    yield Finding("designs.one_series", False, analysis.id, "note", {"label": analysis.label})
    holes: dict[str, object] = {"label": analysis.label, "n": effect.n_left_out}
    yield Finding("analysis.rows_left_out", effect.n_left_out == 0, analysis.id, "note", holes)
    fewest = int(min(effect.detail["n_before"], effect.detail["n_after"]))
    holes = {"label": analysis.label, "n": fewest}
    yield Finding("designs.short_series", fewest >= SHORT, analysis.id, "warning", holes)
    dw = effect.detail["durbin_watson"]
    holes = {"label": analysis.label, "dw": round(dw, 2)}
    yield Finding("designs.autocorrelated", 1.5 <= dw <= 2.5, analysis.id, "note", holes)


def series(analysis: Analysis, table: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows in the order of time, and the columns of the regression."""
    rows = known_rows(analysis, table)
    moments = whole(analysis, rows, str(analysis.time))
    rows = rows.loc[moments.sort_values(kind="stable").index]
    moments = moments.loc[rows.index]
    if moments.duplicated().any():
        twice = moments[moments.duplicated()].iloc[0]
        raise DataError("designs.moment_twice", id=analysis.id, time=str(twice))
    after = treated_of(analysis, rows)
    if (after.diff() < 0).any():
        raise DataError("designs.flag_goes_back", id=analysis.id, column=analysis.treatment)
    fewest = int(min((after == 0).sum(), (after == 1).sum()))
    if fewest < FEWEST:
        raise DataError("designs.too_short", id=analysis.id, n=fewest)
    x = pd.DataFrame({"(constant)": 1.0, "(trend)": moments.astype(float), LEVEL: after})
    x[SLOPE] = after * (moments - moments[after == 0].iloc[-1])
    x = x.join(_season(analysis, moments)).join(covariates_of(analysis, rows))
    design_matrix(x.drop(columns="(constant)"))  # a letter, where columns say the same
    return rows, x


def newey_west(y: Array, x: pd.DataFrame, lag: int) -> dict[str, tuple[float, float | None]]:
    """Return the coefficient and the standard error of each column (Newey and West 1987).

    Bartlett weights 1 - l / (lag + 1), times n / (n - k), as sandwich's NeweyWest with adjust.
    """
    from statsmodels.regression.linear_model import OLS  # heavy: loaded when it is used

    values = x.to_numpy(dtype=float)
    scale = np.linalg.norm(values, axis=0)
    options = {"maxlags": lag, "use_correction": True}
    result = OLS(y, values / scale).fit(cov_type="HAC", cov_kwds=options, use_t=True)
    parts = zip(x.columns, result.params / scale, result.bse / scale, strict=True)
    return {
        str(name): (float(value), float(error) if error > 0 else None)
        for name, value, error in parts
    }


def reference(x: pd.DataFrame, name: str, lag: int, alike: float = 0.0) -> tuple[float, float]:
    """Return the degrees of freedom of a Newey-West error, and how far it falls short on average.

    Both as they would be where each moment resembles the one before by *alike* (a first-order
    autoregression; 0 for independent moments): Satterthwaite's approximation, as Bell and McCaffrey
    (2002) made for clusters. 0.9 says that the error is on average 0.9 of what it should.
    """
    values, rest, apart = _parts(x)
    n, k = values.shape
    pull = np.linalg.pinv(values)[list(x.columns).index(name)]
    kernel = np.maximum(0, 1 - apart / (lag + 1)) * np.outer(pull, pull) * n / (n - k)
    spread = alike**apart
    shape = rest @ kernel @ rest @ spread
    mean = float(np.trace(shape))
    return mean**2 / float((shape * shape.T).sum()), float(np.sqrt(mean / (pull @ spread @ pull)))


def resemblance(y: Array, x: pd.DataFrame) -> float:
    """Return how much a moment resembles the one before, what the columns took being put back.

    The correlation of neighbouring errors is too small in a short series; the value returned, from
    0 to 0.95, is the one under which the correlation seen is what is expected (as Andrews 1993
    corrects an autoregression, with the mean in place of the median).

    >>> month = np.arange(12.0)
    >>> resemblance(month % 2, pd.DataFrame({"one": 1.0, "month": month}))
    0.0
    """
    values, rest, apart = _parts(x)
    errors = y - values @ np.linalg.lstsq(values, y, rcond=None)[0]
    seen = float(errors[1:] @ errors[:-1] / (errors @ errors))
    both = rest @ ((apart == 1) / 2) @ rest
    steps = apart.ravel()
    # The trace of a product with alike ** apart is a sum over the distances between moments.
    near, whole = (np.bincount(steps, part.ravel()) for part in (both, rest))
    powers = GRID[:, None] ** np.arange(len(near))
    expected = (powers @ near) / (powers @ whole)
    return float(np.interp(seen, np.maximum.accumulate(expected), GRID))


def _parts(x: pd.DataFrame) -> tuple[Array, Array, NDArray[np.int64]]:
    """Return the scaled columns, what they leave over, and how far apart moments stand."""
    values = x.to_numpy(dtype=float) / np.linalg.norm(x.to_numpy(dtype=float), axis=0)
    n = len(values)
    rest = np.eye(n) - values @ np.linalg.pinv(values)
    return values, rest, np.abs(np.subtract.outer(np.arange(n), np.arange(n)))


def widened(name: str, fit: Fit, short: float, level: float) -> Contrast:
    """Return the break with the interval and the p-value of an error that falls *short*."""
    wide = Fit(fit.estimate, fit.std_error / short if fit.std_error else None, fit.df)
    return replace(contrast(wide, level, name.strip("()"), "trend"), std_error=fit.std_error)


def durbin_watson(y: Array, x: pd.DataFrame) -> float:
    """Return Durbin and Watson's statistic: near 2 where moments do not resemble each other."""
    values = x.to_numpy(dtype=float)
    errors = y - values @ np.linalg.lstsq(values, y, rcond=None)[0]
    return float((np.diff(errors) ** 2).sum() / (errors**2).sum())


def _lag(method: str, n: int) -> int:
    return max(SEASONS[method], int(4 * (n / 100) ** (2 / 9)))


def _season(analysis: Analysis, moments: pd.Series) -> pd.DataFrame:
    method = method_of(analysis, tuple(SEASONS))
    length = SEASONS[method]
    if method == "harmonic":
        turns = {f"({wave} {k})": 2 * np.pi * k / length for k in (1, 2) for wave in ("sin", "cos")}
        waves = {
            name: np.sin(turn * moments) if name.startswith("(sin") else np.cos(turn * moments)
            for name, turn in turns.items()
        }
        return pd.DataFrame(waves, index=moments.index)
    if not length:
        return pd.DataFrame(index=moments.index)
    place = pd.Categorical(moments % length, categories=range(length))
    return pd.get_dummies(
        pd.Series(place, moments.index), prefix="(season)", drop_first=True
    ).astype(float)
