"""Something counted month by month: what it is counted from, and whether a break could be seen."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workbench.base import words
from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.contribution.funnel import Funnel, Series
from workbench.data.cells import cells

COLUMNS = ("month", "count")
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
LEAST = 8
"""Months before and months after that an interrupted series asks for (R. B. Penfold and F. Zhang,
Academic Pediatrics 13, 2013, S38-S44: eight before and eight after)."""


@dataclass(frozen=True)
class Visits:
    """A series and its counts by month (``2016-09``), in the order of time; none where no file."""

    series: Series
    months: Mapping[str, int]

    @property
    def before_and_after(self) -> tuple[int, int]:
        """How many months there are before the series began to change, and from then on."""
        if self.series.began is None:
            return 0, 0
        began = _month(self.series.began)
        before = sum(month < began for month in self.months)
        return before, len(self.months) - before

    @property
    def may_break(self) -> bool:
        """Whether there are months enough on both sides for an interrupted time series."""
        return min(self.before_and_after) >= LEAST

    @property
    def change(self) -> float | None:
        """The change of the monthly mean from before to after; None where it cannot be computed.

        >>> series = Series(id="v", label="Visits", began="2020-03-01")
        >>> round(Visits(series, {"2020-01": 10, "2020-02": 10, "2020-03": 12}).change, 3)
        0.2
        """
        if self.series.began is None:
            return None
        began = _month(self.series.began)
        before = [count for month, count in self.months.items() if month < began]
        after = [count for month, count in self.months.items() if month >= began]
        if not after or not sum(before):
            return None
        return (sum(after) / len(after)) / (sum(before) / len(before)) - 1


def visits(dossier: Dossier) -> list[Visits]:
    """Return the series of a dossier's funnel with their months.

    Raises DataError where a file of months is missing or outside the dossier, lacks a column, or
    holds something else than months and whole numbers, each month once.
    """
    funnel = dossier.read_if_there(Funnel)
    series = funnel.series if funnel else ()
    return [Visits(one, _months(dossier, one.monthly) if one.monthly else {}) for one in series]


def _months(dossier: Dossier, file: str) -> dict[str, int]:
    path = dossier.path(file)
    if not path.resolve().is_relative_to(dossier.folder.resolve()):
        raise DataError("visits.outside", file=file)
    table = cells(path)
    for name in COLUMNS:
        if name not in table.columns:
            hint = words.hint(name, map(str, table.columns))
            raise DataError("visits.no_column", file=file, column=name, hint=hint)
    found: dict[str, int] = {}
    for line, month, count in table[list(COLUMNS)].itertuples(index=True, name=None):
        known = MONTH.fullmatch(month.strip()) and count.strip().isdecimal()
        if not known or month.strip() in found:
            raise DataError("visits.odd_row", file=file, line=line, month=month, count=count)
        found[month.strip()] = int(count)
    return dict(sorted(found.items()))


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
