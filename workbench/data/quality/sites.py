"""Sites where everybody succeeds, or nobody: rarer in life than in files."""

from collections.abc import Iterator

import pandas as pd

from workbench.base.findings import Finding
from workbench.data.quality.chance import USUAL_ICC, all_or_none, icc, more_than
from workbench.data.quality.seen import Seen, as_numbers, or_nothing

SMALLEST = 5
"""Of fewer people all may well succeed."""
RARE = 0.02
"""More such sites than chance would make this rarely are told; few files hold more than a few."""


def nobody_is_perfect(seen: Seen) -> Iterator[Finding]:
    """No more sites are at 100 % or at 0 % than chance would make."""
    yield from or_nothing("quality.perfect_site", _perfect(seen))


def _perfect(seen: Seen) -> Iterator[Finding]:
    site = seen.site
    if site is None or seen.table[site.id].nunique() < 3:
        return
    for derived in seen.instrument.derived:
        if derived.id in seen.table:
            answers = pd.Series(as_numbers(seen.table[derived.id]), index=seen.table.index)
            odd = perfect(answers.dropna(), seen.table[site.id])
            holes = {
                "label": derived.label,
                "n": len(odd),
                "sites": seen.site_names(odd),
            }
            yield Finding("quality.perfect_site", not odd, derived.id, "warning", holes)


def perfect(answers: pd.Series, sites: pd.Series) -> list[object]:
    """Return the sites at 100 % or 0 %, where they are more than chance allows; none otherwise.

    *answers* are 0 or 1. How alike people of a site are is read from the other sites.
    """
    counted = answers.groupby(sites).agg(["sum", "count"])
    counted = counted[counted["count"] >= SMALLEST]
    full = (counted["sum"] == 0) | (counted["sum"] == counted["count"])
    rest = counted[~full]
    if not full.any() or len(rest) < 2:
        return []
    share = float(rest["sum"].sum() / rest["count"].sum())
    among = sites.isin(rest.index)
    alike = max(USUAL_ICC, icc(answers[among[answers.index]], sites))
    chances = {n: sum(all_or_none(n, share, alike)) for n in counted["count"].unique()}
    expected = float(counted["count"].map(chances).sum())
    surprise = more_than(int(full.sum()), expected)
    return list(counted.index[full]) if surprise < RARE else []
