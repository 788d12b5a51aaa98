"""Dates as people write them: day first, unless the column proves otherwise."""

import re

from workbench.base.findings import Finding
from workbench.data.identifiers import listed
from workbench.data.reading.body import plain
from workbench.data.reading.census import Census, bare
from workbench.data.reading.patterns import (
    DAY_FIRST,
    DAY_FIRST_2,
    DAY_UNSURE,
    DAY_UNSURE_2,
    INTEGER,
    ISO,
    MONTH_FIRST,
    MONTH_FIRST_2,
    WORDS,
)
from workbench.data.reading.plan import Context, Plan

SLASHED = (DAY_FIRST, MONTH_FIRST, DAY_UNSURE, DAY_FIRST_2, MONTH_FIRST_2, DAY_UNSURE_2)
KINDS = (ISO, WORDS, *SLASHED)
SHORT_YEARS = (DAY_FIRST_2, MONTH_FIRST_2, DAY_UNSURE_2)
SERIALS = (7_000, 60_000)
"""Days since the last day of 1899: from 1919 to 2064."""
PIVOT = 40
"""A year of two digits under it is of this century."""
DATE_WORDS = listed(
    """
    date dates naissance ddn entree sortie debut fin inscription birth dob entry exit start
    end jour day
    """
)


def decide(census: Census, context: Context) -> tuple[Plan, list[Finding]] | None:
    """Return the plan of a column of dates; None where it holds something else."""
    from workbench.data.reading.types import few_wrong

    serial = serials(census)
    dates = census.count(*KINDS)
    fitting = dates + (census.count(INTEGER) if serial else 0)
    if not dates or not few_wrong(census, fitting):
        return None
    day = census.count(DAY_FIRST, DAY_FIRST_2)
    month = census.count(MONTH_FIRST, MONTH_FIRST_2)
    unsure = census.count(DAY_UNSURE, DAY_UNSURE_2)
    if day and month:
        value, line = census.example(DAY_FIRST, DAY_FIRST_2)
        other, other_line = census.example(MONTH_FIRST, MONTH_FIRST_2)
        holes = {"n": day, "others": month, "value": value, "line": str(line)}
        holes |= {"other": other, "other_line": str(other_line)}
        orders = Finding("reading.date_orders", False, census.name, "warning", holes)
        return Plan(census.name, "text"), [orders]
    order = "month" if month else "day"
    accepted = frozenset(k for k in census.seen if bare(k) in KINDS or (serial and k == INTEGER))
    plan = Plan(census.name, "date", accepted, order=order, serial=serial)
    return plan, [*_order(census, order, unsure, day + month), *_formats(census, serial)]


def serials(census: Census) -> bool:
    """Whether whole numbers among dates, or under a heading of dates, count days as Excel does."""
    low, high = census.low, census.high
    if low is None or high is None or low < SERIALS[0] or high > SERIALS[1]:
        return False
    words = set(re.findall(r"[a-z]+", plain(census.name)))
    return bool(words & DATE_WORDS) or census.count(*KINDS) > census.count(INTEGER)


def decide_serials(census: Census) -> tuple[Plan, list[Finding]] | None:
    """Return the plan of a column of Excel's day numbers alone; None where it is none."""
    if not serials(census) or census.count(INTEGER) != census.there:
        return None
    plan = Plan(census.name, "date", frozenset({INTEGER}), serial=True)
    return plan, _formats(census, serial=True)


def _order(census: Census, order: str, unsure: int, sure: int) -> list[Finding]:
    """Tell which of day and month was read first, and whether anything proves it."""
    if not unsure and order == "day":
        return []
    value, line = census.example(*SLASHED)
    holes = {"n": unsure, "sure": sure, "value": value, "line": str(line)}
    if order == "month":
        return [Finding("reading.month_first", False, census.name, "warning", holes)]
    return [Finding("reading.day_month", sure > 0, census.name, "warning", holes)]


def _formats(census: Census, serial: bool) -> list[Finding]:
    """Tell several ways of writing dates in one column, years of two digits, day numbers."""
    found = []
    integers = census.count(INTEGER) if serial else 0
    ways = [ISO, WORDS]
    examples = [census.example(way) for way in ways if census.count(way)]
    for way in (set(SLASHED) - set(SHORT_YEARS), set(SHORT_YEARS)):
        if census.count(*way):
            examples.append(census.example(*way))
    examples += _separators(census, examples)
    if integers and census.there > integers:
        examples.append(census.example(INTEGER))
    if len(examples) > 1:
        shown = "; ".join(text for text, _ in sorted(examples, key=lambda e: e[1]))
        holes: dict[str, object] = {"n": len(examples), "examples": shown}
        found.append(Finding("reading.date_formats", False, census.name, "warning", holes))
    if integers:
        value, _ = census.example(INTEGER)
        holes = {"n": integers, "value": value}
        found.append(Finding("reading.serial_dates", False, census.name, "warning", holes))
    short = census.count(*SHORT_YEARS)
    if short:
        value, line = census.example(*SHORT_YEARS)
        holes = {"n": short, "value": value, "line": str(line), "pivot": str(2000 + PIVOT)}
        found.append(Finding("reading.short_years", False, census.name, "warning", holes))
    return found


def _separators(census: Census, known: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return an example of each further sign between day, month and year."""
    signs = {_sign(text) for text, _ in known}
    more = []
    for kind in SLASHED:
        for text, line in census.seen[kind].examples if kind in census.seen else ():
            if _sign(text) not in signs:
                signs.add(_sign(text))
                more.append((text, line))
    return more


def _sign(text: str) -> str:
    found = re.match(r"\d{1,2}([-/. ])\d{1,2}[-/. ]\d", text)
    return found[1] if found else ""
