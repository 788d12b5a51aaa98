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
    counts.
    """

    truth: Numbers
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

    None where there is none: what the solver gives is checked here, in whole numbers.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp  # heavy, once needed

    still = [number for number in range(len(problem.shown)) if number not in hidden]
    n, k = len(problem.truth), len(still)
    shown, price = problem.shown[still], problem.price[still]
    off = np.zeros((len(problem.always) + len(problem.fixed), 2 * k))
    kept = np.vstack([problem.always, problem.fixed])
    left = np.hstack([kept, off])
    loose = np.hstack([shown, -np.eye(k), np.eye(k)])
    reach = np.concatenate([sign * row, np.zeros(2 * k)])[None, :]
    values = np.concatenate([np.zeros(len(problem.always)), problem.fixed_values])
    truth = shown @ problem.truth
    rules = [LinearConstraint(reach, sign * bound, np.inf)]
    rules += [LinearConstraint(left, values, values)] if len(left) else []
    rules += [LinearConstraint(loose, truth, truth)] if k else []
    found = milp(
        np.concatenate([np.full(n, 1e-6), price, price]),
        integrality=np.concatenate([np.ones(n), np.zeros(2 * k)]),
        bounds=Bounds(0, np.inf),
        constraints=rules,
        options={"time_limit": SECONDS},
    )
    if found.x is None:
        return None
    seen: Numbers = np.round(found.x[:n])
    holds = np.array_equal(kept @ seen, values) and sign * (row @ seen) >= sign * bound
    return seen if holds else None
