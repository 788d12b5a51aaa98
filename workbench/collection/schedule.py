"""When to ask whom: at entry, within four weeks of leaving, and six months after."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from workbench.base.words import say
from workbench.collection.answers import asked_at
from workbench.collection.record import Instrument

WEEKS_AFTER_EXIT = timedelta(weeks=4)
"""Results at exit are those seen from the last day to four weeks after it (ESF+)."""
MONTHS_AFTER = 6
LEEWAY = timedelta(days=15)
"""How far from the day six months after a call may be: a rule of ours, the regulation sets none."""


@dataclass(frozen=True)
class Moment:
    """One moment of the ESF+ calendar: its wave here, its window, the indicators it feeds."""

    id: str
    wave: str
    rule: str
    indicators: str


MOMENTS = (
    Moment("entry", "entry", "schedule.rule.entry", "EECO01–EECO17"),
    Moment("exit", "exit", "schedule.rule.exit", "EECR01–EECR04"),
    Moment("six_months", "follow_up", "schedule.rule.six_months", "EECR05–EECR06"),
)
NAMES = {"entry": "wave.entry", "exit": "wave.exit", "six_months": "schedule.six_months"}


def schedule(instrument: Instrument, lang: str) -> list[dict[str, str]]:
    """Return one row for each moment: its rule, its questions, the indicators it feeds."""
    return [
        {
            "moment": say(NAMES[moment.id], lang),
            "rule": say(moment.rule, lang),
            "questions": _questions(instrument, moment.wave, lang),
            "esf": moment.indicators,
        }
        for moment in MOMENTS
    ]


def _questions(instrument: Instrument, wave: str, lang: str) -> str:
    asked = [question.id for question in asked_at(instrument, wave)]
    return ", ".join(asked) or say("schedule.not_asked", lang)


def due(entry: date, left: date | None = None) -> dict[str, tuple[date, date]]:
    """Return the first and the last day of each moment for one person; exit once there is a day.

    >>> due(date(2026, 3, 2), date(2026, 8, 31))["six_months"][0]
    datetime.date(2027, 2, 13)
    """
    windows = {"entry": (entry, entry)}
    if left is not None:
        later = months_after(left, MONTHS_AFTER)
        windows["exit"] = (left, left + WEEKS_AFTER_EXIT)
        windows["six_months"] = (later - LEEWAY, later + LEEWAY)
    return windows


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a month that is too short.

    >>> months_after(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def due_dates(people: dict[str, tuple[date, date | None]], lang: str) -> list[dict[str, object]]:
    """Return who is to be asked when: a row for each person and moment, the nearest first."""
    rows: list[tuple[date, dict[str, object]]] = []
    for person, (entry, left) in people.items():
        for moment, (opens, closes) in due(entry, left).items():
            name = say(NAMES[moment], lang)
            rows.append(
                (opens, {"person": person, "moment": name, "opens": opens, "closes": closes})
            )
    return [row for _, row in sorted(rows, key=lambda row: row[0])]
