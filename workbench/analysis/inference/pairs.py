"""The same people twice: McNemar's exact test, and how large a change is."""

import numpy as np

from workbench.analysis.regression import Array


def mcnemar_exact(before: Array, after: Array) -> float:
    """Return the exact two-sided p-value of McNemar (1947) for answers 0 and 1.

    >>> mcnemar_exact(np.repeat([0.0, 1.0], [8, 1]), np.repeat([1.0, 0.0], [8, 1]))
    0.0390625
    """
    from scipy.special import bdtr  # heavy: loaded when it is used

    gained = int(((before == 0) & (after == 1)).sum())
    lost = int(((before == 1) & (after == 0)).sum())
    if gained + lost == 0:
        return 1.0
    return min(1.0, 2 * float(bdtr(min(gained, lost), gained + lost, 0.5)))


def hedges_j(df: float) -> float:
    """Return Hedges' (1981) exact correction of a standardised difference in a small sample.

    >>> round(hedges_j(9), 4)
    0.9139
    """
    from scipy.special import gammaln  # heavy: loaded when it is used

    return float(np.exp(gammaln(df / 2) - gammaln((df - 1) / 2) - 0.5 * np.log(df / 2)))


def sizes(before: Array, after: Array) -> dict[str, float]:
    """Return the change in standard deviations, four ways; those that are defined.

    ``dz`` over the deviation of the changes, ``d_av`` over the mean of both deviations, ``d_rm``
    corrected for how alike both measures are (Lakens 2013), ``g_av`` is d_av times Hedges' J.
    """
    change = after - before
    n = len(change)
    if n < 3:
        return {}
    deviation = float(np.std(change, ddof=1))
    one, two = float(np.std(before, ddof=1)), float(np.std(after, ddof=1))
    found = {"dz": float(change.mean()) / deviation} if deviation > 0 else {}
    if one > 0 and two > 0:
        alike = float(np.corrcoef(before, after)[0, 1])
        found["d_av"] = float(change.mean()) / ((one + two) / 2)
        found["g_av"] = found["d_av"] * hedges_j(n - 1)
        if "dz" in found:
            found["d_rm"] = found["dz"] * float(np.sqrt(max(2 * (1 - alike), 0.0)))
    return found
