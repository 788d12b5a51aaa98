"""Pitfalls 3, 4 and 7: change that comes by itself, change alone, and scales that are full."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from workbench.analysis.checks.pitfalls.case import Case
from workbench.base.findings import Finding
from workbench.base.words import Share
from workbench.data.protection.rules import small

ENOUGH = 30
PART = 0.25
"""The part of the change that may come back by itself before it is told."""
SURE = 2.6
"""Standard errors between the entry mean and the usual one: one time in a hundred by chance."""
FULL, FLAT, MARKS = 0.15, 0.8, 5
NO_SCALE = ("time_to_event", "interrupted_series")


def comes_back(case: Case) -> Iterator[Finding]:
    """People were not picked because they were low at entry.

    Expected drift (1 - r)(usual - mean at entry) (Galton 1886), where the usual level is known;
    without it the design before and after looks for other signs (``inference.drifts_back``).
    """
    pair = _pair(case)
    if pair is None or case.arms is not None or case.usual is None:
        return
    before, after = pair
    r, change = float(before.corr(after)), float((after - before).mean())
    drift = (1 - r) * (case.usual - float(before.mean()))
    away = abs(case.usual - float(before.mean())) / (before.std() / len(before) ** 0.5)
    picked = away > SURE and drift * change > 0 and abs(drift) > PART * abs(change)
    holes = {"drift": round(drift, 1), "change": round(change, 1), "r": round(r, 2)}
    yield case.finding("pitfall.comes_back", not picked, **holes)


def change_alone(case: Case) -> Iterator[Finding]:
    """A change is compared with that of somebody else; a note, for such a design claims no more."""
    if case.analysis is None or case.table is None:
        return
    alone = case.analysis.design in ("before_after", "progress")
    asked = case.analysis.treatment
    one = asked in case.table and case.table[asked].nunique() < 2
    yield replace(case.finding("pitfall.change_alone", not (alone or one)), severity="note")


def full_scale(case: Case) -> Iterator[Finding]:
    """Few people stand at an end of the scale, and answers spread as much after as before.

    Asked of points alone: an amount of money or a duration has no end that fills up. A count of
    fewer than SMALL people is no doubt, and is never told.
    """
    after = case.outcome
    if case.analysis is None or after is None or len(after.unique()) < MARKS:
        return
    if case.analysis.unit != "points" or case.analysis.design in NO_SCALE:
        return
    waves = [after.dropna()]
    before = case.numbers(case.analysis.before)
    waves += [] if before is None else [before.dropna()]
    ends = case.scale or (min(float(w.min()) for w in waves), max(float(w.max()) for w in waves))
    there = [(int((wave == end).sum()), len(wave)) for wave in waves if len(wave) for end in ends]
    share = max((count / n for count, n in there if not small(count)), default=0.0)
    pair = _pair(case)
    if share <= FULL and pair is not None and _narrower(*pair):
        yield case.finding("pitfall.draws_together", False)
        return
    yield case.finding("pitfall.full_scale", share <= FULL, share=Share(share))


def _pair(case: Case) -> tuple[pd.Series, pd.Series] | None:
    before = case.numbers(case.analysis.before) if case.analysis else None
    after = case.outcome
    if before is None or after is None:
        return None
    both = before.notna() & after.notna()
    flat = both.sum() < ENOUGH or before[both].std() == 0 or after[both].std() == 0
    return None if flat else (before[both], after[both])


def _narrower(before: pd.Series, after: pd.Series) -> bool:
    """Whether answers spread less, beyond chance: sum and difference correlate (Pitman 1939)."""
    r = float((after - before).corr(after + before))
    errors = abs(np.arctanh(np.clip(r, -0.999999, 0.999999))) * (len(before) - 3) ** 0.5
    return bool(after.std() < FLAT * before.std() and errors > SURE)
