"""How far one set lies inside another: the four numbers that every path carries."""

import numpy as np

from workbench.analysis.configurations.record import Marks, Numbers


def consistency(x: Numbers, y: Numbers) -> float | None:
    """Return Σ min(x, y) / Σ x: how far x comes with y (Ragin 2006); None where nobody is in x.

    >>> consistency(np.array([1.0, 1.0, 0.0]), np.array([1.0, 0.0, 1.0]))
    0.5
    """
    return _ratio(float(np.minimum(x, y).sum()), float(x.sum()))


def coverage(x: Numbers, y: Numbers) -> float | None:
    """Return Σ min(x, y) / Σ y: how much of y comes by x (Ragin 2006)."""
    return _ratio(float(np.minimum(x, y).sum()), float(y.sum()))


def pri(x: Numbers, y: Numbers) -> float | None:
    """Return how far x comes with y and not with its absence as well (Schneider, Wagemann 2012).

    (Σ min(x, y) - Σ min(x, y, 1 - y)) / (Σ x - Σ min(x, y, 1 - y)).
    """
    both = float(np.minimum(np.minimum(x, y), 1 - y).sum())
    return _ratio(float(np.minimum(x, y).sum()) - both, float(x.sum()) - both)


def relevance(x: Numbers, y: Numbers) -> float | None:
    """Return Σ (1 - x) / Σ (1 - min(x, y)): low where a condition is simply always there."""
    return _ratio(float((1 - x).sum()), float((1 - np.minimum(x, y)).sum()))


def membership(x: Numbers, marks: Marks) -> Numbers:
    """Return how far each case is in a combination: the least of its memberships.

    *marks* holds for each condition 1 (there), 0 (absent) or 2 (whichever).
    """
    kept = [x[:, j] if mark == 1 else 1 - x[:, j] for j, mark in enumerate(marks) if mark != 2]
    return np.minimum.reduce(kept) if kept else np.ones(len(x))


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole > 1e-12 else None
