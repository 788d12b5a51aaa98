"""The shortest formula that says the same: prime implicants, then every smallest choice of them."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, product

import numpy as np

from workbench.analysis.configurations.record import Flags, Marks

MOST_CONDITIONS = 8
MOST_MODELS = 50
MOST_STEPS = 100_000
"""After so many steps the search for equally short models ends, and says so."""


def minimal(
    k: int, positive: Sequence[int], forbidden: Sequence[int]
) -> tuple[list[list[Marks]], bool]:
    """Return every model with the fewest paths, the one with the fewest conditions first.

    *positive* and *forbidden* are rows of the truth table, as whole numbers whose first bit of *k*
    is the first condition; a row in neither may be used. A path is a mark for each condition: 1
    there, 0 absent, 2 whichever. The prime implicants are those of Quine (1952) and McCluskey
    (1956); the choice among them is exact. The second value is False where the search was cut.

    >>> models, whole = minimal(2, [3, 2], [0, 1])
    >>> [[mark.tolist() for mark in model] for model in models], whole
    ([[[1, 2]]], True)
    """
    if not positive:
        return [], True
    marks, covers = _terms(k)
    primes = _primes(k, covers, positive, forbidden)
    masks: dict[int, list[int]] = {}
    for prime in primes:
        seen = sum(1 << place for place, row in enumerate(positive) if covers[prime, row])
        masks.setdefault(seen, []).append(prime)
    choices, whole = _smallest(list(masks), (1 << len(positive)) - 1)
    every = (
        sorted(model) for choice in choices for model in product(*(masks[mask] for mask in choice))
    )
    found = list(islice(every, MOST_MODELS + 1))
    whole = whole and len(found) <= MOST_MODELS
    ordered = sorted(found[:MOST_MODELS], key=lambda model: (_length(marks, model), model))
    return [[marks[term] for term in model] for model in ordered], whole


def _length(marks: Marks, model: Sequence[int]) -> int:
    return int((marks[list(model)] != 2).sum())


@cache
def _terms(k: int) -> tuple[Marks, Flags]:
    """Return the 3^k terms of *k* conditions, and which of the 2^k rows each of them covers."""
    marks = np.array(list(product((0, 1, 2), repeat=k)), dtype=np.int8)
    bits = np.array(list(product((0, 1), repeat=k)), dtype=np.int8)
    covers = np.ones((len(marks), len(bits)), dtype=bool)
    for j in range(k):
        mark = marks[:, j][:, None]
        covers &= (mark == 2) | (mark == bits[:, j])
    return marks, covers


def _primes(k: int, covers: Flags, positive: Sequence[int], forbidden: Sequence[int]) -> list[int]:
    """Return the terms that cover a positive row, no forbidden one, and cannot be shortened."""
    marks = _terms(k)[0]
    allowed = np.logical_not(covers[:, list(forbidden)].any(axis=1))
    prime = allowed & covers[:, list(positive)].any(axis=1)
    for j in range(k):
        mark = marks[:, j].astype(int)
        shorter = np.arange(len(marks)) + (2 - mark) * 3 ** (k - 1 - j)
        prime &= (mark == 2) | ~allowed[shorter]
    return [int(term) for term in np.flatnonzero(prime)]


def _smallest(masks: Sequence[int], whole: int) -> tuple[list[tuple[int, ...]], bool]:
    """Return every smallest choice of *masks* that makes up *whole*; False where it was cut."""
    steps = [0]
    widest = max(mask.bit_count() for mask in masks)
    at_most = _greedy(masks, whole)
    for size in range(-(-whole.bit_count() // widest), len(at_most)):
        found = list(islice(_choices(masks, whole, size, widest, steps), MOST_MODELS + 1))
        if found or steps[0] > MOST_STEPS:
            return found or [at_most], steps[0] <= MOST_STEPS and len(found) <= MOST_MODELS
    found = list(islice(_choices(masks, whole, len(at_most), widest, steps), MOST_MODELS + 1))
    return found or [at_most], steps[0] <= MOST_STEPS and len(found) <= MOST_MODELS


def _choices(
    masks: Sequence[int], whole: int, size: int, widest: int, steps: list[int]
) -> Iterator[tuple[int, ...]]:
    """Yield the choices of *size* masks that cover *whole*, each once, the hardest row first."""
    rows = [1 << place for place in range(whole.bit_length())]
    having = {row: [mask for mask in masks if mask & row] for row in rows}
    rows.sort(key=lambda row: len(having[row]))

    def search(
        left: int, chosen: tuple[int, ...], tried: frozenset[int]
    ) -> Iterator[tuple[int, ...]]:
        steps[0] += 1
        if not left:
            yield chosen
            return
        if left.bit_count() > (size - len(chosen)) * widest or steps[0] > MOST_STEPS:
            return
        hardest = next(row for row in rows if left & row)
        for mask in having[hardest]:
            if mask not in tried:
                yield from search(left & ~mask, (*chosen, mask), tried)
                tried |= {mask}

    yield from search(whole, (), frozenset())


def _greedy(masks: Sequence[int], whole: int) -> tuple[int, ...]:
    """Return one choice that covers the whole, not always the smallest."""
    left, chosen = whole, []
    while left:
        best = max(masks, key=lambda mask: (mask & left).bit_count())
        chosen.append(best)
        left &= ~best
    return tuple(chosen)
