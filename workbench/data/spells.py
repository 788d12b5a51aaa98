"""Somebody who comes back is the same participant: their spells are numbered, they count once.

The rule of the European Social Fund, in our words: within one operation a person is one
participation. Who leaves and comes back keeps the first date of entry and what was noted at that
entry; the date of exit and the results are those of the last exit. In another operation the same
person is a new participation: another operation is another dossier. Status: the rule is that of the
guidance for 2014-2020, which later guidance leaves standing unless it says otherwise; have it
confirmed by the managing authority before a declaration.
"""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from workbench.data.answers import DATE


@dataclass(frozen=True)
class Spell:
    """One stay of one person: its number from 1, and its days; None where not known (yet)."""

    person: str
    number: int
    entry: date | None
    exit: date | None


def participations(rows: pd.DataFrame, key: str, first: bool) -> pd.DataFrame:
    """Return the *rows* of one wave with one row for each person who came back.

    *first* keeps the earliest row (the wave of entry); otherwise the latest is kept (exit and
    after). A person came back where each of their rows has a day of its own in ``@date``; rows of
    one person without a day, or on one day, are duplicates: they stay, for somebody to decide.

    >>> rows = pd.DataFrame({"p": ["A", "A"], "@date": [date(2024, 1, 8), date(2024, 9, 2)]})
    >>> participations(rows, "p", first=False)["@date"].tolist()
    [datetime.date(2024, 9, 2)]
    """
    back = came_back(rows, key)
    if not back.any():
        return rows
    days = pd.to_datetime(rows.loc[back, DATE])
    by_person = days.groupby(rows.loc[back, key])
    kept = by_person.idxmin() if first else by_person.idxmax()
    return rows[~back | rows.index.isin(kept)]


def came_back(rows: pd.DataFrame, key: str) -> pd.Series:
    """Return which rows belong to somebody who has several, each on a day of its own."""
    known = rows[key].notna()
    several = known & rows[key].duplicated(keep=False)
    if not several.any():
        return several
    some = rows.loc[several, [key, DATE]]
    clear = some[DATE].notna() & ~some.duplicated(keep=False)
    all_clear = clear.groupby(some[key]).transform("all")
    return several & all_clear.reindex(rows.index, fill_value=False)


def spells(entries: pd.DataFrame, exits: pd.DataFrame | None, key: str) -> list[Spell]:
    """Return the spells of everybody who entered more than once, in order.

    Each exit ends the latest entry on or before its day that nothing has ended yet. *entries* and
    *exits* have the columns *key* and ``@date``.
    """
    came = _days(entries[came_back(entries, key)], key)
    left = _days(exits[exits[key].isin(list(came))], key) if exits is not None else {}
    found: list[Spell] = []
    for person in sorted(came):
        days = came[person]
        ends: list[date | None] = [None] * len(days)
        for end in left.get(person, []):
            open_ = [i for i, day in enumerate(days) if day <= end and ends[i] is None]
            if open_:
                ends[open_[-1]] = end
        found += [Spell(person, i + 1, day, ends[i]) for i, day in enumerate(days)]
    return found


def _days(rows: pd.DataFrame, key: str) -> dict[str, list[date]]:
    dated = rows.dropna(subset=[key, DATE])
    return {str(who): sorted(days) for who, days in dated.groupby(key)[DATE]}
