"""Reading back the effects that an earlier step left, so that a report needs no second estimate."""

from pathlib import Path
from typing import Any

import pandas as pd

from workbench.analysis.designs import ALL
from workbench.analysis.effect import COLUMNS, Effect
from workbench.analysis.estimate import EFFECTS
from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.collection import Analysis, Plan

MAY_BE_MISSING = ("estimate", "std_error", "df", "ci_low", "ci_high", "p_value")
COUNTS = ("n", "n_left_out", "n_clusters")
DETAILS = COLUMNS[COLUMNS.index("claim") + 1 :]


def kept(dossier: Dossier) -> list[Effect]:
    """Return the effects of ``results/effects.csv``, with the labels of the plan.

    Raises DataError when the analysis step has not been done, when its plan has changed since, or
    when the file cannot be read.
    """
    path = dossier.path(EFFECTS)
    if not path.is_file():
        raise DataError("analysis.no_results", name=dossier.name)
    rows = _rows(path)
    plan = dossier.read(Plan)
    planned = [(analysis.id, analysis.design, analysis.outcome) for analysis in plan.analyses]
    if [(row["id"], row["design"], row["outcome"]) for row in rows] != planned:
        raise DataError("analysis.plan_changed", file=EFFECTS)
    return [_effect(analysis, row) for analysis, row in zip(plan.analyses, rows, strict=True)]


def _rows(path: Path) -> list[dict[str, object]]:
    try:
        table = pd.read_csv(path)
    except ValueError:  # pandas' own "empty" and "unreadable" are kinds of it
        raise DataError("analysis.results_unreadable", file=EFFECTS) from None
    if not set(COLUMNS) <= set(table.columns):
        raise DataError("analysis.results_unreadable", file=EFFECTS)
    rows: list[dict[str, object]] = table.to_dict("records")
    return rows


def _effect(analysis: Analysis, row: dict[str, object]) -> Effect:
    known = {name: value for name, value in row.items() if not pd.isna(value)}
    return Effect(
        id=analysis.id,
        label=analysis.label,
        rests_on=ALL[analysis.design].rests_on(analysis),
        detail={name: float(str(known[name])) for name in DETAILS if name in known},
        design=str(known["design"]),
        method=str(known["method"]),
        outcome=str(known["outcome"]),
        unit=str(known["unit"]),
        claim=str(known["claim"]),
        **_figures(known),
        level=float(str(known["level"])),
        estimand=analysis.estimand,
        measure=analysis.measure,
    )


def _figures(row: dict[str, object]) -> dict[str, Any]:
    """Return the figures of a row; None where it has none, as in all of a masked one."""
    numbers = {name: float(str(row[name])) for name in MAY_BE_MISSING if name in row}
    counts = {name: int(float(str(row[name]))) for name in COUNTS if name in row}
    return {**dict.fromkeys((*MAY_BE_MISSING, *COUNTS)), **numbers, **counts}
