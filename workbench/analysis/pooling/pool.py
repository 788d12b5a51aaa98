"""Pooling: from k pilots to their average, how much they differ, and where the next may be."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from workbench.analysis.claims import weakest
from workbench.analysis.pooling import tau2 as estimators
from workbench.analysis.pooling.infer import Inferred, half_width, inferred
from workbench.analysis.pooling.model import Array, Observed
from workbench.analysis.pooling.moderate import moderation
from workbench.analysis.pooling.next_site import careful
from workbench.analysis.pooling.pilots import Pilots
from workbench.analysis.pooling.pooled import Interval, Pilot, Pooled
from workbench.base import words
from workbench.base.errors import DataError

TESTS = ("t", "z")
LEAST = 1e-10
"""Moments of the model's columns under this, relatively, leave its coefficients undecided."""

AT_ONCE = 40_000
"""How many figures of pilots are left out and counted again at once: memory stays small."""
NOTHING = 1e-20
"""A spread of residuals that is rounding, relatively to the effects' own."""


@dataclass(frozen=True)
class Way:
    """How pilots are pooled: the estimator of tau², where it stops, the test, the level."""

    method: str
    test: str
    level: float
    stop: float

    def tau2(self, observed: Observed) -> Array:
        """Return the estimate of tau²."""
        if self.method == "REML":
            return estimators.reml(observed, self.stop)
        return estimators.METHODS[self.method](observed)

    def inferred(self, observed: Observed) -> tuple[Array, Inferred]:
        """Return the estimate of tau², and the fit with it."""
        tau2 = self.tau2(observed)
        return tau2, inferred(observed, tau2, self.test, self.level)


def pool(
    pilots: Pilots,
    method: str = "REML",
    test: str = "t",
    level: float = 0.95,
    stop: float | None = None,
) -> Pooled:
    """Pool pilots under a random-effects model, with their moderators where they have some.

    *method* estimates tau²: ``REML``, ``DL``, ``PM``, or ``ML``, ``HE``, ``SJ``, and ``FE`` (one
    effect for all). *test* is ``t``: Hartung and Knapp's variance, not truncated, and Student's t
    with k - p degrees of freedom; or ``z``: the normal interval. REML is exact without moderators;
    with them it stops where R's metafor does (see `tau2.reml`); *stop* says otherwise, 0 is exact.
    Raises DataError for pilots that all report one effect (with ``t`` their interval would have no
    width), and for a method, test or level that is not there.

    >>> from workbench.analysis.pooling.pilots import pilots
    >>> found = pool(pilots([0.10, 0.30, 0.35, 0.65], [0.02, 0.01, 0.02, 0.04]))
    >>> round(found.estimate, 3), round(found.prediction_low, 2), round(found.prediction_high, 2)
    (0.314, -0.27, 0.9)
    """
    _check(pilots, method, test, level)
    scale = float(np.sqrt(np.mean(pilots.variance)))  # no figure is too large or small to square
    exactly = (estimators.STOP if pilots.names else 0.0) if stop is None else stop
    way = Way(method, test, level, exactly / scale**2)
    observed = Observed(
        pilots.effect / scale,
        pilots.variance / scale**2,
        pilots.columns,
        np.ones(len(pilots.ids)),
    )
    tau2, found = way.inferred(observed)
    if test == "t" and found.spread <= NOTHING * np.ptp(observed.effect) ** 2:
        raise DataError("pooling.fits_exactly", columns=", ".join(pilots.names))
    plain = replace(observed, columns=np.ones((len(pilots.ids), 1)))
    alone = float(way.tau2(plain)) if pilots.names else float(tau2)
    return Pooled(
        label=pilots.label,
        unit=pilots.unit,
        method=method,
        test=test,
        level=level,
        k=len(pilots.ids),
        **_average(found, tau2, scale, way),
        **_differences(observed, float(tau2), scale, way),
        careful=_careful(observed, scale, level),
        claim=weakest(*pilots.claims),
        pilots=_pilots(pilots, found, _without(observed, scale, way), level),
        moderation=moderation(pilots, found, tau2, (alone, scale, level)),
        left_out=pilots.left_out,
    )


def _check(pilots: Pilots, method: str, test: str, level: float) -> None:
    for key, given, allowed in (
        ("pooling.no_method", method, tuple(estimators.METHODS)),
        ("pooling.no_test", test, TESTS),
    ):
        if given not in allowed:
            hint = words.hint(given, allowed)
            raise DataError(key, given=given, allowed=", ".join(allowed), hint=hint)
    if not 0 < level < 1:
        raise DataError("pooling.level")
    if test == "t" and not pilots.names and np.ptp(pilots.effect) == 0:
        raise DataError("pooling.all_equal", k=len(pilots.ids))


