"""Measures over time: of each period alone, or of everything since the start; never both in one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from workbench.base.errors import DataError
from workbench.data.measures import Cut, Measure, Reasons, check_modes, measures
from workbench.indicators import Choice, get


@dataclass(frozen=True)
class Period:
    """From one day to another, both included; *id* sorts in the order of time (2025-Q1)."""

    id: str
    start: date
    end: date


def quarters(first: date, last: date) -> tuple[Period, ...]:
    """Return the quarters of the calendar from that of *first* to that of *last*.

    >>> [one.id for one in quarters(date(2024, 11, 5), date(2025, 2, 1))]
    ['2024-Q4', '2025-Q1']
    """
    spans = pd.period_range(pd.Timestamp(first), pd.Timestamp(last), freq="Q")
    return tuple(
        Period(f"{one.year}-Q{one.quarter}", one.start_time.date(), one.end_time.date())
        for one in spans
    )


def over_time(
    table: pd.DataFrame,
    choices: Sequence[Choice],
    day: str,
    periods: Sequence[Period],
    by: Sequence[Cut] = (),
    reasons: Reasons | None = None,
) -> list[Measure]:
    """Return the measures of each period: *day* is the column that places a person in time.

    A periodic indicator counts those whose day lies in the period; a cumulative one, all whose day
    lies between the start of the first period and the end of this one. Whoever has no day is in
    no period. Raises DataError where there is no period, or one that runs backwards.
    """
    check_modes(choices)
    _check(periods)
    if day not in table:
        measures(table, (), by=(day,))  # says that the column is not there, with the nearest name
    days = pd.to_datetime(table[day], errors="coerce")
    start = pd.Timestamp(min(period.start for period in periods))
    found: list[Measure] = []
    for period in sorted(periods, key=lambda one: one.id):
        for choice in choices:
            mode = choice.reporting or get(choice.indicator).reporting
            since = start if mode == "cumulative" else pd.Timestamp(period.start)
            rows = table[(days >= since) & (days < pd.Timestamp(period.end) + pd.Timedelta(days=1))]
            found += measures(rows, (choice,), by, reasons, period.id)
    return found


def _check(periods: Sequence[Period]) -> None:
    if not periods:
        raise DataError("measures.no_period")
    for period in periods:
        if period.end < period.start:
            holes = {"period": period.id, "start": period.start, "end": period.end}
            raise DataError("measures.period_backwards", **holes)
