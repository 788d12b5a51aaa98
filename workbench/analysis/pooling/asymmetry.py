"""Whether small pilots show other effects than large ones: what a funnel plot is looked at for."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from workbench.analysis.pooling import tau2 as estimators
from workbench.analysis.pooling.infer import Inferred, inferred
from workbench.analysis.pooling.model import Array, Observed
from workbench.analysis.pooling.pooled import Pooled


class Asymmetry(NamedTuple):
    """The slope of effects on standard errors, divided by its own error, and its p-value."""

    statistic: float
    p_value: float


@dataclass(frozen=True)
class Filled:
    """The average with the pilots that a symmetrical funnel would have: how many, which side."""

    added: int
    side: str
    estimate: float


def egger(pooled: Pooled) -> Asymmetry:
    """Return the test of Egger and others (1997): Student's t with k - 2 degrees of freedom."""
    return _slope(inferred(_observed(pooled), np.asarray(0.0), "t", pooled.level))


def regression_test(pooled: Pooled, stop: float = estimators.STOP) -> Asymmetry:
    """Return the same under random effects (REML, normal): ``regtest`` of R's metafor."""
    observed = _observed(pooled)
    return _slope(inferred(observed, estimators.reml(observed, stop), "z", pooled.level))


def _observed(pooled: Pooled) -> Observed:
    effect, variance = figures(pooled)
    columns = np.column_stack([np.ones(pooled.k), np.sqrt(variance)])
    return Observed(effect, variance, columns, np.ones(pooled.k))


def _slope(found: Inferred) -> Asymmetry:
    estimate, std_error = found.at(np.array([0.0, 1.0]))
    return Asymmetry(float(estimate / std_error), float(found.p_value(estimate, std_error)))


def figures(pooled: Pooled) -> tuple[Array, Array]:
    """Return the effects and the variances of the pilots."""
    effect = np.array([one.effect for one in pooled.pilots])
    return effect, np.array([one.variance for one in pooled.pilots])


def trim_and_fill(pooled: Pooled, method: str = "DL") -> Filled:
    """Return the average with the pilots that seem to lack (Duval and Tweedie 2000, estimator L0).

    It is a look at how much depends on pilots that nobody told of, not a better average. The side
    that lacks pilots is the one that the slope of `regression_test` points away from.
    """
    effect, variance = figures(pooled)
    flip = -1.0 if regression_test(pooled).statistic < 0 else 1.0
    order = np.argsort(flip * effect, kind="stable")
    y, v = flip * effect[order], variance[order]
    k, missing = len(y), 0
    for _ in range(k):
        centre = _average(y[: k - missing], v[: k - missing], method)
        ranks = np.argsort(np.argsort(np.abs(y - centre), kind="stable"), kind="stable") + 1
        above = float(ranks[y > centre].sum())
        seen = max(0, round((4 * above - k * (k + 1)) / (2 * k - 1)))
        if seen == missing:
            break
        missing = min(seen, k - 2)
    mirrored = 2 * centre - y[k - missing :]
    full = np.concatenate([y, mirrored]), np.concatenate([v, v[k - missing :]])
    return Filled(missing, "left" if flip > 0 else "right", flip * _average(*full, method))


def _average(effect: Array, variance: Array, method: str) -> float:
    k = len(effect)
    observed = Observed(effect, variance, np.ones((k, 1)), np.ones(k))
    return float(observed.at(estimators.METHODS[method](observed)).beta()[0])
