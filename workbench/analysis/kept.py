"""Reading back the effects that an earlier step left, so that a report needs no second estimate."""

import pandas as pd

from workbench.analysis.designs import ALL
from workbench.analysis.effect import COLUMNS, Effect
from workbench.analysis.estimate import EFFECTS
from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.collection import Analysis, Plan

MAY_BE_MISSING = ("std_error", "df", "ci_low", "ci_high", "p_value")
DETAILS = COLUMNS[COLUMNS.index("claim") + 1 :]


def kept(dossier: Dossier) -> list[Effect]:
    """Return the effects of ``results/effects.csv``, with the labels of the plan.

    Raises DataError when the analysis step has not been done, or its plan has changed since.
    """
    path = dossier.path(EFFECTS)
    if not path.is_file():
        raise DataError("analysis.no_results", name=dossier.name)
    rows = {str(row["id"]): row for row in pd.read_csv(path).to_dict("records")}
    plan = dossier.read(Plan)
    planned = [(analysis.id, analysis.design, analysis.outcome) for analysis in plan.analyses]
    if [(id, row["design"], row["outcome"]) for id, row in rows.items()] != planned:
        raise DataError("analysis.plan_changed", file=EFFECTS)
    return [_effect(analysis, rows[analysis.id]) for analysis in plan.analyses]


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
        n=int(str(known["n"])),
        n_left_out=int(str(known["n_left_out"])),
        n_clusters=int(float(str(known["n_clusters"]))) if "n_clusters" in known else None,
        **{name: _number(known, name) for name in MAY_BE_MISSING},
        estimate=float(str(known["estimate"])),
        level=float(str(known["level"])),
    )


def _number(row: dict[str, object], name: str) -> float | None:
    return float(str(row[name])) if name in row else None
