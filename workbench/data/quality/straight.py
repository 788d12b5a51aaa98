"""Answers to a scale that were not read: one box from top to bottom, or an item turned round."""

from collections.abc import Iterator
from itertools import groupby

import numpy as np

from workbench.base.findings import Finding
from workbench.base.words import Share
from workbench.collection import Question
from workbench.collection.record import NUMBERS
from workbench.data.quality.latent import all_the_same
from workbench.data.quality.seen import Numbers, Seen, or_nothing

ITEMS = 4
"""Fewer questions in a row make no line."""
LONGEST = 10
"""A scale has no more steps than this."""
ENOUGH = 30
EXCESS, ERRORS = 0.1, 4.0
"""Straight lines above chance that are told: that share of people, and that many errors."""
AGAINST = -0.15
"""An item that goes against the sum of the others by this correlation is turned round."""


def lines_are_not_straight(seen: Seen) -> Iterator[Finding]:
    """No more people tick one box throughout than the likeness of the questions lets expect."""
    yield from or_nothing("quality.straight_lines", _straight(seen))


def items_point_one_way(seen: Seen) -> Iterator[Finding]:
    """Each question of a scale goes with the sum of the others."""
    yield from or_nothing("quality.item_turned", _turned(seen))


def batteries(seen: Seen) -> Iterator[list[tuple[str, Question]]]:
    """Yield each run of questions, one after another, that offer the same short scale."""
    for wave in seen.instrument.waves:
        for ends, run in groupby(seen.asked(wave), key=lambda pair: _ends(pair[1])):
            together = list(run)
            if ends is not None and len(together) >= ITEMS:
                yield together


def _ends(question: Question) -> tuple[float, float, str | None] | None:
    low, high = question.low, question.high
    if question.type not in NUMBERS or low is None or high is None or high - low > LONGEST:
        return None
    return low, high, question.indicator


def _complete(seen: Seen, battery: list[tuple[str, Question]]) -> Numbers:
    """Return the answers of those who answered all of it: a row a person."""
    every = np.column_stack([seen.numbers(name) for name, _ in battery])
    return every[np.isfinite(every).all(axis=1)]


def _straight(seen: Seen) -> Iterator[Finding]:
    for battery in batteries(seen):
        answers = _complete(seen, battery)
        if len(answers) < ENOUGH or (answers.std(axis=0) == 0).any():
            continue
        question = battery[0][1]
        inner = np.setdiff1d(np.unique(answers), [question.low, question.high])
        same = (answers == answers[:, :1]).all(axis=1) & np.isin(answers[:, 0], inner)
        share, expected = float(same.mean()), all_the_same(answers, inner, _alike(answers))
        error = np.sqrt(expected * (1 - expected) / len(answers))
        odd = share - expected > max(EXCESS, ERRORS * error)
        holes = {
            "n": int(same.sum()), "rows": len(answers), "items": len(battery),
            "label": question.label, "expected": Share(expected),
        }  # fmt: skip
        yield Finding("quality.straight_lines", not odd, battery[0][0], "warning", holes)


def _alike(answers: Numbers) -> float:
    """Return the mean correlation of two questions."""
    matrix = np.abs(np.corrcoef(answers, rowvar=False))
    return float(matrix[np.triu_indices_from(matrix, 1)].mean())


def _turned(seen: Seen) -> Iterator[Finding]:
    for battery in batteries(seen):
        answers = _complete(seen, battery)
        if len(answers) < ENOUGH:
            continue
        for number, (name, question) in enumerate(battery):
            rest = np.delete(answers, number, axis=1).sum(axis=1)
            item = answers[:, number]
            if item.std() > 0 and rest.std() > 0:
                r = float(np.corrcoef(item, rest)[0, 1])
                odd = r < min(AGAINST, -ERRORS / np.sqrt(len(answers)))
                holes = {"label": question.label, "r": round(r, 2)}
                yield Finding("quality.item_turned", not odd, name, "warning", holes)
