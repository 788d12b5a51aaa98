"""A start that never was: had the method cried out before anything began, it would be no use."""

import pandas as pd

from workbench.analysis.checks.record import Checked
from workbench.analysis.checks.starts import FIRST, NOW, PATHS, before_anybody
from workbench.analysis.designs.groups import treated_of
from workbench.analysis.designs.rows import known_rows
from workbench.analysis.designs.starts import whole
from workbench.analysis.estimate import estimate
from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.base.words import Phrase
from workbench.collection import Analysis

SERIES = 6
"""A series needs so many moments before the start: three on each side of the pretended one."""


def placebo_in_time(
    analysis: Analysis, table: pd.DataFrame, moment: int | None = None, level: float = 0.95
) -> Checked:
    """Ask the same of the time before the start, as if it had begun at an earlier *moment*.

    *analysis* is of the design ``difference_in_differences`` with ``follows`` (units over several
    moments), ``staggered`` or ``interrupted_series``; only rows before the first start are used.
    *moment* is in units of the ``time`` column, the middle of what precedes unless told. Passes
    when the interval of the false effect holds zero; does not apply where there is no interval.
    ``figures``: one row, ``moment``, ``estimate``, ``ci_low``, ``ci_high``. ``detail``: ``least``,
    half the width of the interval, the size of a false effect that could have stayed unseen.
    Falsification in time as in Abadie, Diamond and Hainmueller (2015). Raises DataError for another
    design, with too few moments before the start (two, six for a series), for a moment outside
    them, and as `estimate` does.

    >>> from workbench.data.simulate import Programme, panel
    >>> plan = Analysis(id="a", design="staggered", outcome="score", time="time",
    ...     follows="person", first="first", cluster="club", label="A", unit="points")
    >>> people = panel(Programme(waves=5, starts=(4,), clubs=16, size=8), 1)
    >>> found = placebo_in_time(plan, people)
    >>> found.finding.passed, found.figures["moment"].tolist()
    (True, [2])
    """
    if analysis.design == "interrupted_series":
        asked, rows, start = _series(analysis, table, moment)
    elif analysis.design in PATHS:
        asked, rows, start = _units(analysis, table, moment)
    else:
        raise DataError("checks.no_paths", id=analysis.id)
    found = estimate(asked, rows, level)
    ends = {"ci_low": found.ci_low, "ci_high": found.ci_high}
    line = {"moment": start, "estimate": found.estimate, **ends}
    low, high = found.ci_low, found.ci_high
    passed = None if low is None or high is None else bool(low <= 0 <= high)
    least = 0.0 if low is None or high is None else (high - low) / 2
    holes = {
        "label": analysis.label, "moment": start, "estimate": round(found.figure, 2),
        "least": round(least, 2),
    }  # fmt: skip
    return Checked(
        Finding("checks.placebo_time", passed, analysis.id, "warning", holes),
        Phrase("checks.placebo_time_means"),
        Phrase("checks.placebo_time_not"),
        pd.DataFrame([line]),
        {"estimate": found.figure, "least": least, "moment": float(start)},
    )


def _units(
    analysis: Analysis, table: pd.DataFrame, moment: int | None
) -> tuple[Analysis, pd.DataFrame, int]:
    """Return the false question to units over time, its rows, and the false start."""
    asked, before = before_anybody(analysis, table)
    zero = int(known_rows(analysis, table)[analysis.time].min()) - 1
    moments = sorted(int(one) for one in before[asked.time].unique())
    start = _within(analysis, moments, None if moment is None else moment - zero, 1)
    ever = before[FIRST] > 0
    if analysis.design == "staggered":
        rows = before.assign(**{FIRST: ever * start})
        return asked.model_copy(update={"method": analysis.method}), rows, start + zero
    rows = before.assign(**{NOW: (ever & (before[asked.time] >= start)).astype(int)})
    kept = {"treatment": NOW, "method": "twfe"}
    return analysis.model_copy(update=kept), rows.drop(columns=FIRST), start + zero


def _series(
    analysis: Analysis, table: pd.DataFrame, moment: int | None
) -> tuple[Analysis, pd.DataFrame, int]:
    """Return the false question to one series, its rows, and the false start."""
    rows = known_rows(analysis, table)
    before = rows[treated_of(analysis, rows) == 0]
    time = whole(analysis, before, str(analysis.time))
    moments = sorted(int(one) for one in time.unique())
    start = _within(analysis, moments, moment, SERIES // 2)
    made = before.assign(**{NOW: (time >= start).astype(int)})
    return analysis.model_copy(update={"treatment": NOW}), made, start


def _within(analysis: Analysis, moments: list[int], moment: int | None, margin: int) -> int:
    """Return the false start: *moment*, or the middle one, with *margin* moments on each side."""
    if len(moments) < 2 * margin:
        raise DataError("checks.no_before", id=analysis.id, n=len(moments), least=2 * margin)
    if moment is None:
        return moments[len(moments) // 2]
    if sum(one < moment for one in moments) < margin or moment > moments[-margin]:
        raise DataError(
            "checks.moment_outside", id=analysis.id, moment=moment,
            first=moments[margin], last=moments[-margin],
        )  # fmt: skip
    return moment
