"""Totals that hold: sums of counts, unions of people, never a mean of percentages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.base.errors import DataError
from workbench.indicators.catalogue import get
from workbench.indicators.record import Counts, Indicator, Reporting


@dataclass(frozen=True)
class Reported:
    """One figure, from one place, for one period.

    *period* sorts in the order of time, as ``2025-Q1`` does. *value* is an amount, two counts for
    a percentage, or the pseudonyms of the people where they are known. A *periodic* figure tells
    of its period alone; a *cumulative* one, of everything since the start.
    """

    indicator: str
    place: str
    period: str
    mode: Reporting
    value: float | Counts | frozenset[str]


@dataclass(frozen=True)
class Total:
    """A total, what it was made of, and how: ``sum``, ``counts`` or ``union``."""

    value: float | Counts
    made_by: str
    parts: tuple[Reported, ...]


def rollup(reports: Sequence[Reported], apart: bool = False) -> Total:
    """Return the total of *reports*; *apart* says that nobody is reported twice among them.

    Periodic figures are added over periods. Of cumulative ones, the last of each place is kept,
    and every place must have reported for the same last period. Raises DataError where the total
    would say something untrue: two indicators or two modes, a percentage without its counts,
    people who may be counted twice, amounts that do not add up.
    """
    indicator, mode = _alike(reports)
    _each_once(reports)
    parts = tuple(_last(reports) if mode == "cumulative" else reports)
    if indicator.unit == "percent":
        return _by_counts(indicator, parts, apart)
    if indicator.unit == "persons":
        return _of_people(indicator, parts, apart)
    if not indicator.adds_up:
        raise DataError("rollup.does_not_add_up", id=indicator.id)
    return Total(sum(_amount(part) for part in parts), "sum", parts)


def _alike(reports: Sequence[Reported]) -> tuple[Indicator, Reporting]:
    """Return the one indicator and the one mode of the reports; refuse any mixture."""
    if not reports:
        raise DataError("rollup.nothing")
    ids = sorted({report.indicator for report in reports})
    if len(ids) > 1:
        raise DataError("rollup.two_indicators", ids=", ".join(ids))
    if len({report.mode for report in reports}) > 1:
        raise DataError("rollup.two_modes", id=ids[0])
    return get(ids[0]), reports[0].mode


def _each_once(reports: Iterable[Reported]) -> None:
    seen: set[tuple[str, str]] = set()
    for report in reports:
        if (report.place, report.period) in seen:
            raise DataError("rollup.twice", place=report.place, period=report.period)
        seen.add((report.place, report.period))


def _last(reports: Sequence[Reported]) -> list[Reported]:
    """Return the last cumulative report of each place, all of the same period."""
    by_place: dict[str, list[Reported]] = {}
    for report in sorted(reports, key=lambda one: one.period):
        by_place.setdefault(report.place, []).append(report)
    for place, series in by_place.items():
        for before, after in zip(series, series[1:], strict=False):
            if _size(after) < _size(before):
                holes = {"place": place, "before": before.period, "after": after.period}
                raise DataError("rollup.cumulative_falls", **holes)
    last = [series[-1] for series in by_place.values()]
    if len({report.period for report in last}) > 1:
        periods = ", ".join(f"{report.place} {report.period}" for report in last)
        raise DataError("rollup.other_period", periods=periods)
    return last


def _size(report: Reported) -> float:
    """Return the number that a cumulative report may never see fall."""
    match report.value:
        case frozenset():
            return len(report.value)
        case Counts():
            return report.value.n
        case _:
            return report.value


def _by_counts(indicator: Indicator, parts: tuple[Reported, ...], apart: bool) -> Total:
    """Add the two counts of a percentage; the percentages themselves never meet."""
    counts = [part.value for part in parts if isinstance(part.value, Counts)]
    if len(counts) < len(parts):
        bare = next(part for part in parts if not isinstance(part.value, Counts))
        raise DataError("rollup.bare_percentage", id=indicator.id, place=bare.place)
    if _may_repeat_people(indicator, parts, apart):
        raise DataError("rollup.people_twice", id=indicator.id)
    total = Counts(count=sum(c.count for c in counts), n=sum(c.n for c in counts))
    return Total(total, "counts", parts)


def _of_people(indicator: Indicator, parts: tuple[Reported, ...], apart: bool) -> Total:
    """Count people once: by their pseudonyms, or by adding where they are said to be apart."""
    groups = [part.value for part in parts if isinstance(part.value, frozenset)]
    if len(groups) == len(parts):
        return Total(len(frozenset().union(*groups)), "union", parts)
    if len(parts) > 1 and not apart:
        raise DataError("rollup.people_twice", id=indicator.id)
    return Total(sum(_size(part) for part in parts), "sum", parts)


def _may_repeat_people(indicator: Indicator, parts: Sequence[Reported], apart: bool) -> bool:
    """Whether one person may stand in several counts: a place that reports several periods."""
    places = [part.place for part in parts]
    return not apart and indicator.level == "beneficiary" and len(set(places)) < len(places)


def _amount(part: Reported) -> float:
    if isinstance(part.value, (Counts, frozenset)):
        raise DataError("rollup.not_an_amount", id=part.indicator, place=part.place)
    return part.value