def _average(found: Inferred, tau2: Array, scale: float, way: Way) -> dict[str, Any]:
    """Return the average with its intervals, on the scale of the effects."""
    first = np.eye(found.fit.observed.p)[0]
    estimate, std_error = found.at(first)
    wide = found.quantile * std_error
    truncated = found.quantile * found.at(first, np.maximum(found.spread, 1.0))[1]
    ahead = float(half_width(found.fit.observed, tau2, std_error, way.level))
    known = ahead == ahead and way.method != "FE"  # NaN is the one number unequal to itself
    low, high = (estimate - ahead) * scale, (estimate + ahead) * scale
    return {
        "estimate": float(estimate) * scale,
        "std_error": float(std_error) * scale,
        "df": int(found.df),
        "ci_low": float(estimate - wide) * scale,
        "ci_high": float(estimate + wide) * scale,
        "p_value": float(found.p_value(estimate, std_error)),
        "spread": float(found.spread),
        "truncated": (float(estimate - truncated) * scale, float(estimate + truncated) * scale),
        "prediction_low": float(low) if known else None,
        "prediction_high": float(high) if known else None,
    }


def _careful(observed: Observed, scale: float, level: float) -> tuple[float, float]:
    low, high = careful(observed, observed.columns.mean(axis=0), level)
    return low * scale, high * scale


def _differences(observed: Observed, tau2: float, scale: float, way: Way) -> dict[str, Any]:
    """Return tau², I² and H² with their intervals, and Cochran's Q with its p-value.

    I² is 100 tau² / (tau² + s²), s² the variance of a typical pilot (Higgins and Thompson 2002).
    Where one effect is taken to hold for all, it is what Q says: the same with DerSimonian's tau².
    """
    from scipy.special import chdtrc

    low, high = (float(end) for end in estimators.q_profile(observed, way.level))
    fixed = observed.at(0.0)
    typical = float(observed.df / fixed.trace)
    seen = float(estimators.dl(observed)) if way.method == "FE" else tau2
    share = {"i2": seen, "i2_low": low, "i2_high": high}
    return {
        "tau2": tau2 * scale**2,
        "tau2_low": low * scale**2,
        "tau2_high": high * scale**2,
        **{name: 100 * value / (value + typical) for name, value in share.items()},
        "h2": seen / typical + 1,
        "q": float(fixed.q),
        "q_p": float(chdtrc(observed.df, fixed.q)),
    }


def _pilots(
    pilots: Pilots, found: Inferred, without: list[Interval | None], level: float
) -> tuple[Pilot, ...]:
    from scipy.special import ndtri

    wide = float(ndtri((1 + level) / 2)) * np.sqrt(pilots.variance)
    weight = found.fit.weight / found.fit.weight.sum()
    return tuple(
        Pilot(
            id=pilots.ids[n],
            effect=float(pilots.effect[n]),
            variance=float(pilots.variance[n]),
            low=float(pilots.effect[n] - wide[n]),
            high=float(pilots.effect[n] + wide[n]),
            weight=float(weight[n]),
            claim=pilots.claims[n],
            without=without[n],
        )
        for n in range(len(pilots.ids))
    )


def _without(observed: Observed, scale: float, way: Way) -> list[Interval | None]:
    """Return the average without each pilot in turn; None where the others cannot carry it."""
    k = len(observed.effect)
    present = 1 - np.eye(k)
    basis = observed.basis[0]
    left = np.linalg.eigvalsh(basis.T @ (present[..., None] * basis))[:, 0] > LEAST
    places = np.flatnonzero(left)
    kept: list[Interval | None] = [None] * k
    if k - 1 <= observed.p or not len(places):
        return kept
    for some in np.array_split(places, -(-k * len(places) // AT_ONCE)):
        part = replace(observed, present=present[some])
        for place, average in zip(some, _averages(part, scale, way), strict=True):
            kept[place] = average
    return kept


def _averages(observed: Observed, scale: float, way: Way) -> list[Interval | None]:
    """Return the average of each pooling at the mean of the columns over all pilots.

    It is None where the pilots all report one effect: its interval would have no width.
    """
    tau2, found = way.inferred(observed)
    estimate, std_error = found.at(observed.columns.mean(axis=0))
    wide, p_value = found.quantile * std_error, found.p_value(estimate, std_error)
    flat = (found.spread <= NOTHING * np.ptp(observed.effect) ** 2) & (way.test == "t")
    return [
        None
        if flat[row]
        else Interval(
            estimate=float(estimate[row]) * scale,
            ci_low=float(estimate[row] - wide[row]) * scale,
            ci_high=float(estimate[row] + wide[row]) * scale,
            std_error=float(std_error[row]) * scale,
            p_value=float(p_value[row]),
            tau2=float(tau2[row]) * scale**2,
        )
        for row in range(len(estimate))
    ]
