"""The truth table: each combination that was seen, its cases, and whether they agree."""

import numpy as np

from workbench.analysis.configurations import measures
from workbench.analysis.configurations.minimise import minimal
from workbench.analysis.configurations.record import (
    NOT,
    Asked,
    Marks,
    Necessity,
    Row,
    Sets,
    Solution,
    Term,
)

CLOSE = 1e-9
"""Sums of fractions that should be equal differ by less than this."""


def rows_of(sets: Sets, asked: Asked) -> tuple[Row, ...]:
    """Return the combinations with at least ``asked.frequency`` cases, as their bits count.

    A case belongs to the one combination in which its membership is above one half; its raw
    consistency counts every case by its membership (Ragin 2008). A case at one half exactly in a
    condition belongs to none.
    """
    k = len(asked.conditions)
    bits = (sets.x > 0.5).astype(int)
    clear = (np.abs(sets.x - 0.5) > CLOSE).all(axis=1)
    codes = bits @ (1 << np.arange(k)[::-1])
    rows = []
    for code in np.unique(codes[clear]):
        here = clear & (codes == code)
        if int(here.sum()) < asked.frequency:
            continue
        marks = np.array([int(code) >> (k - 1 - j) & 1 for j in range(k)], dtype=np.int8)
        rows.append(_row(sets, marks, np.flatnonzero(here), asked.inclusion))
    return tuple(rows)


def _row(sets: Sets, marks: Marks, here: np.ndarray, inclusion: float) -> Row:
    member = measures.membership(sets.x, marks)
    raw = measures.consistency(member, sets.y) or 0.0
    return Row(
        marks=tuple(int(mark) for mark in marks),
        outcome=raw >= inclusion - CLOSE,
        cases=tuple(sets.cases[i] for i in here),
        with_outcome=tuple(sets.cases[i] for i in here if sets.y[i] > 0.5),
        consistency=raw,
        pri=measures.pri(member, sets.y) or 0.0,
    )


def solve(sets: Sets, asked: Asked, rows: tuple[Row, ...], guess: bool) -> Solution | None:
    """Return the shortest solution; None where no row leads to the outcome, or none does not.

    With *guess*, the combinations never seen may help to shorten it (the parsimonious solution);
    without, only those that were seen (the conservative one).
    """
    k = len(asked.conditions)
    codes = {_code(row): row.outcome for row in rows}
    positive = [code for code, outcome in codes.items() if outcome]
    negative = [code for code, outcome in codes.items() if not outcome]
    closed = negative if guess else [code for code in range(2**k) if code not in positive]
    if not positive or not closed:
        return None
    models, whole = minimal(k, positive, closed)
    texts = tuple(" + ".join(text(term, asked.conditions) for term in model) for model in models)
    members = [measures.membership(sets.x, term) for term in models[0]]
    joined = np.maximum.reduce(members)
    return Solution(
        text=texts[0],
        terms=tuple(_term(sets, asked, models[0], at) for at in range(len(models[0]))),
        consistency=measures.consistency(joined, sets.y) or 0.0,
        pri=measures.pri(joined, sets.y),
        coverage=measures.coverage(joined, sets.y) or 0.0,
        models=texts,
        exhaustive=whole,
    )


def _term(sets: Sets, asked: Asked, model: list[Marks], at: int) -> Term:
    members = [measures.membership(sets.x, term) for term in model]
    own = members[at]
    others = members[:at] + members[at + 1 :]
    unique = None
    if others:
        without = measures.coverage(np.maximum.reduce(others), sets.y) or 0.0
        unique = (measures.coverage(np.maximum.reduce(members), sets.y) or 0.0) - without
    inside = np.flatnonzero(own > 0.5)
    return Term(
        text=text(model[at], asked.conditions),
        consistency=measures.consistency(own, sets.y),
        pri=measures.pri(own, sets.y),
        coverage=measures.coverage(own, sets.y),
        unique_coverage=unique,
        cases=tuple(sets.cases[i] for i in inside),
    )


def necessities(sets: Sets, asked: Asked) -> tuple[Necessity, ...]:
    """Return, for each condition and its absence, how far the outcome never comes without it."""
    found = []
    for j, name in enumerate(asked.conditions):
        for label, x in ((name, sets.x[:, j]), (NOT + name, 1 - sets.x[:, j])):
            raw = measures.coverage(x, sets.y) or 0.0  # Σ min / Σ y is what necessity asks
            shown = measures.consistency(x, sets.y)
            found.append(Necessity(label, raw, shown, measures.relevance(x, sets.y)))
    return tuple(found)


def text(marks: Marks | tuple[int, ...], names: tuple[str, ...]) -> str:
    """Return a path as it is written: conditions joined by ``*``, absence with ``~``.

    >>> text((1, 0, 2), ("club", "mentor", "town"))
    'club*~mentor'
    """
    kept = [(mark, name) for mark, name in zip(marks, names, strict=True) if mark != 2]
    return "*".join(name if mark == 1 else NOT + name for mark, name in kept)


def _code(row: Row) -> int:
    return int("".join(map(str, row.marks)), 2)
