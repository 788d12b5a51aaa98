"""What chance would do with whole answers: they are cuts of something that has no steps."""

import numpy as np

from workbench.data.quality.seen import Numbers

NODES = 40
HALVINGS = 12
"""How often the range of the correlation is halved: to a ten-thousandth and a half."""


def same_answers(first: Numbers, last: Numbers) -> float:
    """Return the share of people expected to give the same whole answer twice.

    Both answers are cuts of two normal numbers with some correlation, each with the margins that
    were seen. The correlation is read from those who did *not* answer the same, by the mean square
    of their change, so that copied answers do not hide themselves.
    """
    values = np.unique(np.concatenate([first, last]))
    moved = first != last
    if not moved.any():
        return 0.5
    seen = float(((last - first)[moved] ** 2).mean())
    gap = (values[:, None] - values[None, :]) ** 2
    cuts = _cuts(first, values), _cuts(last, values)
    low, high, expected = 0.0, 0.99, 0.5
    for _ in range(HALVINGS):
        r = (low + high) / 2
        joint = joint_share(*cuts, r)
        expected = float(np.trace(joint))
        change = float((joint * gap).sum()) / max(1 - expected, 1e-9)
        low, high = (r, high) if change > seen else (low, r)
    return expected


def joint_share(one: Numbers, other: Numbers, r: float) -> Numbers:
    """Return the shares of each pair of answers, whose cuts are given and correlation is *r*."""
    points, weights = _nodes()
    a, b = (_given(cuts, points, r) for cuts in (one, other))
    joint: Numbers = np.einsum("n,ni,nj->ij", weights, a, b)
    return joint


def all_the_same(answers: Numbers, inner: Numbers, r: float) -> float:
    """Return the share of people expected to tick one same box, of the *inner* ones, throughout.

    *answers* has a row a person and a column a question; *r* is what two questions share.
    """
    values = np.unique(answers)
    points, weights = _nodes()
    every = np.ones((NODES, len(values)))
    for number in range(answers.shape[1]):
        every *= _given(_cuts(answers[:, number], values), points, r)
    return float(weights @ every[:, np.isin(values, inner)].sum(axis=1))


def _cuts(answers: Numbers, values: Numbers) -> Numbers:
    """Return where a standard normal number is cut to give these answers: one cut more than values.

    Half a person is granted to each end, so that a value nobody chose is rare, not impossible.
    """
    from scipy.special import ndtri

    below = np.searchsorted(np.sort(answers), values[1:], side="left")
    inside = ndtri(np.clip((below + 0.5) / (len(answers) + 1), 1e-9, 1 - 1e-9))
    return np.concatenate([[-np.inf], inside, [np.inf]])


def _given(cuts: Numbers, points: Numbers, r: float) -> Numbers:
    """Return the chance of each answer for people at each point of what is common to all."""
    from scipy.special import ndtr

    r = min(max(r, 0.0), 0.99)
    below = ndtr((cuts[None, :] - np.sqrt(r) * points[:, None]) / np.sqrt(1 - r))
    return np.diff(below, axis=1)


def _nodes() -> tuple[Numbers, Numbers]:
    """Return points and weights that average over a standard normal number (Gauss and Hermite)."""
    points, weights = np.polynomial.hermite_e.hermegauss(NODES)
    return points, weights / weights.sum()
