"""What pilots share: their outcomes side by side, and which of them may be compared."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from math import log

import numpy as np

from workbench.analysis import pooling
from workbench.analysis.pilots.record import Gathered, PilotEffect
from workbench.analysis.pooling import Pooled
from workbench.analysis.pooling.pilots import Pilots
from workbench.base.errors import DataError, LetterError
from workbench.base.findings import Finding, of_letter
from workbench.base.records import Text
from workbench.indicators import catalogue

HALF = 0.5
"""What is added to a count and to the others where everybody or nobody said yes."""


@dataclass(frozen=True)
class Group:
    """Pilots that found the same thing in the same way, by name: they may be compared.

    *rows* are all of them, masked ones included; *pilots* those with an estimate and an error, on
    the scale on which they are averaged. *pooled* is their average, None where fewer than two have
    one; *findings* are the doubts about it, *letter* why there is none.
    """

    outcome: "Outcome"
    number: int
    rows: tuple[PilotEffect, ...]
    pooled: Pooled | None
    findings: tuple[Finding, ...]
    letter: LetterError | None = None

    @property
    def first(self) -> PilotEffect:
        """The first pilot by name: what it says of quantity, unit and design holds for all."""
        return self.rows[0]

    @property
    def rates(self) -> bool:
        """Whether the pilots tell a share of people."""
        return self.first.quantity == "level" and self.first.unit == "share"


@dataclass(frozen=True)
class Outcome:
    """One outcome, by the name that pilots share, and all pilots that have it, by name."""

    key: str
    label: Text
    rows: tuple[PilotEffect, ...]

    @property
    def pilots(self) -> tuple[str, ...]:
        """The names of its pilots, each once."""
        return tuple(dict.fromkeys(row.pilot for row in self.rows))


@dataclass(frozen=True)
class Compared:
    """A programme compared: its outcomes, and their comparable groups of two pilots or more."""

    gathered: Gathered
    outcomes: tuple[Outcome, ...]
    groups: tuple[Group, ...]
    level: float

    @property
    def shared(self) -> tuple[Outcome, ...]:
        """The outcomes that two pilots or more have."""
        return tuple(outcome for outcome in self.outcomes if len(outcome.pilots) > 1)


def compare(gathered: Gathered, level: float = 0.95) -> Compared:
    """Set the pilots of a programme side by side, and average those that may be.

    Pilots may be averaged where they have one indicator (or one column), one unit, one quantity
    (the level at the end, a change, a difference between groups), one definition of what counts,
    and are all simulated or all real. Everything stands in the order of names, and is the same in
    whatever order the pilots come.
    """
    rows = sorted(gathered.effects, key=lambda row: (row.key, row.pilot, row.quantity))
    outcomes = tuple(
        _outcome(key, tuple(same)) for key, same in groupby(rows, key=lambda row: row.key)
    )
    groups = [group for outcome in outcomes for group in _groups(outcome, level)]
    return Compared(gathered, outcomes, tuple(groups), level)


def _outcome(key: str, rows: tuple[PilotEffect, ...]) -> Outcome:
    labels = {str(row.label.plain()): row.label for row in rows}
    known = catalogue().get(rows[0].indicator or "")
    alike = rows[0].label if len(labels) == 1 or known is None else known.name
    return Outcome(key, alike, rows)


def sort(row: PilotEffect) -> tuple[str, ...]:
    """Return what must be the same for two pilots to be averaged together."""
    return (row.quantity, row.unit, row.measure, row.counted, str(row.simulated))


def _groups(outcome: Outcome, level: float) -> Iterable[Group]:
    ordered = sorted(outcome.rows, key=lambda row: (sort(row), row.pilot))
    parts = [tuple(same) for _, same in groupby(ordered, key=sort)]
    for number, rows in enumerate((part for part in parts if len(part) > 1), 1):
        yield _group(outcome, number, rows, level)


def _group(outcome: Outcome, number: int, rows: tuple[PilotEffect, ...], level: float) -> Group:
    try:
        pilots = averaged(outcome, rows)
        pooled = pooling.pool(pilots, level=level)
    except DataError as error:
        return Group(outcome, number, rows, None, (of_letter(error, outcome.key),), error)
    found = [replace(doubt, where=outcome.key) for doubt in pooling.doubts(pooled, pilots)]
    return Group(outcome, number, rows, pooled, tuple(found))


def averaged(outcome: Outcome, rows: tuple[PilotEffect, ...]) -> Pilots:
    """Return the pilots of a group on the scale on which they are averaged.

    Rates are averaged as log odds, ratios as logarithms. Raises DataError where fewer than two
    pilots have an estimate with its error.
    """
    on_scale = [(row, scaled(row)) for row in rows]
    found = [(row, pair) for row, pair in on_scale if pair is not None]
    made = pooling.pilots(
        [pair[0] for _, pair in found],
        [pair[1] ** 2 for _, pair in found],
        [row.pilot for row, _ in found],
        claims=[row.claim for row, _ in found],
    )
    return replace(
        made,
        label=outcome.label,
        unit=unit_of(rows[0]),
        left_out=tuple(row.pilot for row, pair in on_scale if pair is None and not row.masked),
    )


def unit_of(row: PilotEffect) -> str:
    """Return what an average of such pilots is counted in: a rate is no difference of shares."""
    if row.quantity == "level" and row.unit == "share":
        return "rate"
    return "ratio" if row.quantity == "ratio" else row.unit


def scaled(row: PilotEffect) -> tuple[float, float] | None:
    """Return an estimate and its standard error on the scale of averages; None where there is none.

    The interval of a rate is Wilson's, with as many people as its clusters are worth: it lies as
    far to both sides of the log odds (R. G. Newcombe, Statistics in Medicine 17, 1998, 857-872),
    so it says their standard error. Where everybody or nobody said yes, a half is added to both
    counts (Haldane 1956). The error of a ratio is that of its logarithm.
    """
    if row.estimate is None:
        return None
    if row.quantity == "level" and row.unit == "share":
        return _log_odds(row)
    error = row.std_error if row.std_error is not None else _from_interval(row)
    if error is None or not error > 0:
        return None
    if row.quantity == "ratio":
        return (log(row.estimate), error) if row.estimate > 0 else None
    return row.estimate, error


def _log_odds(row: PilotEffect) -> tuple[float, float] | None:
    from scipy.special import logit

    share, low, high = row.estimate, row.ci_low, row.ci_high
    if share is None or low is None or high is None or not row.n:
        return None
    if 0 < share < 1 and 0 < low < high < 1:
        return float(logit(share)), float(logit(high) - logit(low)) / (2 * _quantile(row))
    yes, no = share * row.n + HALF, (1 - share) * row.n + HALF
    return log(yes / no), (1 / yes + 1 / no) ** 0.5


def _from_interval(row: PilotEffect) -> float | None:
    if row.ci_low is None or row.ci_high is None:
        return None
    return (row.ci_high - row.ci_low) / (2 * _quantile(row))


def _quantile(row: PilotEffect) -> float:
    """Return the quantile with which the interval of a pilot was made."""
    from scipy.special import ndtri, stdtrit

    upper = (1 + row.level) / 2
    return float(np.asarray(stdtrit(row.df, upper) if row.df else ndtri(upper)))
