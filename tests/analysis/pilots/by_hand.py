"""Pilots made by hand: a rate of forty people, unless something else is asked for."""

from datetime import date

from workbench.base.records import Text
from workbench.report.programme import Gathered, Member, PilotEffect

BASE = {
    "key": "IND-07", "quantity": "level", "analysis": "exits", "label": Text(any="Exits"),
    "statement": Text(any="Is there a job?"), "indicator": "IND-07", "outcome": "exit",
    "counted": "job / job none", "design": "progress", "method": "wilson", "estimand": None,
    "measure": "difference", "unit": "share", "level": 0.95, "estimate": 0.5, "std_error": None,
    "df": None, "ci_low": 0.352, "ci_high": 0.648, "n": 40, "n_left_out": 2, "n_clusters": None,
    "count": 20, "n_started": 42, "target": None, "claim": "described", "rung": "described",
}  # fmt: skip
A_DIFFERENCE = {
    "quantity": "difference", "design": "comparison", "unit": "points", "estimate": 0.4,
    "std_error": 0.2, "df": 60.0, "ci_low": 0.0, "ci_high": 0.8, "count": None,
    "claim": "associated", "rung": "associated",
}  # fmt: skip
NOTHING = dict.fromkeys(
    ("estimate", "std_error", "df", "ci_low", "ci_high", "n", "n_left_out", "n_clusters", "count",
     "n_started")
)  # fmt: skip
"""What a masked row does not say."""


def effect(pilot, **changes):
    """Return what one pilot found."""
    return PilotEffect(pilot=pilot, **{**BASE, **changes})


def rate(pilot, count, n, **changes):
    """Return a rate with its Wilson interval, as the design ``progress`` makes it."""
    low, high = wilson(count, n)
    figures = {"estimate": count / n, "ci_low": low, "ci_high": high, "count": count, "n": n}
    return effect(pilot, **{**figures, **changes})


def wilson(count, n, z=1.959963984540054):
    """Return Wilson's interval of a rate."""
    share = count / n
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    wide = z / (1 + z**2 / n) * (share * (1 - share) / n + z**2 / (4 * n**2)) ** 0.5
    return centre - wide, centre + wide


def member(name, simulated=False, start=date(2024, 1, 1), end=date(2024, 12, 31), state="taken"):
    """Return a pilot of a programme."""
    return Member(
        name=name, title=Text(any=name), state=state, simulated=simulated, start=start, end=end
    )


def gathered(*effects, members=None, sites=()):
    """Return a programme of these effects."""
    names = sorted({one.pilot for one in effects})
    return Gathered(tuple(members or (member(name) for name in names)), effects, tuple(sites))
