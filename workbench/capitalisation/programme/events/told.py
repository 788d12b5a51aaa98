"""Meetings told: what is counted, the register line by line, and a summary by kind and year."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from workbench.base import words
from workbench.base.words import say
from workbench.capitalisation.programme.events.record import Meetings
from workbench.capitalisation.programme.register import Row, Value
from workbench.data.protection.rules import small
from workbench.ledger import Ledger
from workbench.ledger.quantity import Quantity, exact
from workbench.ledger.written import Amount, amount

NOTHING = "–"


def definitions_table(meetings: Meetings, ledger: Ledger | None, lang: str) -> list[dict[str, str]]:
    """Return one row a kind: what is counted, what is not, and its published figure."""
    rows = []
    for one in meetings.counted:
        figure = ledger.figure(one.figure) if ledger and one.figure else None
        rows.append(
            {
                "kind": one.label.say(lang),
                "events_means": one.means.say(lang),
                "events_but_not": one.but_not.say(lang) if one.but_not else NOTHING,
                "events_published": amount(figure).say(lang) if figure else NOTHING,
            }
        )
    return rows


def register_table(meetings: Meetings, rows: Sequence[Row], lang: str) -> list[dict[str, str]]:
    """Return one row a meeting, by day. What people said of it stands in the summary only."""
    names = {one.id: one.label.say(lang) for one in meetings.counted}
    return [
        {
            "events_day": _said(row["day"], lang),
            "kind": names.get(str(row["kind"]), str(row["kind"])),
            "events_theme": _said(row["theme"], lang),
            "events_agenda": _said(row["agenda"], lang),
            "events_registered": _said(row["registered"], lang),
            "events_attended": _said(row["attended"], lang),
            "events_questions": _said(row["questions"], lang),
        }
        for row in rows
    ]


def summary_table(meetings: Meetings, rows: Sequence[Row], lang: str) -> list[dict[str, str]]:
    """Return one row a kind and year: meetings, presences, questions, satisfaction, later use.

    Presences are added up with their bounds, over the meetings that were counted. A share stands
    beside its two counts, and is hidden where one of them is small.
    """
    told = []
    for one in meetings.counted:
        own = [row for row in rows if row["kind"] == one.id]
        for year in sorted({_year(row) for row in own}):
            some = [row for row in own if _year(row) == year]
            told.append({"kind": one.label.say(lang), "levels_year": year, **_sums(some, lang)})
    return told


def _sums(rows: Sequence[Row], lang: str) -> dict[str, str]:
    came, counted = presences(rows)
    known = say("levels.of", lang, part=counted, whole=len(rows))
    total = Amount(came, "count").say(lang) if counted else NOTHING
    asked = [row["questions"] for row in rows if isinstance(row["questions"], int)]
    return {
        "events_held": words.number(len(rows), lang),
        "events_attended": total,
        "events_counted": known,
        "events_questions": words.number(sum(asked), lang) if asked else NOTHING,
        "events_satisfied": _share(rows, "satisfied", "answered", lang),
        "events_used": _share(rows, "used_later", "called_later", lang),
    }


def presences(rows: Sequence[Row]) -> tuple[Quantity, int]:
    """Return the presences of the meetings that were counted, and how many these are.

    >>> from workbench.capitalisation.programme.register import counted
    >>> total, n = presences([{"attended": counted(">800")}, {"attended": counted("40")}])
    >>> (int(total.low), total.open_low, n)
    (840, True, 2)
    """
    counts = [one for row in rows if isinstance(one := row["attended"], Quantity)]
    total = exact(Fraction(0))
    for one in counts:
        total = total.plus(one)
    return total, len(counts)


def _share(rows: Sequence[Row], part: str, whole: str, lang: str) -> str:
    pairs = [
        (one, of)
        for row in rows
        if isinstance(one := row[part], int) and isinstance(of := row[whole], int)
    ]
    yes, everybody = sum(one for one, _ in pairs), sum(of for _, of in pairs)
    if not everybody or yes > everybody:
        return NOTHING
    if small(yes) or small(everybody - yes):
        return say("analysis.masked", lang)
    share = words.percent(yes / everybody, lang)
    return say("events.share", lang, share=share, part=yes, whole=everybody)


def _year(row: Row) -> str:
    day = row["day"]
    assert isinstance(day, date)
    return str(day.year)


def _said(value: Value, lang: str) -> str:
    if isinstance(value, Quantity):
        return Amount(value, "count").say(lang)
    return NOTHING if value is None else words.shown(value, lang)
