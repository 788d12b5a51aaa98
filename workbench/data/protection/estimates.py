"""Which estimates of a dossier may be published: the one rule of its results, report and pages.

An estimate gives back the counts that it was made of, so it stands or falls with them: by group,
before and after, and by site for the figures of sites. Where one of these counts is hidden (fewer
than SMALL people, or a count that guards such a one), all the figures of the estimate are. All
estimates of a plan are looked at together, so that none is found by taking one from another.

The rule knows no exception, not even for public or simulated data: one rule is easier to trust than
two, and whoever holds public data may compute from them whatever they like.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from workbench.base.errors import DataError
from workbench.base.remembered import remembered
from workbench.collection import Analysis, Instrument
from workbench.data.protection.cells import MISSING, Ask, Cell
from workbench.data.protection.masking import publish
from workbench.data.protection.programme import (
    behind_effect,
    behind_sites,
    columns_of,
    countable,
)
from workbench.data.protection.published import Session
from workbench.data.protection.results import told_by_few, told_by_value
from workbench.data.protection.rules import small
from workbench.data.protection.sensitive import sensitive_columns

ALONE = Session()
"""The results of a dossier replace the former ones: nothing was published before them."""
MANY = 500
"""More counts than this are not looked at together: it would take minutes."""


@dataclass(frozen=True)
class Masks:
    """The ids of the analyses whose estimate, and whose figures by site, may not be published."""

    effects: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()


def asks_behind(
    people: pd.DataFrame, instrument: Instrument, analyses: Sequence[Analysis]
) -> list[Ask]:
    """Return the counts behind each estimate, then behind its figures by site; *people* coded."""
    bare = set(sensitive_columns(instrument))
    looks: list[tuple[Callable[..., Ask], list[Analysis]]] = [
        (behind_effect, list(analyses)),
        (behind_sites, [analysis for analysis in analyses if analysis.cluster]),
    ]
    return [
        look(people, instrument, analysis, bool(columns_of(analysis) & bare))
        for look, some in looks
        for analysis in some
    ]


@remembered
def masks(table: pd.DataFrame, instrument: Instrument, analyses: Sequence[Analysis]) -> Masks:
    """Return what may not be published of these analyses of the clean table, a row a person.

    Beyond MANY counts, and where too many columns are crossed, each table is looked at for itself
    down to single answers: that masks more, and whatever is made from those answers is as safe.
    """
    people = countable(table, instrument)
    asks = asks_behind(people, instrument, analyses)
    sites = [ask for ask in asks if ask.what.startswith("sites:")]
    together = asks if len(_cells(asks)) <= MANY else [ask for ask in asks if ask not in sites]
    hidden = {ask.what for ask in asks if ask not in together and _tells(people, ask)}
    try:
        release = publish(people, together, ALONE, date.min)
        hidden |= {ask.what for ask in together if None in release.table(ask.what).values()}
    except DataError:
        hidden |= {ask.what for ask in together if _tells(people, ask)}
    effects = {
        a.id
        for a in analyses
        if f"effect:{a.id}" in hidden
        or told_by_few(table, a, a.treatment)
        or told_by_value(table, a)
    }
    by_site = {
        a.id for a in analyses if f"sites:{a.id}" in hidden or told_by_few(table, a, a.cluster)
    }
    return Masks(frozenset(effects), frozenset(effects | by_site))


def _cells(asks: Sequence[Ask]) -> set[Cell]:
    return {group for ask in asks for group in ask.cells()}


def _tells(people: pd.DataFrame, ask: Ask) -> bool:
    """Whether a few people gave the same answers to all that the table counts."""
    names = [one.column for one in ask.by]
    if not names:
        return small(len(people))
    counts = people.groupby(names).size()
    told = [MISSING not in (key if isinstance(key, tuple) else (key,)) for key in counts.index]
    return any(small(int(count)) for count in counts[told])
