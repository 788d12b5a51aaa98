"""From a table of cases to its paths: refused where the cases are too few for the conditions."""

from collections.abc import Iterator
from dataclasses import replace
from math import log2

import numpy as np
import pandas as pd

from workbench.analysis.configurations import doubts
from workbench.analysis.configurations.calibration import sets_of
from workbench.analysis.configurations.minimise import MOST_CONDITIONS
from workbench.analysis.configurations.record import Answer, Asked, Sets
from workbench.analysis.configurations.truth import necessities, rows_of, solve
from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.base.words import Phrase

GRANTED = 0.1
"""Just under the bound (30 cases for 6 conditions) there is a doubt, not a refusal."""
MOVED = 0.1
"""How far the inclusion and the anchors are moved to see whether the paths stay."""


def answer(table: pd.DataFrame, asked: Asked) -> tuple[Answer, list[Finding]]:
    """Return what the cases of *table* allow to discuss, and what to doubt of it.

    *table* has a row a case and a column for the outcome and for each condition: memberships
    between 0 and 1, or any figure where ``asked.anchors`` calibrates it. Cases with a missing
    value are left out, and named. Nothing is solved where the conditions are more than
    log2(cases) + 1 (Marx and Dusa 2011): the answer then has its truth table and no solution.
    Raises DataError for a column that is not there, is no membership, for anchors out of order,
    two cases of one name, an outcome that does not vary, and for more than eight conditions.
    """
    if not 0 < asked.inclusion <= 1:
        raise DataError("qca.inclusion_range", given=f"{asked.inclusion:g}")
    if not asked.conditions or asked.frequency < 1:
        raise DataError("qca.no_question")
    sets, left = sets_of(table, asked)
    if len(sets.cases) < 2:
        raise DataError("qca.no_cases", n=len(sets.cases))
    if np.ptp(sets.y) == 0:
        raise DataError("qca.outcome_same", outcome=asked.outcome, value=f"{sets.y[0]:g}")
    found = solved(sets, asked)
    moves = list(_moves(table, sets, found)) if found.why is None else []
    return found, doubts.doubts(found, sets, left, moves)


def solved(sets: Sets, asked: Asked) -> Answer:
    """Return the truth table, the necessity and, where the cases can bear it, the solutions."""
    k, n = len(asked.conditions), len(sets.cases)
    rows = rows_of(sets, asked)
    needed = necessities(sets, asked)
    refusal = None
    if k > bearable(n):
        holes = {"k": k, "most": bearable(n), "n": n}
        refusal = Phrase("qca.too_many_conditions", {**holes, **doubts.unseen(2**k, len(rows))})
    elif k > MOST_CONDITIONS:
        raise DataError("qca.over_the_most", k=k, most=MOST_CONDITIONS)
    whole = Answer(asked, sets.cases, rows, 2**k - len(rows), needed, None, None, refusal)
    if refusal is not None:
        return whole
    conservative, parsimonious = (solve(sets, asked, rows, guess) for guess in (False, True))
    return replace(whole, conservative=conservative, parsimonious=parsimonious)


def bearable(cases: int) -> int:
    """Return how many conditions so many cases can bear: log2(cases) + 1 (Marx and Dusa 2011).

    >>> [bearable(n) for n in (7, 9, 18, 30)]
    [3, 4, 5, 6]
    """
    return int(log2(cases) + 1 + GRANTED) if cases else 0


def _moves(table: pd.DataFrame, sets: Sets, found: Answer) -> Iterator[doubts.Move]:
    """Yield each small change of a choice, and what the solutions would then be."""
    asked = found.asked
    for factor in (1 - MOVED, 1 + MOVED):
        inclusion = min(1.0, asked.inclusion * factor)
        other = replace(asked, inclusion=inclusion)
        if inclusion != asked.inclusion:
            new = solved(sets, other)
            yield doubts.Move("", inclusion, _models(new) != _models(found), new)
    for column, anchors in asked.anchors.items():
        for sign in (-1, 1):
            step = sign * MOVED * _width(table, column, anchors)
            there = {**asked.anchors, column: tuple(anchor + step for anchor in anchors)}
            other = replace(asked, anchors=there)
            new = solved(sets_of(table, other)[0], other)
            yield doubts.Move(column, step, _models(new) != _models(found), new)


def _width(table: pd.DataFrame, column: str, anchors: tuple[float, ...]) -> float:
    """Return what a tenth is taken of: from fully out to fully in, or the spread of the column."""
    if len(anchors) == 3:
        return anchors[2] - anchors[0]
    values = pd.to_numeric(table[column], errors="coerce").dropna()
    return float(values.max() - values.min())


def _models(found: Answer) -> list[tuple[str, ...] | None]:
    both = (found.conservative, found.parsimonious)
    return [tuple(sorted(one.models)) if one else None for one in both]
