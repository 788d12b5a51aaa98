"""How long until it happens: the curve of Kaplan and Meier, and how sure it is at a moment."""

from collections.abc import Callable

import numpy as np

from workbench.analysis.regression import Array

Pulls = Callable[[Array], tuple[float, float]]
"""What takes the pulls of people to the error of their sum, and its degrees of freedom."""


def still_waiting(times: Array, seen: Array, moment: float) -> tuple[float, Array]:
    """Return the share for whom it has not happened at *moment*, and the pull of each person on it.

    *seen* is 1 where the end was seen, 0 where people were lost from sight (Kaplan and Meier 1958).
    The squares of the pulls add up to Greenwood's (1926) variance where ties are few.

    >>> still_waiting(np.array([1.0, 2.0, 3.0]), np.array([1.0, 0.0, 1.0]), 2.5)[0].__round__(4)
    0.6667
    """
    ends = np.unique(times[(seen == 1) & (times <= moment)])
    ordered = np.sort(times)
    at_risk = len(times) - np.searchsorted(ordered, ends, "left")
    happened = np.array([float(((times == end) & (seen == 1)).sum()) for end in ends])
    share = float(np.prod(1 - happened / at_risk)) if len(ends) else 1.0
    left = np.maximum(at_risk - happened, 1e-12)
    rates = np.concatenate([[0.0], np.cumsum(happened / (at_risk * left))])
    passed = rates[np.searchsorted(ends, np.minimum(times, moment), "right")]
    own = np.zeros(len(times))
    mine = (seen == 1) & (times <= moment)
    own[mine] = 1 / left[np.searchsorted(ends, times[mine])]
    return share, share * (passed - own)


def at_risk(times: Array, moment: float) -> int:
    """Return for how many people the end was still to come, and in sight, at *moment*."""
    return int((times >= moment).sum())
