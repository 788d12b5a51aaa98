"""Who was there at entry and is not heard of at the end: how many, where, and how different."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from workbench.base.findings import Finding
from workbench.base.words import Share
from workbench.data.quality.chance import USUAL_ICC
from workbench.data.quality.gaps import odd_sites
from workbench.data.quality.seen import Seen, or_nothing

MANY = 0.2
"""Above this share lost, who is left is no longer the group that entered."""
LOST, GAP = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5), (0.057, 0.063, 0.054, 0.041, 0.026, 0.01)
"""Overall share lost, and the difference between two groups that may bias the effect: the cautious
bound of the What Works Clearinghouse (Standards Handbook), between its points by straight lines."""
ERRORS = 3.0
"""A difference must lie this many standard errors away from none."""
FEW = 10
"""Fewer leavers cannot be compared with the others."""
DIFFERENT, DIFFERENT_ERRORS = 0.25, 4.5
"""Leavers differ from this many standard deviations on, and where chance hardly does it."""


def few_are_lost(seen: Seen) -> Iterator[Finding]:
    """Of those who entered, few are lost at the end."""
    yield from or_nothing("quality.attrition", _overall(seen))


def sites_lose_alike(seen: Seen) -> Iterator[Finding]:
    """No site loses far more people than the others."""
    yield from or_nothing("quality.attrition_by_site", _by_site(seen))


def arms_lose_alike(seen: Seen) -> Iterator[Finding]:
    """The groups that are compared lose as many people."""
    yield from or_nothing("quality.attrition_by_arm", _by_arm(seen))


def leavers_are_like_others(seen: Seen) -> Iterator[Finding]:
    """At entry, those who would be lost did not differ from the others."""
    yield from or_nothing("quality.leavers_differ", _leavers(seen))


def lost(seen: Seen) -> pd.Series | None:
    """Return who has no answer at the last wave that asks for more than a day; None without one."""
    for wave in reversed(seen.instrument.waves[1:]):
        names = [name for name, q in seen.asked(wave) if q.type not in ("date", "text")]
        if names:
            gone: pd.Series = seen.table[names].isna().all(axis=1)
            return gone
    return None


def _overall(seen: Seen) -> Iterator[Finding]:
    gone = lost(seen)
    if gone is not None:
        holes = {"n": int(gone.sum()), "rows": len(gone), "share": Share(gone.mean())}
        yield Finding("quality.attrition", bool(gone.mean() <= MANY), seen.key, "warning", holes)


def _by_site(seen: Seen) -> Iterator[Finding]:
    gone, site = lost(seen), seen.site
    if gone is None or site is None or seen.table[site.id].nunique() < 2:
        return
    odd = odd_sites(gone, seen.table[site.id])
    holes = {
        "n": len(odd),
        "sites": seen.site_names(odd.index),
        "share": Share(odd.max() if len(odd) else 0),
        "overall": Share(gone.mean()),
    }
    yield Finding("quality.attrition_by_site", odd.empty, site.id, "warning", holes)


def _by_arm(seen: Seen) -> Iterator[Finding]:
    gone = lost(seen)
    if gone is None:
        return
    for arm in seen.arms:
        shares = gone.groupby(seen.table[arm]).mean()
        gap = float(shares.max() - shares.min())
        overall = float(gone[seen.table[arm].notna()].mean())
        bound = float(np.interp(overall, LOST, GAP))
        odd = gap > bound and gap > ERRORS * _error(seen, gone, arm)
        holes = {"most": Share(shares.max()), "least": Share(shares.min()), "bound": Share(bound)}
        yield Finding("quality.attrition_by_arm", not odd, arm, "warning", holes)


def _error(seen: Seen, gone: pd.Series, arm: str) -> float:
    """Return the standard error of the difference; people of one site are not independent."""
    counts = seen.table[arm].value_counts()
    share = float(gone.mean())
    size = seen.table[seen.site.id].value_counts().mean() if seen.site else 1
    effect = 1 + (float(size) - 1) * USUAL_ICC
    return float(np.sqrt(share * (1 - share) * effect * (1 / counts).sum()))


def _leavers(seen: Seen) -> Iterator[Finding]:
    gone = lost(seen)
    if gone is None or not FEW <= gone.sum() <= len(gone) - FEW:
        return
    first = [name for name, q in seen.asked(seen.instrument.waves[0]) if q.type != "text"]
    for name, question in seen.figures():
        if name in first:
            values = pd.Series(seen.numbers(name), index=seen.table.index)
            left, stayed = values[gone].dropna(), values[~gone].dropna()
            if min(len(left), len(stayed)) >= FEW:
                apart, odd = _differ(left, stayed)
                holes = {
                    "label": question.label, "left": float(left.mean()),
                    "stayed": float(stayed.mean()), "apart": abs(apart),
                }  # fmt: skip
                yield Finding("quality.leavers_differ", not odd, name, "warning", holes)


def _differ(left: pd.Series, stayed: pd.Series) -> tuple[float, bool]:
    """Return the difference in standard deviations, and whether it is more than chance."""
    spread = float(np.sqrt((left.var() + stayed.var()) / 2))
    if spread == 0:
        return 0.0, False
    apart = float(left.mean() - stayed.mean()) / spread
    error = float(np.sqrt(1 / len(left) + 1 / len(stayed)))
    return apart, abs(apart) > max(DIFFERENT, DIFFERENT_ERRORS * error)
