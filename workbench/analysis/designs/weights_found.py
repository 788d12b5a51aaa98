"""Weights that make the groups alike, and the equations that they solve."""

from dataclasses import dataclass

import numpy as np

from workbench.analysis.designs.equations import Equations, Loose, along
from workbench.analysis.designs.groups import logit
from workbench.analysis.regression import Array
from workbench.base.errors import DataError
from workbench.collection import Analysis

STEPS = 200
EXACT = 1e-11
SHORTEST = 1e-6
ROUNDING = 1e-15
"""How much, in proportion, the aim may seem to rise near its lowest point."""
CLOSE = 1e-9
"""Means nearer than this, in standard deviations, are the same where rounding allows no better."""


@dataclass(frozen=True)
class Sample:
    """The rows as numbers: outcome, treatment, covariates with a constant, and given weights."""

    y: Array
    treated: Array
    x: Array
    given: Array


@dataclass(frozen=True)
class Weighting:
    """The weights of the rows, and the equations whose last two parameters are the means."""

    weights: Array
    equations: Equations
    at: Array
    wanted: Array
    score: Array | None = None

    @property
    def estimate(self) -> float:
        """The difference of the two means."""
        return float(self.wanted @ self.at)


def by_score(analysis: Analysis, sample: Sample, estimand: str) -> Weighting:
    """Return inverse-probability weights from a logistic score, each group's adding up to one.

    Those treated count once for ``att``, and the others by p / (1 - p); for ``ate`` everyone counts
    by one over the chance of what they had (Hajek's means; Lunceford and Davidian 2004).
    """
    x, treated, given = sample.x, sample.treated, sample.given
    k = x.shape[1]
    beta = logit(analysis, x, treated, given)

    def equations(at: Loose) -> Loose:
        odds = np.exp(along(x, at[:k]))
        one, zero = _shares(treated, odds, estimand)
        rows = [x * (treated - odds / (1 + odds))[:, None]]
        rows += [(one * (sample.y - at[k]))[:, None], (zero * (sample.y - at[k + 1]))[:, None]]
        stacked: Loose = given[:, None] * np.hstack(rows)
        return stacked

    odds = np.exp(x @ beta)
    one, zero = _shares(treated, odds, estimand)
    means = [np.average(sample.y, weights=given * part) for part in (one, zero)]
    at, wanted = np.append(beta, means), _difference(k)
    return Weighting(given * (one + zero), equations, at, wanted, odds / (1 + odds))


def doubly(analysis: Analysis, sample: Sample, estimand: str) -> Weighting:
    """Return the augmented estimate: a regression in each group, mended by the weights.

    Robins, Rotnitzky and Zhao (1994): right when the score or the regressions are. The errors of
    the regressions are summed with the weights, and divided by the number that is asked about.
    """
    x, y, given = sample.x, sample.y, sample.given
    plain = by_score(analysis, sample, estimand)
    k = x.shape[1]
    arms = (sample.treated, 1 - sample.treated)
    slopes = [_least_squares(x, y, given * arm) for arm in arms]
    target = given * (sample.treated if estimand == "att" else np.ones(len(y)))

    def equations(at: Loose) -> Loose:
        odds, slopes = np.exp(along(x, at[:k])), (at[k : 2 * k], at[2 * k : 3 * k])
        errors = [y - along(x, slope) for slope in slopes]
        parts = [x * (given * (arms[0] - odds / (1 + odds)))[:, None]]
        parts += [
            x * (given * arm * error)[:, None] for arm, error in zip(arms, errors, strict=True)
        ]
        shares = _shares(arms[0], odds, estimand)
        parts += [
            (given * share * error - target * at[3 * k + place])[:, None]
            for place, (share, error) in enumerate(zip(shares, errors, strict=True))
        ]
        parts += [
            (target * (along(x, slope) - at[3 * k + 2 + place]))[:, None]
            for place, slope in enumerate(slopes)
        ]
        return np.hstack(parts)

    shares = _shares(arms[0], np.exp(x @ plain.at[:k]), estimand)
    means = [float((given * share) @ (y - x @ beta) / target.sum())
             for share, beta in zip(shares, slopes, strict=True)]  # fmt: skip
    told = [np.average(x @ beta, weights=target) for beta in slopes]
    at = np.concatenate([plain.at[:k], *slopes, means, told])
    wanted = np.zeros(len(at))
    wanted[-4:] = [1, -1, 1, -1]
    return Weighting(plain.weights, equations, at, wanted, plain.score)


