"""How one gap is filled: drawn from what resembles it, with the doubt about that likeness in it."""

from dataclasses import dataclass

import numpy as np

from workbench.analysis.regression import Array

Rng = np.random.Generator
DONORS = 5
"""From so many nearest people one is drawn (van Buuren 2018, section 3.4)."""
TURNS = 30
STILL, NEAR = 1e-6, 0.02
WIDE = 2.5
"""How far a coefficient of a covariate of spread one is expected to go, on the log-odds scale."""


@dataclass(frozen=True)
class Gap:
    """A column with gaps: its values *y* (n), the others *x* (n × k, a constant first).

    *seen* is true where *y* was answered; *clubs* numbers the club of each row, None without.
    """

    y: Array
    x: Array
    seen: np.ndarray
    clubs: np.ndarray | None = None


def normal(gap: Gap, rng: Rng) -> Array:
    """Return *y* with its gaps drawn from a normal regression on *x*.

    Its coefficients and its spread are drawn too (Rubin 1987, example 5.1). Each club has a level
    of its own (`levels`), so that people of a club go on resembling each other. Drawn values may
    lie between, or beyond, the marks of the scale: do not round them.
    """
    level = levels(gap, rng)
    drawn, _, sigma = _line(gap, level, rng)
    filled = gap.x @ drawn + level + sigma * rng.standard_normal(len(gap.y))
    return np.asarray(np.where(gap.seen, gap.y, filled))


def matched(gap: Gap, rng: Rng) -> Array:
    """Return *y* with each gap filled by the answer of somebody who is expected to answer alike.

    Predictive mean matching (Little 1988), of type 1: those seen are placed by the coefficients
    found, those missing by the coefficients drawn; one of the DONORS nearest gives the answer.
    Answers stay on the marks of the scale, yes-or-no ones too.
    """
    level = levels(gap, rng)
    drawn, found, _ = _line(gap, level, rng)
    here = (gap.x @ found + level)[gap.seen]
    there = (gap.x @ drawn + level)[~gap.seen]
    order = np.argsort(here, kind="stable")
    count = min(DONORS, len(order))
    after = np.searchsorted(here[order], there)
    window = np.clip(after[:, None] + np.arange(-count, count), 0, len(order) - 1)
    far = np.abs(here[order][window] - there[:, None])
    far[:, 1:][window[:, 1:] == window[:, :-1]] = np.inf  # the edge counts once
    nearest = np.take_along_axis(window, np.argsort(far, axis=1, kind="stable")[:, :count], axis=1)
    donor = nearest[np.arange(len(there)), rng.integers(0, count, len(there))]
    filled = gap.y.copy()
    filled[~gap.seen] = gap.y[gap.seen][order][donor]
    return filled


def yes_no(gap: Gap, rng: Rng) -> Array:
    """Return *y* (0 or 1) with its gaps drawn from a logit of *x*.

    Coefficients and the levels of clubs are drawn from the normal that fits their posterior
    (Rubin 1987, example 5.5); covariates of the same spread are expected within WIDE (Gelman and
    others 2008), so that one that separates the answers gives a chance near, not at, 0 or 1. The
    levels of clubs are normal; their variance is found in turns (Laplace and EM), then drawn.
    """
    from scipy.special import expit

    scale = gap.x.std(axis=0)
    x = np.where(scale > 0, (gap.x - gap.x.mean(axis=0)) / np.where(scale > 0, scale, 1.0), 1.0)
    clubs = np.zeros(len(gap.y), dtype=int) if gap.clubs is None else gap.clubs
    count = int(clubs.max()) + 1
    between = 0.0 if gap.clubs is None else 0.1
    fitted = Logit.of(gap, x, clubs, between)
    if gap.clubs is not None:
        for _ in range(TURNS):
            before = between
            between = float((fitted.level**2 + fitted.doubt).mean())
            if abs(between - before) < NEAR * (before + NEAR):
                break
            fitted = Logit.of(gap, x, clubs, between, fitted)
        level = fitted.draw(rng)[1]
        between = float((level**2).sum() / rng.chisquare(max(count - 1, 1)))
        fitted = Logit.of(gap, x, clubs, between, fitted)
    beta, level = fitted.draw(rng)
    chance = expit(x @ beta + level[clubs])
    return np.asarray(np.where(gap.seen, gap.y, rng.random(len(chance)) < chance), dtype=float)


