"""Meta-regression: how the effect of a pilot moves with what is known of it."""

import numpy as np

from workbench.analysis.pooling.infer import Inferred, half_width
from workbench.analysis.pooling.model import Array
from workbench.analysis.pooling.pilots import Pilots
from workbench.analysis.pooling.pooled import Coefficient, Interval, Moderation


def moderation(
    pilots: Pilots, found: Inferred, tau2: Array, given: tuple[float, float, float]
) -> Moderation | None:
    """Return what the moderators say; None where there are none.

    *given* holds the tau² without them, the scale of the effects, and the level.
    """
    if not pilots.names:
        return None
    without, scale, level = given
    mean = np.concatenate([[1.0], pilots.moderators.mean(axis=0)])
    estimate, std_error = found.at(mean)
    wide = found.quantile * std_error
    ahead = float(half_width(found.fit.observed, tau2, std_error, level))
    statistic, rest, p_value = _together(found, len(pilots.names))
    low, high = float(estimate - ahead) * scale, float(estimate + ahead) * scale
    return Moderation(
        coefficients=_coefficients(pilots, found, scale),
        mean=tuple(float(value) for value in mean[1:]),
        at_mean=Interval(
            estimate=float(estimate) * scale,
            ci_low=float(estimate - wide) * scale,
            ci_high=float(estimate + wide) * scale,
            std_error=float(std_error) * scale,
            p_value=float(found.p_value(estimate, std_error)),
        ),
        prediction=(low, high) if ahead == ahead else None,  # NaN is unequal to itself
        statistic=statistic,
        df=len(pilots.names),
        df_residual=rest,
        p_value=p_value,
        r2=100 * max(0.0, 1 - float(tau2) / without) if without > 0 else None,
    )


def _coefficients(pilots: Pilots, found: Inferred, scale: float) -> tuple[Coefficient, ...]:
    """Return the intercept, then one coefficient for each column."""
    rows = []
    for n, name in enumerate(("intercept", *pilots.names)):
        estimate, std_error = found.at(np.eye(len(pilots.names) + 1)[n])
        wide = float(found.quantile * std_error)
        rows.append(
            Coefficient(
                name,
                float(estimate) * scale,
                float(std_error) * scale,
                (float(estimate) - wide) * scale,
                (float(estimate) + wide) * scale,
                float(found.p_value(estimate, std_error)),
            )
        )
    return tuple(rows)


def _together(found: Inferred, m: int) -> tuple[float, int | None, float]:
    """Return the test of all moderators at once (Knapp and Hartung 2003), or Wald's with z."""
    from scipy.special import chdtrc, fdtrc

    beta = found.fit.beta()[1:]
    wald = float(beta @ np.linalg.solve(found.covariance[1:, 1:], beta))
    if found.test == "z":
        return wald, None, float(chdtrc(m, wald))
    rest = int(found.df)
    statistic = wald / m / float(found.spread)
    return statistic, rest, float(fdtrc(m, rest, statistic))
