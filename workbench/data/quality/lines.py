"""Whole lines pasted again under another key."""

from collections.abc import Iterator

import numpy as np

from workbench.base.findings import Finding
from workbench.data.quality.seen import Seen, or_nothing

EXPECTED = 0.01
"""Where answers are so few or so alike that more pairs than this would fit by chance, silence."""


def rows_are_different(seen: Seen) -> Iterator[Finding]:
    """No two people have the same answers to everything, where answers are many enough to tell."""
    yield from or_nothing("quality.rows_repeated", _rows(seen))


def _rows(seen: Seen) -> Iterator[Finding]:
    names = [name for name, _ in seen.asked()]
    if seen.site is not None:
        names.append(seen.site.id)
    if not names or len(seen.table) < 2:
        return
    answers = seen.table[names]
    full = answers[answers.notna().sum(axis=1) * 2 >= len(names)]
    if len(full) < 2:
        return
    alike = [
        float((full[name].value_counts(normalize=True, dropna=False) ** 2).sum()) for name in names
    ]
    pairs = len(full) * (len(full) - 1) / 2
    if pairs * float(np.prod(alike)) ** 0.5 > EXPECTED:
        return
    n = int(full.duplicated().sum())
    yield Finding("quality.rows_repeated", n == 0, seen.key, "warning", {"n": n})
