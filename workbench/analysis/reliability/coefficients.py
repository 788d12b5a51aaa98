"""Alpha, omega and the interval of alpha: each from the covariances of the questions alone."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

ROUNDS = 5000
SETTLED = 1e-13
LEAST_UNIQUE = 0.005
"""What a question keeps for itself at the least, as R's factanal and psych have it."""


def alpha(covariances: Numbers) -> float:
    """Return k / (k - 1) (1 - Σ variances / Σ covariances) for k questions (Cronbach 1951).

    >>> round(alpha(np.array([[1.0, 0.5], [0.5, 1.0]])), 4)
    0.6667
    """
    k = len(covariances)
    return float(k / (k - 1) * (1 - np.trace(covariances) / covariances.sum()))


def alpha_interval(value: float, k: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """Return the interval of an alpha of *k* questions and *n* people (Feldt 1965).

    (1 - α) F lies between the ends, F being Fisher's with n - 1 and (n - 1)(k - 1) degrees.

    >>> [round(end, 3) for end in alpha_interval(0.8, 5, 100)]
    [0.731, 0.856]
    """
    from scipy.special import fdtri

    tail = (1 - level) / 2
    degrees = (n - 1, (n - 1) * (k - 1))
    low, high = (1 - (1 - value) * float(fdtri(*degrees, p)) for p in (1 - tail, tail))
    return low, high


def loadings(correlations: Numbers) -> Numbers | None:
    """Return how much each question has of the one factor common to all, by maximum likelihood.

    The equations of Lawley and Maxwell (1971) are solved by their own rounds, on a table of
    correlations. None where there are fewer than three questions, or the rounds do not settle.
    """
    k = len(correlations)
    if k < 3 or not np.isfinite(correlations).all():
        return None
    unique = np.full(k, 0.5)
    for _ in range(ROUNDS):
        root = np.sqrt(unique)
        values, vectors = np.linalg.eigh(correlations / np.outer(root, root))
        found = root * vectors[:, -1] * np.sqrt(max(values[-1] - 1, 0.0))
        new = np.clip(1 - found**2, LEAST_UNIQUE, 1)
        moved = float(np.abs(new - unique).max())
        unique = new
        if moved < SETTLED:
            made: Numbers = found * (1.0 if found.sum() >= 0 else -1.0)
            return made
    return None


def omega(found: Numbers) -> float | None:
    """Return McDonald's omega from standardised *loadings*: (Σ l)² / ((Σ l)² + Σ (1 - l²)).

    McDonald 1999. None where no question shares anything with the others.

    >>> round(omega(np.array([0.7, 0.7, 0.7])), 4)
    0.7424
    """
    common = float(found.sum()) ** 2
    whole = common + float((1 - found**2).sum())
    return common / whole if common > 0 else None


def item_rest(covariances: Numbers) -> Numbers:
    """Return the correlation of each question with the sum of the others."""
    sums = covariances.sum(axis=1)
    own = np.diag(covariances)
    others = covariances.sum() - 2 * sums + own
    found: Numbers = (sums - own) / np.sqrt(own * np.maximum(others, 1e-300))
    return found
