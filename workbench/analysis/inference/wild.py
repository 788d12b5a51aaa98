"""The wild cluster bootstrap: what chance alone does when whole clubs change their sign."""

from dataclasses import dataclass

import numpy as np

from workbench.analysis.regression import Array, Regression

DRAWS = 9999
CLOSE = 1e-9
"""Two statistics that differ by less than this share of themselves are a tie."""


@dataclass(frozen=True)
class Wild:
    """The p-value, how many sign patterns were tried, whether they were all, and how many tied."""

    p_value: float
    draws: int
    exact: bool
    ties: int


def wild(solved: Regression, c: Array, draws: int = DRAWS, seed: int = 1) -> Wild | None:
    """Return the null-imposed wild cluster bootstrap of c'beta = 0 with Rademacher signs.

    WCR of Cameron, Gelbach and Miller (2008); the statistic is Student's with CR0 errors. No row is
    touched in the loop: t* comes from the sums of each club, as MacKinnon (2023) does. When all
    2^G patterns are no more than *draws* they are all tried, and the p-value is exact. A tie counts
    as “as far as seen”: the p-value is never too small. None when the clubs carry no statistic.
    """
    if solved.clusters is None:
        return None
    z, scores = _club_sums(solved, c)
    groups = len(z)
    seen = _squared(np.ones((1, groups)), z, scores)[0]
    if not np.isfinite(seen):
        return None
    exact = groups < 63 and 2**groups <= draws
    signs = every_sign(groups) if exact else random_signs(groups, draws, seed)
    found = _squared(signs, z, scores)
    far = found >= seen * (1 - CLOSE)
    ties = int((far & (found <= seen * (1 + CLOSE))).sum())
    if exact:  # the mirror image of a pattern has the same statistic: half of them was tried
        return Wild(float(far.mean()), 2**groups, exact, 2 * ties)
    return Wild(float((1 + far.sum()) / (1 + draws)), draws, exact, ties)


def every_sign(groups: int) -> Array:
    """Return half of all patterns of signs (2^(G-1) × G): the first club keeps its sign."""
    patterns = np.arange(2 ** (groups - 1))[:, None] >> np.arange(groups - 1)
    others = 1.0 - 2.0 * (patterns & 1).astype(np.float64)
    return np.hstack([np.ones((len(patterns), 1)), others]).astype(np.float64)


def random_signs(groups: int, draws: int, seed: int) -> Array:
    """Return random patterns of signs (draws × G)."""
    raw = np.random.default_rng(seed).bytes(draws * ((groups + 7) // 8))
    bits = np.unpackbits(np.frombuffer(raw, np.uint8).reshape(draws, -1), axis=1)[:, :groups]
    return 1.0 - 2.0 * bits.astype(np.float64)


def statistics(solved: Regression, c: Array, signs: Array) -> Array:
    """Return |t*| for each pattern of signs, the null imposed."""
    found: Array = np.sqrt(_squared(signs, *_club_sums(solved, c)))
    return found


def _squared(signs: Array, z: Array, scores: Array) -> Array:
    below = ((signs @ scores) ** 2).sum(axis=1)
    above = (signs @ z) ** 2
    found: Array = np.divide(above, below, out=np.full(len(above), np.nan), where=below > 0)
    return found


def _club_sums(solved: Regression, c: Array) -> tuple[Array, Array]:
    """Return z (G) and the matrix (G × G) that takes signs to the scores of each club."""
    contrast = solved.half @ c
    weights = solved.spread @ contrast
    estimate = float(c @ solved.beta)
    null = solved.errors + weights * (estimate / float(contrast @ contrast))
    clubs = np.asarray(solved.clusters)
    order = np.argsort(clubs, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(clubs[order]) > 0])
    sums = np.add.reduceat((solved.spread * null[:, None])[order], starts)
    leans = np.add.reduceat((solved.spread * weights[:, None])[order], starts)
    z = sums @ contrast
    return z, np.diag(z) - sums @ leans.T
