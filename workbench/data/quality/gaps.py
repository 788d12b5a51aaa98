"""Which answers are missing, at which site and at which wave."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from workbench.base.findings import Finding
from workbench.base.words import Share
from workbench.collection import Question
from workbench.data.quality.chance import RARE, USUAL_ICC, at_least
from workbench.data.quality.seen import Seen, or_nothing

MISSING_SHARE = 0.1
"""Above this share of missing answers the result depends on who did not answer."""
SITE_GAP = 0.2
"""Above this gap between two sites' missing shares the sites cannot be read side by side."""
UNLIKELY = 0.01
TINY = 10
"""Where all sites are smaller, chance can neither be shown nor ruled out: the gap alone is told."""


def answers_are_there(seen: Seen) -> Iterator[Finding]:
    """At the last wave, few answers are missing."""
    for name, answers, question in seen.answers(seen.instrument.waves[-1]):
        passed, holes = _few_missing(answers, question)
        yield Finding("data.missing", passed, name, "warning", holes)


def sites_answer_alike(seen: Seen) -> Iterator[Finding]:
    """Follow-up is not much better at one site than at another.

    Where some site has ten people or more, the gap must also be more than chance would make.
    """
    site = seen.site
    if site is None:
        return
    for name, answers, question in seen.answers(seen.instrument.waves[-1]):
        missing = answers.isna()
        shares = missing.groupby(seen.table[site.id]).mean()
        passed = float(shares.max() - shares.min()) <= SITE_GAP
        if not passed and seen.table[site.id].value_counts().max() >= TINY:
            passed = odd_sites(missing, seen.table[site.id], rare=UNLIKELY, icc=0).empty
        holes = {
            "label": question.label,
            "worst": seen.site_name(shares.idxmax()),
            "share": Share(shares.max()),
        }
        yield Finding("data.missing_by_site", passed, name, "warning", holes)


def earlier_waves_are_there(seen: Seen) -> Iterator[Finding]:
    """At the waves before the last one, few answers are missing."""
    yield from or_nothing("quality.missing_earlier", _earlier(seen))


def sites_answer_earlier_waves(seen: Seen) -> Iterator[Finding]:
    """At the waves before the last one, no site leaves out far more than chance would."""
    yield from or_nothing("quality.missing_at_site", _by_site(seen))


def _earlier(seen: Seen) -> Iterator[Finding]:
    for wave in seen.instrument.waves[:-1]:
        for name, answers, question in seen.answers(wave):
            if question.asked_if is None:
                passed, holes = _few_missing(answers, question)
                yield Finding("quality.missing_earlier", passed, name, "warning", holes)


def _few_missing(answers: pd.Series, question: Question) -> tuple[bool, dict[str, object]]:
    missing, rows = int(answers.isna().sum()), len(answers)
    share = Share(missing / rows)
    holes = {"n": missing, "rows": rows, "share": share, "label": question.label}
    return missing <= MISSING_SHARE * rows, holes


def _by_site(seen: Seen) -> Iterator[Finding]:
    site = seen.site
    if site is None or seen.table[site.id].nunique() < 2:
        return
    for wave in seen.instrument.waves[:-1]:
        for name, answers, question in seen.answers(wave):
            odd = odd_sites(answers.isna(), seen.table[site.id])
            holes = {
                "label": question.label,
                "sites": seen.site_names(odd.index),
                "n": len(odd),
                "share": Share(odd.max() if len(odd) else 0),
            }
            yield Finding("quality.missing_at_site", odd.empty, name, "warning", holes)


def odd_sites(
    yes: pd.Series,
    sites: pd.Series,
    gap: float = SITE_GAP,
    rare: float = RARE,
    icc: float = USUAL_ICC,
) -> pd.Series:
    """Return the sites where *yes* is said far more often than elsewhere, with their shares.

    Far more: by *gap* at least, and so seldom by chance, over all the sites, as *rare* says; people
    of one site are granted the likeness *icc*.
    """
    counted = yes.astype(float).groupby(sites).agg(["sum", "count"])
    k, n = counted["sum"].to_numpy(), counted["count"].to_numpy()
    rest = np.maximum(n.sum() - n, 1)
    elsewhere = (k.sum() - k) / rest
    shares = k / n
    odd = [
        share - other > gap
        and at_least(yes_n, size, max(other, 1 / (2 + whole)), icc) < rare / len(counted)
        for share, other, yes_n, size, whole in zip(shares, elsewhere, k, n, rest, strict=True)
    ]
    return pd.Series(shares, index=counted.index)[odd].sort_values(ascending=False)
