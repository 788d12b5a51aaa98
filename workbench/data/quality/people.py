"""Everybody is there once, known from the start, and at the same site throughout."""

from collections.abc import Iterator

import pandas as pd

from workbench.base.findings import Finding
from workbench.data.quality.seen import Seen, or_nothing


def nobody_twice(seen: Seen) -> Iterator[Finding]:
    """A person stands once in each wave; where not, the first line was kept."""
    key = seen.key
    count = sum(int(wave[key].dropna().duplicated().sum()) for wave in seen.waves)
    yield Finding("data.person_twice", count == 0, key, "warning", {"n": count})


def everybody_entered(seen: Seen) -> Iterator[Finding]:
    """Whoever is in a later wave is in the first one too; where not, the line was left out."""
    if len(seen.waves) < 2:
        return
    key = seen.key
    entered = pd.Index(seen.waves[0][key].dropna().astype(object).unique())
    later = [wave[key].dropna().astype(object) for wave in seen.waves[1:]]
    strangers = sum(int((entered.get_indexer(keys) < 0).sum()) for keys in later)
    yield Finding("data.unmatched", strangers == 0, key, "warning", {"n": strangers})


def sites_stay_the_same(seen: Seen) -> Iterator[Finding]:
    """A person is at one site; two of them are a key used twice, or a slip."""
    yield from or_nothing("quality.site_changed", _sites_stay(seen))


def _sites_stay(seen: Seen) -> Iterator[Finding]:
    site, key = seen.site, seen.key
    told = [w[[key, site.id]] for w in seen.waves if site and site.id in w and site.id != key]
    if site is None or len(told) < 2:
        return
    every = pd.concat(told, ignore_index=True).dropna()
    different = every.drop_duplicates()[key].duplicated()
    holes = {"n": int(different.sum())}
    yield Finding("quality.site_changed", not different.any(), site.id, "warning", holes)
