"""Which further cells must be hidden so that nobody finds a hidden one by adding and subtracting.

**The requirement.** As far as a reader of everything published can tell, a protected quantity must
be able to lie anywhere between two bounds: a count under SMALL, from nobody (0) to SMALL people, so
that one cannot even tell that it is small. This is the feasibility interval of the Handbook on
Statistical Disclosure Control (A. Hundepool and others, Wiley, 2012, chapters 4 and 5). Asking it
also of the difference of two nested groups protects unions of hidden cells (J. Daalmans and T. de
Waal, An Improved Formulation of the Disclosure Auditing Problem for Secondary Cell Suppression,
Transactions on Data Privacy 3, 2010).

**The proof.** For each bound there is a *witness*: a population of whole people, none negative,
that gives every published number and reaches the bound. A witness is checked in whole numbers, so
no rounding of the solver can make an unsafe table look safe.

**The choice.** The witness that changes the fewest published numbers is looked for (J. Kelly, B.
Golden and A. Assad, Cell suppression: disclosure protection for sensitive tabular data, Networks
22, 1992); the numbers that it changes are hidden. Hiding only widens what is possible, so one
round is enough.

**What is not held against the reader**: knowing that a cell was hidden, without knowing whether it
is small or guards a small one; and that each hidden cell might have been hidden for the same
reason. Somebody who is in a cell counts oneself out: with SMALL of 5, four others are left.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.data.protection.space import Numbers

SECONDS = 20.0
"""How long one witness is looked for, before a good one is taken for the best."""


@dataclass(frozen=True)
class Guarded:
    """A quantity to protect, as a row of unknowns, and the bounds that must both be possible."""

    row: Numbers
    low: float
    high: float


@dataclass(frozen=True)
class Problem:
    """Rows over the unknowns: what always holds, what is published for good, what may be shown.

    *always* are rows that are 0; *fixed* rows have the values *fixed_values*; *shown* may be
    hidden, at the *price* of each; the numbers *hidden* are hidden from the start. *bundles* are
    pairs: as soon as one of the first is hidden, so are all of the second. *truth* holds the true
    counts; *blocks* say where the unknowns of each clique begin and end.
    """

    truth: Numbers
    blocks: tuple[tuple[int, int], ...]
    always: Numbers
    fixed: Numbers
    fixed_values: Numbers
    shown: Numbers
    price: Numbers
    hidden: frozenset[int] = frozenset()
    bundles: tuple[tuple[frozenset[int], frozenset[int]], ...] = ()


def hide(problem: Problem, guarded: Sequence[Guarded]) -> frozenset[int] | None:
    """Return the numbers of the cells to hide; None where what is published already tells too much.

    Every quantity of *guarded* is then between its bounds at least, whoever counts.
    """
    hidden = _bundled(problem.hidden, problem)
    witnesses = [problem.truth]
    for one in guarded:
        for bound, sign in ((one.low, -1.0), (one.high, 1.0)):
            if any(sign * (one.row @ seen) >= sign * bound for seen in witnesses):
                continue
            seen = _witness(problem, hidden, one.row, bound, sign)
            if seen is None:
                return None
            witnesses.append(seen)
            changed = np.flatnonzero(problem.shown @ seen != problem.shown @ problem.truth)
            hidden = _bundled(hidden | {int(number) for number in changed}, problem)
    return hidden


def _bundled(hidden: frozenset[int], problem: Problem) -> frozenset[int]:
    """Add what goes with the hidden, until nothing more does."""
    while True:
        more = hidden.union(*(own for first, own in problem.bundles if first & hidden))
        if more == hidden:
            return hidden
        hidden = more


def _witness(
    problem: Problem, hidden: frozenset[int], row: Numbers, bound: float, sign: float
) -> Numbers | None:
    """Return a population that reaches the bound and changes the fewest of what is still shown.

    One that differs from the truth only where the quantity is made up is looked for first: it is
    found fast. None where there is none; what the solver gives is checked here, in whole numbers.
    """
    for free in (_around(problem, row), np.arange(len(problem.truth))):
        seen = _solved(problem, hidden, free, (row, bound, sign))
        if seen is not None and _holds(problem, seen) and sign * (row @ seen) >= sign * bound:
            return seen
    return None


def _holds(problem: Problem, seen: Numbers) -> bool:
    """Whether a population is one of people, and gives all that is published for good."""
    return bool(
        (seen >= 0).all()
        and not (problem.always @ seen).any()
        and np.array_equal(problem.fixed @ seen, problem.fixed_values)
    )


def _around(problem: Problem, row: Numbers) -> NDArray[np.intp]:
    """Return the unknowns of the cliques in which a row counts people."""
    within = [block for block in problem.blocks if row[block[0] : block[1]].any()]
    return np.concatenate([np.arange(*block) for block in within])


def _solved(
    problem: Problem,
    hidden: frozenset[int],
    free: NDArray[np.intp],
    reach: tuple[Numbers, float, float],
) -> Numbers | None:
    """Return the cheapest population that differs from the truth in the *free* unknowns only."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # heavy, once needed
    from scipy.sparse import csr_array, eye_array, hstack

    row, bound, sign = reach
    own, still = problem.truth[free], [n for n in range(len(problem.shown)) if n not in hidden]
    shown = problem.shown[still][:, free]
    felt = shown.any(axis=1)
    shown, price = shown[felt], problem.price[still][felt]
    kept = np.vstack([problem.always, problem.fixed])[:, free]
    kept = kept[kept.any(axis=1)]
    n, k = len(free), len(shown)
    rest = row @ problem.truth - row[free] @ own
    goal = np.concatenate([sign * row[free], np.zeros(2 * k)])[None, :]
    rules = [LinearConstraint(goal, sign * (bound - rest), np.inf)]
    if len(kept):
        tight = hstack([csr_array(kept), csr_array((len(kept), 2 * k))])
        rules.append(LinearConstraint(tight, kept @ own, kept @ own))
    if k:
        loose = hstack([csr_array(shown), -eye_array(k), eye_array(k)])
        rules.append(LinearConstraint(loose, shown @ own, shown @ own))
    found = milp(
        np.concatenate([np.zeros(n), price, price]),
        integrality=np.concatenate([np.ones(n), np.zeros(2 * k)]),
        bounds=Bounds(0, np.inf),
        constraints=rules,
        options={"time_limit": SECONDS},
    )
    if found.x is None:
        return None
    seen: Numbers = problem.truth.copy()
    seen[free] = np.round(found.x[:n])
    return seen