def entropy(analysis: Analysis, sample: Sample, estimand: str) -> Weighting:
    """Return the weights nearest to equal ones that make the means of the covariates the same.

    Hainmueller (2012), by damped Newton steps. ``att`` reweights the others to those treated;
    ``ate`` reweights both to everyone. Raises DataError where no weights can do it.
    """
    z, y, given, treated = sample.x[:, 1:], sample.y, sample.given, sample.treated
    base = given * (treated if estimand == "att" else np.ones(len(y)))
    goal = np.average(z, axis=0, weights=base)
    arms = [1 - treated] if estimand == "att" else [1 - treated, treated]
    tilts = [_tilt(analysis, z - goal, given * arm) for arm in arms]
    k = z.shape[1]

    def equations(at: Loose) -> Loose:
        gap = z - at[-k - 2 : -2]
        shares = [given * arm * np.exp(along(gap, at[place * k : (place + 1) * k]))
                  for place, arm in enumerate(arms)]  # fmt: skip
        one = shares[-1] if estimand == "ate" else given * treated
        parts = [gap * share[:, None] for share in shares]
        parts += [gap * base[:, None]]
        parts += [(one * (y - at[-2]))[:, None], (shares[0] * (y - at[-1]))[:, None]]
        return np.hstack(parts)

    shares = [given * arm * np.exp((z - goal) @ tilt)
              for arm, tilt in zip(arms, tilts, strict=True)]  # fmt: skip
    one = shares[-1] if estimand == "ate" else given * treated
    means = [np.average(y, weights=one), np.average(y, weights=shares[0])]
    at = np.concatenate([*tilts, goal, means])
    return Weighting(one + shares[0], equations, at, _difference(len(at) - 2))


def _tilt(analysis: Analysis, gap: Array, given: Array) -> Array:
    """Return the tilt that brings the mean of *gap* to zero: Newton's steps, halved where too long.

    The aim is the logarithm of the sum of the weights, which is convex.
    """
    gap, given = gap[given > 0], given[given > 0]
    tilt = np.zeros(gap.shape[1])
    aim = _aim(gap, given, tilt)
    for _ in range(STEPS):
        share = given * np.exp(gap @ tilt - aim)
        slope = gap.T @ share
        if np.abs(slope).max() < EXACT:
            return tilt
        bend = (gap * share[:, None]).T @ gap - np.outer(slope, slope)
        step = np.linalg.lstsq(bend, slope, rcond=None)[0]
        length = 1.0
        flat = aim + ROUNDING * max(1.0, abs(aim))
        while length > SHORTEST and not (near := _aim(gap, given, tilt - length * step)) <= flat:
            length /= 2
        if length <= SHORTEST or not np.isfinite(near):
            break
        tilt, aim = tilt - length * step, near
    if np.abs(slope).max() < CLOSE:
        return tilt
    raise DataError(
        "designs.cannot_balance",
        id=analysis.id,
        columns=", ".join(dict.fromkeys(analysis.covariates)),
    )


def _aim(gap: Array, given: Array, tilt: Array) -> float:
    line = gap @ tilt
    highest = float(line.max())
    return highest + float(np.log((given * np.exp(line - highest)).sum()))


def _shares(treated: Array, odds: Loose, estimand: str) -> tuple[Loose, Loose]:
    """Return the weight of each row in the mean of those treated, and in that of the others."""
    if estimand == "att":
        return treated, (1 - treated) * odds
    return treated * (1 + 1 / odds), (1 - treated) * (1 + odds)


def _difference(before: int) -> Array:
    wanted = np.zeros(before + 2)
    wanted[-2:] = [1, -1]
    return wanted


def _least_squares(x: Array, y: Array, weights: Array) -> Loose:
    root = np.sqrt(weights)
    found: Loose = np.linalg.lstsq(x * root[:, None], y * root, rcond=None)[0]
    return found
