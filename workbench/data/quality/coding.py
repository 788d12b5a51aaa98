"""The same question must be coded in the same way at both waves."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from workbench.base.findings import Finding, Severity
from workbench.collection import Question
from workbench.collection.record import NUMBERS
from workbench.data.quality.chance import RARE
from workbench.data.quality.seen import Numbers, Seen, or_nothing

LEAST = 0.03
"""A category rarer than this may come and go."""
VALUES = 21
"""More different answers than these are no scale."""


def categories_stay(seen: Seen) -> Iterator[Finding]:
    """A closed question has the same answers at every wave.

    A category that vanished while another appeared was probably renamed; one that only came or only
    went may be a true change, and is a note.
    """
    yield from or_nothing("quality.coding_changed", _categories(seen))


def scales_stay(seen: Seen) -> Iterator[Finding]:
    """A scale keeps its ends: it does not go from 1 to 5, then from 0 to 4."""
    yield from or_nothing("quality.scale_shifted", _scales(seen))


def gone(first: pd.Series, last: pd.Series) -> list[Any]:
    """Return the answers given at first and never later, though chance would not lose them."""
    shares, later = first.value_counts(normalize=True), last.unique()
    there = shares[(shares >= LEAST) & ~shares.index.isin(later)]
    rare = RARE / max(len(shares), 1)
    return sorted(value for value, share in there.items() if (1 - share) ** len(last) < rare)


def _categories(seen: Seen) -> Iterator[Finding]:
    for before, after, question in seen.pairs():
        if question.type == "select_one":
            first, last = seen.table[before].dropna(), seen.table[after].dropna()
            if len(first) and len(last):
                lost, new = gone(first, last), gone(last, first)
                severity: Severity = "warning" if lost and new else "note"
                holes = {
                    "label": question.label, "gone": _list(lost), "new": _list(new),
                }  # fmt: skip
                yield Finding("quality.coding_changed", not (lost or new), after, severity, holes)


def _scales(seen: Seen) -> Iterator[Finding]:
    for before, after, question in seen.pairs():
        if question.type in NUMBERS:
            first, last = _known(seen, before), _known(seen, after)
            if 0 < len(np.unique(first)) <= VALUES and 0 < len(np.unique(last)) <= VALUES:
                yield _shift(after, question, first, last)


def _shift(name: str, question: Question, first: Numbers, last: Numbers) -> Finding:
    """Return the finding about one scale: one end was lost while the other end grew."""
    one, two = pd.Series(first), pd.Series(last)
    lost, new = gone(one, two), gone(two, one)
    down = bool(lost and new and max(lost) == first.max() and min(new) == last.min())
    up = bool(lost and new and min(lost) == first.min() and max(new) == last.max())
    holes = {
        "label": question.label,
        "low": float(first.min()), "high": float(first.max()),
        "low_after": float(last.min()), "high_after": float(last.max()),
    }  # fmt: skip
    return Finding("quality.scale_shifted", not (down or up), name, "warning", holes)


def _known(seen: Seen, name: str) -> Numbers:
    values = seen.numbers(name)
    return values[np.isfinite(values)]


def _list(values: list[Any]) -> str:
    return ", ".join(str(value) for value in values) or "–"
