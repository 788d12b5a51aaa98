"""Days that cannot be: an exit before the entry, a day to come, a birth too late, a late call."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from workbench.base.findings import Finding
from workbench.base.words import Share
from workbench.collection.schedule import LEEWAY, MONTHS_AFTER
from workbench.data.quality.seen import Seen, as_days, or_nothing

BIRTH = ("birth", "naissance", "born")
"""What the id of a day of birth holds."""
OLDEST = 100
"""Nobody enters at this age or above, in years."""
LATE_SHARE = 0.1
"""Above this share of calls out of their window, the follow-up does not tell of six months."""


def follow_one_another(seen: Seen) -> Iterator[Finding]:
    """The day of a later wave is not before that of an earlier one."""
    yield from or_nothing("quality.dates_backwards", _order(seen))


def are_past(seen: Seen) -> Iterator[Finding]:
    """No day is still to come."""
    yield from or_nothing("quality.date_to_come", _to_come(seen))


def come_after_birth(seen: Seen) -> Iterator[Finding]:
    """People are born before they enter, and not a century before."""
    yield from or_nothing("quality.birth_impossible", _births(seen))


def calls_are_in_time(seen: Seen) -> Iterator[Finding]:
    """Most follow-up calls come near six months after the exit."""
    yield from or_nothing("quality.call_out_of_time", _calls(seen))


def moments(seen: Seen) -> dict[str, tuple[str, pd.Series]]:
    """Return the day of each wave, in order: its column and its days.

    It is the day whose id begins with the name of the wave, or the only one of that wave.
    """
    found: dict[str, tuple[str, pd.Series]] = {}
    for wave in seen.instrument.waves:
        dates = [
            name
            for name, question in seen.asked(wave)
            if question.type == "date" and len(question.waves) == 1 and not _birth(name)
        ]
        named = [name for name in dates if name.startswith(wave)]
        chosen = named or (dates if len(dates) == 1 else [])
        if chosen:
            found[wave] = chosen[0], as_days(seen.table[chosen[0]])
    return found


def _order(seen: Seen) -> Iterator[Finding]:
    days = list(moments(seen).values())
    for (before, first), (after, last) in zip(days, days[1:], strict=False):
        n = int((last < first).sum())
        holes = {"n": n, "first": _label(seen, before), "last": _label(seen, after)}
        yield Finding("quality.dates_backwards", n == 0, after, "warning", holes)


def _to_come(seen: Seen) -> Iterator[Finding]:
    today = pd.Timestamp(seen.today)
    for name, question in seen.asked():
        if question.type == "date":
            n = int((as_days(seen.table[name]) > today).sum())
            holes = {"n": n, "label": question.label, "today": seen.today}
            yield Finding("quality.date_to_come", n == 0, name, "warning", holes)


def _births(seen: Seen) -> Iterator[Finding]:
    days = list(moments(seen).values())
    for name, question in seen.asked():
        if question.type == "date" and _birth(name) and days:
            entry = days[0][1]
            years = (entry - as_days(seen.table[name])).dt.days / 365.25
            n = int(((years <= 0) | (years >= OLDEST)).sum())
            holes = {"n": n, "label": question.label, "years": OLDEST}
            yield Finding("quality.birth_impossible", n == 0, name, "warning", holes)


def _calls(seen: Seen) -> Iterator[Finding]:
    days = moments(seen)
    if "exit" not in days or "follow_up" not in days:
        return
    name, called = days["follow_up"]
    due = days["exit"][1] + pd.DateOffset(months=MONTHS_AFTER)
    away = ((called - due).abs() > LEEWAY)[called.notna() & due.notna()]
    if len(away):
        n, share = int(away.sum()), float(np.mean(away))
        holes = {"n": n, "rows": len(away), "share": Share(share), "days": LEEWAY.days}
        yield Finding("quality.call_out_of_time", share <= LATE_SHARE, name, "warning", holes)


def _birth(name: str) -> bool:
    return any(word in name for word in BIRTH)


def _label(seen: Seen, name: str) -> object:
    question = seen.instrument.question(name)
    return question.label if question else name
