"""Answers at exit that are those of entry: some people do not move, but not that many."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from workbench.base.findings import Finding
from workbench.base.words import Share
from workbench.collection.record import NUMBERS
from workbench.data.quality.chance import RARE, USUAL_ICC, at_least
from workbench.data.quality.latent import same_answers
from workbench.data.quality.seen import Numbers, Seen, or_nothing

VALUES = (4, 25)
"""How many different answers a scale must have been given, at least and at most."""
ENOUGH = 50
"""Pairs needed to say what chance would do."""
EXCESS, SITE_EXCESS = 0.1, 0.3
"""Fewer identical answers above chance than these are not told: of all people, of one site."""
SITE_ENOUGH = 8
ERRORS = 4.0
"""And they must lie this many standard errors above it."""


def exits_are_not_entries(seen: Seen) -> Iterator[Finding]:
    """No more people give the same answer twice than the other answers let expect."""
    yield from or_nothing("quality.copied", _copied(seen))


def sites_do_not_copy(seen: Seen) -> Iterator[Finding]:
    """At no site do far more people give the same answer twice than at the others."""
    yield from or_nothing("quality.copied_at_site", _by_site(seen))


def _pairs(seen: Seen) -> Iterator[tuple[str, object, Numbers, Numbers, pd.Series]]:
    """Yield each scale that was asked twice: column, label, both answers, and their rows."""
    for before, after, question in seen.pairs():
        if question.type in NUMBERS:
            first, last = seen.numbers(before), seen.numbers(after)
            both = np.isfinite(first) & np.isfinite(last)
            different = len(np.unique(np.concatenate([first[both], last[both]])))
            if VALUES[0] <= different <= VALUES[1] and both.sum() >= ENOUGH:
                rows = pd.Series(both, index=seen.table.index)
                yield after, question.label, first[both], last[both], rows


def _copied(seen: Seen) -> Iterator[Finding]:
    for name, label, first, last, _ in _pairs(seen):
        n, same = len(first), int((first == last).sum())
        expected = same_answers(first, last)
        error = np.sqrt(expected * (1 - expected) / n)
        odd = same / n - expected > max(EXCESS, ERRORS * error)
        holes = {
            "n": same, "rows": n, "share": Share(same / n), "expected": Share(expected),
            "label": label,
        }  # fmt: skip
        yield Finding("quality.copied", not odd, name, "warning", holes)


def _by_site(seen: Seen) -> Iterator[Finding]:
    site = seen.site
    if site is None or seen.table[site.id].nunique() < 2:
        return
    for name, label, first, last, rows in _pairs(seen):
        same = pd.Series(first == last, index=seen.table.index[rows])
        counted = same.groupby(seen.table[site.id][rows]).agg(["sum", "count"])
        usual = min(same_answers(first, last), float(same.mean()))
        odd = {
            code: k / n
            for code, k, n in counted.itertuples()
            if n >= SITE_ENOUGH and k / n - usual > SITE_EXCESS
            if at_least(k, n, usual, USUAL_ICC) < RARE / len(counted)
        }
        holes = {
            "n": len(odd), "sites": seen.site_names(odd),
            "share": Share(max(odd.values(), default=0.0)), "expected": Share(usual),
            "label": label,
        }  # fmt: skip
        yield Finding("quality.copied_at_site", not odd, name, "warning", holes)
