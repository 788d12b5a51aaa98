"""Not all who were offered came: the effect on those who came because they were offered."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.analysis.designs.common import common_checks, too_few
from workbench.analysis.designs.groups import CONSTANT, covariates_of, references_of
from workbench.analysis.designs.made import Answer, count_of, effect_of, method_of, without_error
from workbench.analysis.designs.rows import known_rows, need_sites, need_spread, numbers
from workbench.analysis.effect import Effect
from workbench.analysis.regression import Array, Fit, fit
from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.base.words import Share
from workbench.collection import Analysis

NEEDS = ("outcome", "treatment", "instrument")
RESTS_ON = (
    "designs.rests_offer_by_chance",
    "designs.rests_only_through",
    "designs.rests_nobody_against",
    "rests.no_spillover",
)
METHODS = ("two_stage",)
WEAK = 10.0
"""Below this F the offer moves too few people for an ordinary interval (Staiger and Stock 1997)."""
OFFERED, TAKEN = "(offered)", "(taken)"


@dataclass(frozen=True)
class Offer:
    """The rows of the analysis as numbers: who was offered (*z*), who came (*d*), the outcome."""

    rows: pd.DataFrame
    y: Array
    d: Array
    z: Array
    covariates: pd.DataFrame
    sites: pd.Series | None

    def on(self, values: Array, name: str, column: Array) -> Fit:
        """Regress *values* on a column and the covariates."""
        x = pd.DataFrame({CONSTANT: 1.0, name: column}, index=self.rows.index)
        return fit(values, x.join(self.covariates), name, self.sites)


def rests_on(_: Analysis) -> tuple[str, ...]:
    """Return the phrases of what the result rests on."""
    return RESTS_ON


def estimate(analysis: Analysis, table: pd.DataFrame, level: float) -> Effect:
    """Return the effect on those who came because they were offered (LATE).

    ``instrument`` is the offer, ``treatment`` the coming; both are numbers, covariates enter both
    stages. Two-stage least squares (the Wald ratio without covariates; Angrist and Imbens 1994)
    with HC2 errors, or CR2 with a cluster column. The interval and the p-value are those of
    Anderson and Rubin (1949), from the same HC2 or CR2 errors: they stay right when few people
    follow the offer. Where the interval has no end, or the F of the offer is below 10, there is
    none. Raises DataError when the offer moves nobody.
    """
    method = method_of(analysis, METHODS)
    offer = _offer(analysis, table)
    taken, told = (offer.on(values, OFFERED, offer.z) for values in (offer.d, offer.y))
    if not abs(taken.estimate) > 1e-12:
        raise DataError("designs.offer_moves_nobody", id=analysis.id, column=analysis.instrument)
    late = _second_stage(offer)
    strength = _strength(taken)
    low, high = anderson_rubin(offer, taken, told, level)
    if (
        strength < WEAK
        or low is None
        or too_few(np.sign(offer.z - offer.z.mean()) > 0, offer.sites)
    ):
        late, low, high = without_error(late), None, None
    answer = Answer(
        fit=late,
        method=method,
        rests_on=rests_on(analysis),
        n=len(offer.rows),
        n_left_out=len(table) - len(offer.rows),
        n_clusters=count_of(offer.sites),
        estimand="late",
        interval=(low, high),
        p_value=told.p_value if low is not None else None,
        references=references_of(analysis, offer.rows),
        detail={
            "first_stage": taken.estimate,
            "first_stage_f": strength,
            "intention_to_treat": told.estimate,
            "intention_std_error": float(told.std_error or np.nan),
        },
    )
    return effect_of(analysis, answer, level)


def check(analysis: Analysis, table: pd.DataFrame, effect: Effect) -> Iterator[Finding]:
    """People left out, and an offer that moves too few."""
    yield from common_checks(analysis, effect)
    strength = effect.detail["first_stage_f"]
    holes: dict[str, object] = {
        "label": analysis.label,
        "f": round(strength, 1),
        "share": Share(effect.detail["first_stage"]),
    }
    yield Finding("designs.weak_offer", strength >= WEAK, analysis.id, "warning", holes)


def anderson_rubin(
    offer: Offer, taken: Fit, told: Fit, level: float
) -> tuple[float | None, float | None]:
    """Return the effects that the offer does not refute; None and None where there is no end.

    An effect b is kept when y - b d does not differ between offered and not: a quadratic in b.
    """
    from scipy.special import stdtrit  # heavy: loaded when it is used

    both = offer.on(offer.y + offer.d, OFFERED, offer.z)
    errors = [part.std_error for part in (told, taken, both)]
    if told.df is None or any(error is None for error in errors):
        return None, None
    vy, vd, vs = (float(error or 0.0) ** 2 for error in errors)
    cut = float(stdtrit(told.df, 0.5 + level / 2)) ** 2
    square = taken.estimate**2 - cut * vd
    middle = told.estimate * taken.estimate - cut * (vs - vy - vd) / 2
    inside = middle**2 - square * (told.estimate**2 - cut * vy)
    if square <= 0 or inside < 0:
        return None, None
    low, high = ((middle + sign * inside**0.5) / square for sign in (-1, 1))
    return float(low), float(high)


def _offer(analysis: Analysis, table: pd.DataFrame) -> Offer:
    rows = known_rows(analysis, table)
    columns = (analysis.outcome, str(analysis.treatment), str(analysis.instrument))
    values = [numbers(analysis, rows, column) for column in columns]
    need_spread(analysis, values[0])
    for column, value in zip(columns[1:], values[1:], strict=True):
        if value.nunique() < 2:
            raise DataError("designs.never_changes", id=analysis.id, column=column)
    y, d, z = (value.to_numpy() for value in values)
    return Offer(rows, y, d, z, covariates_of(analysis, rows), need_sites(analysis, rows))


def _second_stage(offer: Offer) -> Fit:
    """Return the coefficient of coming, with the errors of what was seen, not of what was foretold.

    The outcome is rebuilt as the foretold part plus the true errors, so that one least squares
    gives both the coefficient and its HC2 or CR2 error.
    """
    first = pd.DataFrame({CONSTANT: 1.0, OFFERED: offer.z}, index=offer.rows.index)
    z = first.join(offer.covariates).to_numpy(dtype=float)
    foretold = z @ np.linalg.lstsq(z, offer.d, rcond=None)[0]
    late = offer.on(offer.y, TAKEN, foretold).estimate
    return offer.on(offer.y - late * (offer.d - foretold), TAKEN, foretold)


def _strength(taken: Fit) -> float:
    """Return the F of the offer: the square of its t in the first stage; 0 without an error."""
    return (taken.estimate / taken.std_error) ** 2 if taken.std_error else 0.0
