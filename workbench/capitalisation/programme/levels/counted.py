"""Enrolment and results at every level, against what was promised: counts first, then rates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from workbench.analysis.designs.shares import design_effect, quantile_of, wilson
from workbench.analysis.pooling import limits
from workbench.analysis.pooling.shrunken import Shrunken, shrunken
from workbench.base.dossier import Dossier
from workbench.capitalisation.programme.levels.protected import NO, YES, Counts, protected
from workbench.capitalisation.programme.levels.record import WHOLE, Levels, Outcome
from workbench.capitalisation.programme.levels.registry import Registry, Unit, read
from workbench.data import load
from workbench.data.protection.cells import MISSING, coded

ANSWERED = (YES, NO, MISSING)


@dataclass(frozen=True)
class Enrolled:
    """The people who came into a unit in a *year*: *planned* as published, *places* in cohorts.

    *opened* of *cohorts* cohorts have begun. *entered* is None where it is hidden.
    """

    unit: Unit
    year: str
    cohorts: int
    opened: int
    places: int
    planned: float | None
    entered: int | None

    @property
    def filled(self) -> float | None:
        """The share of all places, of cohorts that never began too, that was taken."""
        return None if self.entered is None or not self.places else self.entered / self.places


@dataclass(frozen=True)
class Result:
    """An outcome in a unit: *yes*, *no* and *unknown* people; None where a count is hidden.

    *low* and *high* are the interval of the rate among those known; *drawn* is the rate of a site
    drawn towards that of all (`pooling.shrunken`), None for larger units and where it is hidden.
    """

    unit: Unit
    outcome: Outcome
    yes: int | None
    no: int | None
    unknown: int | None
    low: float | None = None
    high: float | None = None
    drawn: Shrunken | None = None

    @property
    def known(self) -> int | None:
        """How many people are known; None where a count is hidden."""
        return None if self.yes is None or self.no is None else self.yes + self.no

    @property
    def rate(self) -> float | None:
        """The share of yes among those known; None where hidden, or where nobody is known."""
        return self.yes / self.known if self.known and self.yes is not None else None

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The share if nobody of the unknown said yes, and if all did; None where hidden.

        >>> unit, outcome = Unit("club", "a", ("a",)), Outcome(column="job", label="Job")
        >>> Result(unit, outcome, 30, 50, 20).bounds
        (0.3, 0.5)
        """
        if self.yes is None or self.known is None or self.unknown is None:
            return None
        everybody = self.known + self.unknown
        return (self.yes / everybody, (self.yes + self.unknown) / everybody) if everybody else None


@dataclass(frozen=True)
class Sites:
    """What all sites say of an outcome, those that are hidden too: no count of any of them.

    *sizes* are the people known, by site; *together* is the rate of all, *alike* how alike people
    of one site are (`limits.likeness`), None where fewer than ten sites tell.
    """

    sizes: pd.Series
    together: float
    alike: float | None


@dataclass(frozen=True)
class Counted:
    """A programme counted: who came in, what became of them, and how alike people of a site are.

    *sites* says what all sites tell of an outcome, by its column. *strangers* is how many people
    name a site that the registry does not know.
    """

    levels: Levels
    registry: Registry
    enrolled: tuple[Enrolled, ...]
    results: tuple[Result, ...]
    sites: Mapping[str, Sites]
    strangers: int

    def of(self, outcome: Outcome, level: str) -> list[Result]:
        """Return the results of an outcome at a level, in the order of names."""
        return [r for r in self.results if (r.outcome, r.unit.level) == (outcome, level)]

    def came(self, level: str) -> list[Enrolled]:
        """Return the enrolment at a level, in the order of names and years."""
        return [one for one in self.enrolled if one.unit.level == level]


def counted(dossier: Dossier, level: float = 0.95) -> Counted:
    """Count a programme at every level, the programme as a whole first.

    Raises RecordError or DataError where ``levels.yml``, ``levels.csv`` or the clean table cannot
    be counted.
    """
    levels = dossier.read(Levels)
    registry, table = read(dossier, levels), load(dossier)
    counts = protected(table, levels, registry)
    known = coded(table)
    known = known[known[levels.site].isin(registry.above)]
    sites = {one.column: _sites(known, levels, one) for one in levels.outcomes}
    enrolled = [one for unit in _units(levels, registry) for one in _came(unit, counts, registry)]
    results = [
        result
        for outcome in levels.outcomes
        for result in _results(outcome, counts, registry, sites[outcome.column], level)
    ]
    told = {column: one for column, one in sites.items() if one}
    strangers = len(table) - len(known)
    return Counted(levels, registry, tuple(enrolled), tuple(results), told, strangers)


def _units(levels: Levels, registry: Registry) -> Iterator[Unit]:
    yield registry.whole
    for level in levels.columns:
        yield from registry.units[level]


def _came(unit: Unit, counts: Counts, registry: Registry) -> Iterator[Enrolled]:
    promise, own = counts.levels.enrolment, registry.of(unit)
    for year, listed in counts.levels.years.items():
        cohorts = [one for one in own if one.id in listed]
        planned = promise.site.value * len(unit.sites) if promise.site else None
        if unit.level == WHOLE and promise.all:
            planned = promise.all.value
        yield Enrolled(
            unit, year, len(cohorts), sum(one.opened for one in cohorts),
            sum(one.places for one in cohorts), planned, counts.entered(unit, listed),
        )  # fmt: skip


def _sites(table: pd.DataFrame, levels: Levels, outcome: Outcome) -> Sites | None:
    """Return what all sites say; None where nobody is known."""
    known = table[table[outcome.column] != MISSING]
    if known.empty:
        return None
    said = known[outcome.column].eq(YES).groupby(known[levels.site]).agg(["sum", "count"])
    rates = limits.rates([*said["sum"]], [*said["count"]])
    return Sites(said["count"], rates.together, limits.likeness(rates))


def _results(
    outcome: Outcome, counts: Counts, registry: Registry, sites: Sites | None, level: float
) -> Iterator[Result]:
    units = {WHOLE: (registry.whole,), **registry.units}
    for name in (WHOLE, *counts.levels.told_at(outcome)):
        for unit in units[name]:
            yes, no, unknown = (counts.answered(unit, outcome, said) for said in ANSWERED)
            raw = Result(unit, outcome, yes, no, unknown)
            yield _with_interval(raw, sites, level) if sites else raw


def _with_interval(raw: Result, sites: Sites, level: float) -> Result:
    """Return a result with Wilson's interval, for as many people as its sites are worth.

    The likeness is that of all sites, so the quantile is Student's with all sites - 1 degrees of
    freedom. For one site there is nothing to deflate: the interval is that of its own people, and
    its rate is drawn towards that of all. Three digits, so that no hidden count is found.
    """
    if raw.rate is None or raw.yes is None or raw.known is None:
        return raw
    drawn, worth, quantile = None, float(raw.known), quantile_of(None, level)
    sizes = sites.sizes[sites.sizes.index.isin(raw.unit.sites)]
    if len(sizes) > 1:
        worth /= design_effect(sites.alike or 0.0, sizes)
        quantile = quantile_of(len(sites.sizes), level)
    elif sites.alike is not None and len(raw.unit.sites) == 1:
        own = limits.rates([raw.yes], [raw.known])
        (drawn,) = shrunken(own, sites.alike, level, sites.together)
    low, high = wilson(raw.rate, worth, quantile)
    return replace(raw, low=round(low, 3), high=round(high, 3), drawn=drawn)
