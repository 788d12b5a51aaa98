"""An indicator as it was counted: how many, out of how many, and why the others are missing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from workbench.base import words
from workbench.base.errors import DataError
from workbench.indicators import Choice, Counts, Indicator, Reported, get
from workbench.indicators.record import Reporting, Unit

Cut = str | tuple[str, ...]
"""One way to part people: a column, or several at once."""
Reasons = Mapping[str, pd.Series]
"""Why answers are missing, by column: a code a row, on the index of the table."""
Mask = Callable[[Sequence["Measure"]], Sequence["Measure"]]
"""What hides small cells before anybody sees them."""

SMALL = 5
"""Cells of fewer people are small."""
UNSAID = "unsaid"
"""The reason of a missing answer of which nothing more is known."""


@dataclass(frozen=True)
class Measure:
    """One figure: everybody, or one group of them, in one period.

    *value* is the share for a percentage, the number for people, the mean for everything else;
    None where nobody answered, or where it is masked. *numerator* counts the yes, or adds up the
    amounts; *denominator* counts the answers; *missing* counts the others by reason, so that
    denominator + missing = people. *group* holds the value of each column that parts people, None
    where that is not known; it is empty for the total. A *cumulative* measure tells of everything
    since the start, a *periodic* one of its period alone; *period* is empty for the whole table.
    """

    indicator: str
    outcome: str
    unit: Unit
    reporting: Reporting
    people: int
    numerator: float | None
    denominator: int | None
    value: float | None
    missing: Mapping[str, int] = field(default_factory=dict)
    group: Mapping[str, str | None] = field(default_factory=dict)
    period: str = ""
    masked: bool = False

    @property
    def total(self) -> bool:
        """Whether it tells of everybody."""
        return not self.group

    @property
    def small(self) -> bool:
        """Whether it shows a few people: in all, among the yes, or among the no."""
        if self.denominator is None:
            return False
        cells = [self.denominator]
        if self.unit in ("percent", "persons") and self.numerator is not None:
            cells += [int(self.numerator), self.denominator - int(self.numerator)]
        return any(0 < cell < SMALL for cell in cells)


def measures(
    table: pd.DataFrame,
    choices: Sequence[Choice],
    by: Sequence[Cut] = (),
    reasons: Reasons | None = None,
    period: str = "",
) -> list[Measure]:
    """Return each indicator for everybody, then for each group of each cut in *by*.

    *table* has a row a person; each choice names an indicator and the column of its answers
    (*outcome*). Groups are never summed by hand: the total is counted again from the rows, and
    people whose group is not known make a group of their own, so that parts add up to it.
    *reasons* say why answers are missing; what they do not say is counted as ``unsaid``. Raises
    DataError where a column is not there, does not hold what its unit needs, or where one
    indicator is periodic here and cumulative there.
    """
    check_modes(choices)
    return [
        _measured(rows, choice, group, reasons or {}, period)
        for choice in choices
        for group, rows in _groups(table, by)
    ]


def check_modes(choices: Sequence[Choice]) -> None:
    """Refuse an indicator that is reported in two ways; raise DataError."""
    modes: dict[str, Reporting] = {}
    for choice in choices:
        mode = _mode(choice, get(choice.indicator))
        if modes.setdefault(choice.indicator, mode) != mode:
            raise DataError("measures.two_modes", id=choice.indicator)


def masked(found: Sequence[Measure]) -> list[Measure]:
    """Return the measures with every part of a breakdown hidden where one of them is small.

    The whole breakdown goes, so that no part is found by subtraction from the total. A total that
    is small is hidden too. This is the plain rule of the house; anything finer takes its place
    through the same seam: a function from measures to measures.
    """
    small = {_breakdown(one) for one in found if one.small}
    return [hidden(one) if _breakdown(one) in small else one for one in found]


def hidden(measure: Measure) -> Measure:
    """Return a measure that shows nothing but its place: no count, no value, no reason."""
    return replace(
        measure, numerator=None, denominator=None, value=None, people=0, missing={}, masked=True
    )


def reported(measure: Measure, place: str) -> Reported:
    """Return a measure as `rollup` adds it up with those of other places and periods.

    A percentage goes with its two counts. Raises DataError where it is masked or empty.
    """
    value: float | Counts | None = measure.value
    if measure.unit == "percent" and measure.numerator is not None and measure.denominator:
        value = Counts(count=int(measure.numerator), n=measure.denominator)
    if value is None:
        raise DataError("measures.bare", id=measure.indicator)
    return Reported(measure.indicator, place, measure.period, measure.reporting, value)


def _breakdown(measure: Measure) -> tuple[str, str, str, tuple[str, ...]]:
    return measure.indicator, measure.outcome, measure.period, tuple(measure.group)


def _mode(choice: Choice, indicator: Indicator) -> Reporting:
    return choice.reporting or indicator.reporting


def _groups(
    table: pd.DataFrame, by: Sequence[Cut]
) -> Iterator[tuple[dict[str, str | None], pd.DataFrame]]:
    """Yield everybody, then each group of each cut, in order; not known comes last."""
    yield {}, table
    for cut in by:
        columns = [cut] if isinstance(cut, str) else list(cut)
        for column in columns:
            _need(table, column)
        for values, rows in table.groupby(columns, dropna=False, observed=True):
            known = [None if pd.isna(value) else str(value) for value in values]
            yield dict(zip(columns, known, strict=True)), rows


def _need(table: pd.DataFrame, column: str) -> None:
    if column not in table:
        hint = words.hint(column, map(str, table.columns))
        raise DataError("measures.no_column", column=column, hint=hint)


def _measured(
    rows: pd.DataFrame,
    choice: Choice,
    group: Mapping[str, str | None],
    reasons: Reasons,
    period: str,
) -> Measure:
    """Return one choice among these rows."""
    indicator, column = get(choice.indicator), choice.outcome
    _need(rows, column)
    answered = rows[column].notna()
    numerator, denominator, value = _counted(rows[column][answered], indicator)
    return Measure(
        indicator=indicator.id,
        outcome=column,
        unit=indicator.unit,
        reporting=_mode(choice, indicator),
        people=len(rows),
        numerator=numerator,
        denominator=denominator,
        value=value,
        missing=_missing(rows.index[~answered], reasons.get(column)),
        group=dict(group),
        period=period,
    )


def _counted(answers: pd.Series, indicator: Indicator) -> tuple[float, int, float | None]:
    """Return the numerator, the denominator and the value.

    People are counted where the answer is yes (1), or where there is one at all that is no number:
    a date of entry counts whoever has one.
    """
    n = len(answers)
    numbers = pd.to_numeric(answers, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    if indicator.unit == "persons":
        yes_no = n > 0 and bool(np.isin(numbers, (0, 1)).all())
        count = float(numbers.sum()) if yes_no else float(n)
        return count, n, count
    if np.isnan(numbers).any():
        odd = str(answers[np.isnan(numbers)].iloc[0])[:40]
        raise DataError("measures.not_a_number", id=indicator.id, column=answers.name, value=odd)
    if indicator.unit == "percent":
        odd_ones = numbers[~np.isin(numbers, (0, 1))]
        if len(odd_ones):
            holes = {"id": indicator.id, "column": answers.name, "value": float(odd_ones[0])}
            raise DataError("measures.not_yes_or_no", **holes)
    total = float(numbers.sum())
    return total, n, total / n if n else None


def _missing(index: pd.Index, why: pd.Series | None) -> dict[str, int]:
    """Return how many answers are missing for each reason, the commonest first."""
    if not len(index):
        return {}
    told = pd.Series(UNSAID, index=index) if why is None else why.reindex(index).fillna(UNSAID)
    return {str(reason): int(n) for reason, n in told.value_counts().items()}
