"""Estimates that may be shown: a share tells the two counts that it was made of.

What a disclosure officer does with ``results/effects.csv``: 3 yes among 40 people is a small cell,
and so is 37 among 40. The share (0.075), its interval, its bounds and the means would all give the
3 back, for the number of people is known. So an estimate stands or falls with the counts behind it:
where one of them is hidden, for itself or to guard another, all the figures of the row go, and only
what was asked stays (the analysis, its outcome, its method, its target). Rounding would not do: an
interval of ten digits tells n and count to whoever tries a few fractions.

Amounts of money are looked at once more: a mean that one or two people make up tells of them.
"""

import csv
import io
from collections.abc import Mapping, Sequence

import pandas as pd
from pandas.api.types import is_numeric_dtype

from workbench.base.dossier import Dossier
from workbench.collection import Analysis, Plan
from workbench.data.protection.rules import dominated, small

EFFECTS, SITES = "results/effects.csv", "results/sites.csv"
STAYS = (
    "id",
    "design",
    "method",
    "estimand",
    "measure",
    "family",
    "outcome",
    "unit",
    "level",
    "claim",
    "target",
    "analysis",
    "site",
)
"""What a row keeps when its figures are hidden: what was asked, which is in the plan already."""
MASKED = "masked"
"""The column that says that the dossier itself hides a row; only where it hides one."""
AMOUNTS = {"dollars", "euros"}

Rows = list[dict[str, str]]


def read_results(dossier: Dossier, file: str) -> Rows:
    """Return the rows of one of the results, as text; none where it has not been made."""
    path = dossier.path(file)
    if not path.is_file():
        return []
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def hidden_rows(rows: Rows, shown: Mapping[str, bool], name: str) -> list[dict[str, object]]:
    """Return rows with the figures of what may not be shown taken out; *name* tells the analysis.

    A column ``hidden`` says so. What the plan does not know is hidden.
    """
    return [
        {
            **{
                key: value
                for key, value in row.items()
                if key in STAYS or (key != MASKED and _open(row, shown, name))
            },
            "hidden": not _open(row, shown, name),
        }
        for row in rows
    ]


def told_by_few(table: pd.DataFrame, analysis: Analysis, by: str | None) -> bool:
    """Whether amounts would tell of somebody: in one group at least, few people make them up."""
    if analysis.unit not in AMOUNTS or analysis.outcome not in table:
        return False
    amounts = pd.to_numeric(table[analysis.outcome], errors="coerce")
    groups = table[by] if by in table else pd.Series(0, index=table.index)
    return any(dominated(group.dropna()) for _, group in amounts.groupby(groups) if group.any())


def told_by_value(table: pd.DataFrame, analysis: Analysis) -> bool:
    """Whether one value of a treatment in words, or one start, is that of a few people or units.

    The results have a row for each of them, so each must be many.
    """
    names = [name for name in (analysis.first, analysis.treatment) if name in table]
    known = table[table[analysis.outcome].notna()] if analysis.outcome in table else table
    if analysis.follows in known:
        known = known.drop_duplicates([analysis.follows, *names])
    words = [n for n in names if n == analysis.first or not is_numeric_dtype(known[n])]
    return any(small(int(n)) for name in words for n in known[name].value_counts())


def planned(plan: Plan | None, rows: Rows) -> Sequence[Analysis]:
    """Return the analyses of the plan that the rows speak of."""
    ids = {row.get("id") for row in rows}
    return [analysis for analysis in plan.analyses if analysis.id in ids] if plan else []


def _open(row: Mapping[str, str], shown: Mapping[str, bool], name: str) -> bool:
    return row.get(MASKED) != "true" and shown.get(row.get(name, ""), False)