@dataclass(frozen=True)
class Logit:
    """A logit with a level for each club: the top of its posterior, and its bend there.

    *beta* (k) and *level* (clubs) are the top; *own* (k × k) the bend of the coefficients once the
    levels are free, *cross* (k × clubs) and *sure* (clubs) that of the levels.
    """

    beta: Array
    level: Array
    own: Array
    cross: Array
    sure: Array

    @classmethod
    def of(
        cls, gap: Gap, x: Array, clubs: np.ndarray, between: float, near: "Logit | None" = None
    ) -> "Logit":
        """Climb to the top by Newton's steps, from *near*; levels have the variance *between*."""
        from scipy.special import expit

        seen, k, count = gap.seen, x.shape[1], int(clubs.max()) + 1
        y, rows, where = gap.y[seen], x[seen], clubs[seen]
        prior = np.full(k, 1 / WIDE**2)
        prior[0] = 1 / (4 * WIDE) ** 2
        tight = 1 / max(between, 1e-8)
        beta, level = (near.beta, near.level) if near else (np.zeros(k), np.zeros(count))
        for _ in range(TURNS):
            chance = expit(rows @ beta + level[where])
            bend = chance * (1 - chance)
            sure = np.asarray(np.bincount(where, bend, count) + tight, dtype=np.float64)
            cross: Array = np.stack([np.bincount(where, bend * part, count) for part in rows.T])
            own = rows.T @ (bend[:, None] * rows) + np.diag(prior) - (cross / sure) @ cross.T
            pull = rows.T @ (y - chance) - prior * beta
            club = np.bincount(where, y - chance, count) - tight * level
            step = np.linalg.solve(own, pull - cross @ (club / sure))
            beta, level = beta + step, level + (club - cross.T @ step) / sure
            if np.abs(step).max() < STILL:
                break
        return cls(beta, level, own, cross, sure)

    @property
    def doubt(self) -> Array:
        """How unsure the level of each club is, as a variance."""
        through = np.linalg.solve(self.own, self.cross)
        doubt: Array = 1 / self.sure + (self.cross * through).sum(axis=0) / self.sure**2
        return doubt

    def draw(self, rng: Rng) -> tuple[Array, Array]:
        """Return coefficients and levels drawn from the normal at the top."""
        root = np.linalg.cholesky(self.own)
        apart = np.linalg.solve(root.T, rng.standard_normal(len(self.beta)))
        level = self.level - (self.cross.T @ apart) / self.sure
        return self.beta + apart, level + rng.standard_normal(len(level)) / np.sqrt(self.sure)


def levels(gap: Gap, rng: Rng) -> Array:
    """Return a drawn level of each row's club: its mean error, shrunk by how few people show it.

    Zero without clubs. A club in which nobody was seen gets a level like any other (Graham 2009).
    """
    if gap.clubs is None:
        return np.zeros(len(gap.y))
    seen, codes = gap.seen, gap.clubs
    beta = np.linalg.lstsq(gap.x[seen], gap.y[seen], rcond=None)[0]
    errors = (gap.y - gap.x @ beta)[seen]
    clubs = int(codes.max()) + 1
    size = np.bincount(codes[seen], minlength=clubs)
    there = size > 0
    mean = np.bincount(codes[seen], errors, clubs) / np.maximum(size, 1)
    free = max(1, len(errors) - int(there.sum()))
    within = float(((errors - mean[codes[seen]]) ** 2).sum() / free)
    among = float(np.var(mean[there], ddof=1)) if there.sum() > 1 else 0.0
    between = max(0.0, among - within * float((1 / size[there]).mean()))
    trust = between / (between + within / np.maximum(size, 1e-9)) if between > 0 else 0.0 * size
    drawn: Array = trust * mean + np.sqrt(between * (1 - trust)) * rng.standard_normal(clubs)
    return np.asarray(drawn[codes])


def _line(gap: Gap, level: Array, rng: Rng) -> tuple[Array, Array, float]:
    """Return the coefficients of a normal regression drawn, as found, and its spread drawn."""
    seen, x = gap.seen, gap.x
    spread, upper = np.linalg.qr(x[seen])
    beta = np.linalg.solve(upper, spread.T @ (gap.y - level)[seen])
    errors = (gap.y - level)[seen] - x[seen] @ beta
    sigma = float(np.sqrt(errors @ errors / rng.chisquare(int(seen.sum()) - x.shape[1])))
    return beta + sigma * np.linalg.solve(upper, rng.standard_normal(x.shape[1])), beta, sigma
