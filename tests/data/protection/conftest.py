"""Somebody who reads every published table, and knows nothing of how cells were hidden."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest


class Attacker:
    """Writes every published count as an equation over the full cross of all columns."""

    def __init__(self, values, told):
        self.columns = list(values)
        self.corners = list(product(*(values[name] for name in self.columns)))
        self.known = {cell: count for cell, count in told if count is not None}

    def row(self, cell):
        allowed = dict(cell)
        return [
            int(all(corner[i] in allowed.get(n, corner) for i, n in enumerate(self.columns)))
            for corner in self.corners
        ]

    def bounds(self, cell):
        """Return the least and the most people that the cell can have, parts of people allowed."""
        from scipy.optimize import linprog

        rows = [self.row(known) for known in self.known] or None
        counts = list(self.known.values()) or None
        low = linprog(self.row(cell), A_eq=rows, b_eq=counts)
        high = linprog([-x for x in self.row(cell)], A_eq=rows, b_eq=counts)
        assert low.status == 0
        return low.fun, np.inf if high.status == 3 else -high.fun

    def whole_bounds(self, cell, most):
        """Return whether whole people allow nobody, and *most*, in the cell."""
        from scipy.optimize import LinearConstraint, milp

        target = np.array(self.row(cell))
        rules = [LinearConstraint([self.row(c)], n, n) for c, n in self.known.items()]
        nobody = milp(
            0 * target, integrality=1, constraints=[*rules, LinearConstraint(target, 0, 0)]
        )
        many = milp(
            0 * target, integrality=1, constraints=[*rules, LinearConstraint(target, most, np.inf)]
        )
        return nobody.x is not None, many.x is not None

    def finds(self, cell):
        """Whether the count follows from sums and differences alone, in exact fractions."""
        basis = []
        for known in self.known:
            left = reduced(list(map(Fraction, self.row(known))), basis)
            if any(left):
                basis.append(left)
        return not any(reduced(list(map(Fraction, self.row(cell))), basis))


def reduced(row, basis):
    """Take from a row what the rows of a basis explain; each begins where no other does."""
    for other in basis:
        lead = next(i for i, x in enumerate(other) if x)
        if row[lead]:
            factor = row[lead] / other[lead]
            row = [a - factor * b for a, b in zip(row, other, strict=True)]
    return row


@pytest.fixture(scope="session")
def attack():
    """A builder: somebody who reads the published cells; the values are those of each column."""
    return Attacker
