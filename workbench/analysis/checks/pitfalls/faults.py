"""Pitfall 15: faults of the data that make effects of nothing."""

from collections.abc import Iterator

from workbench.analysis.checks.pitfalls.case import Case
from workbench.base.findings import Finding
from workbench.data.quality import ALL as RULES


def in_two_arms(case: Case) -> Iterator[Finding]:
    """Nobody has two rows, or stands in both groups; asked where the table has a row a person."""
    if case.table is None or case.person not in case.table or case.analysis is None:
        return
    if case.analysis.follows is not None:
        return
    ids = case.table[case.person].dropna()
    twice = int(ids.duplicated().sum())
    arms = case.arms
    both = 0 if arms is None else int((arms.groupby(case.table[case.person]).nunique() > 1).sum())
    holes = {"twice": twice, "both": both}
    yield case.finding("pitfall.in_two_arms", twice == 0 and both == 0, **holes)


def quality(case: Case) -> Iterator[Finding]:
    """Every rule of data quality: copied waves, turned items, heaped digits, perfect sites."""
    if case.seen is not None:
        for rule in RULES:
            yield from rule(case.seen)
