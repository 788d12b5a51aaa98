"""Reading back the effects that an earlier step left, so that a report needs no second estimate."""

import csv
import io
import json
from pathlib import Path
from typing import Any

from workbench.analysis.designs import ALL
from workbench.analysis.effect import COLUMNS, Contrast, Effect
from workbench.analysis.estimate import EFFECTS
from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.collection import Analysis, Plan

MAY_BE_MISSING = (
    "estimate", "std_error", "df", "ci_low", "ci_high", "p_value", "wild_p_value", "p_holm", "p_bh",
    "p_romano_wolf",
)  # fmt: skip
COUNTS = ("n", "n_left_out", "n_clusters", "family_size")
OF_A_CONTRAST = (
    "estimate", "std_error", "df", "ci_low", "ci_high", "p_value", "p_holm", "p_bh",
)  # fmt: skip
DETAILS = COLUMNS[COLUMNS.index("claim") + 1 : COLUMNS.index("references")]
ADDED = (
    "estimand", "measure", "value", "reference", "wild_p_value", "family", "family_size", "p_holm",
    "p_bh", "p_romano_wolf", "n_treated", "n_control", "standardised", "lot_p_value", "references",
    "defaults", "notes",
)  # fmt: skip
"""Columns that results made by an older version do not have."""

Row = dict[str, str]


def kept(dossier: Dossier) -> list[Effect]:
    """Return the effects of ``results/effects.csv``, with the labels of the plan.

    Each is as the analysis left it, with its contrasts and what was corrected; of the numbers that
    only some designs have, those of COLUMNS. Raises DataError when the analysis step has not been
    done, when its plan has changed since, or when the file cannot be read.
    """
    path = dossier.path(EFFECTS)
    if not path.is_file():
        raise DataError("analysis.no_results", name=dossier.name)
    effects = _by_effect(_rows(path))
    plan = dossier.read(Plan)
    planned = [(analysis.id, analysis.design, analysis.outcome) for analysis in plan.analyses]
    if [(rows[0]["id"], rows[0]["design"], rows[0]["outcome"]) for rows in effects] != planned:
        raise DataError("analysis.plan_changed", file=EFFECTS)
    try:
        return [_effect(a, *rows) for a, rows in zip(plan.analyses, effects, strict=True)]
    except (KeyError, ValueError):  # a blank or a word where a number must be
        raise DataError("analysis.results_unreadable", file=EFFECTS) from None


def _rows(path: Path) -> list[Row]:
    try:
        reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
        rows, columns = list(reader), set(reader.fieldnames or ())
    except (UnicodeDecodeError, csv.Error):
        raise DataError("analysis.results_unreadable", file=EFFECTS) from None
    if not set(COLUMNS) - set(ADDED) <= columns:
        raise DataError("analysis.results_unreadable", file=EFFECTS)
    return rows


def _by_effect(rows: list[Row]) -> list[list[Row]]:
    """Put the rows of contrasts, those that name a value, behind the row of their effect."""
    found: list[list[Row]] = []
    for row in rows:
        if row.get("value") and found and found[-1][0]["id"] == row["id"]:
            found[-1].append(row)
        else:
            found.append([row])
    return found


def _effect(analysis: Analysis, row: Row, *contrasts: Row) -> Effect:
    known = {name: value for name, value in row.items() if value not in (None, "")}
    return Effect(
        id=analysis.id,
        label=analysis.label,
        rests_on=ALL[analysis.design].rests_on(analysis),
        detail={name: float(known[name]) for name in DETAILS if name in known},
        design=known["design"],
        method=known["method"],
        outcome=known["outcome"],
        unit=known["unit"],
        claim=known["claim"],
        **_figures(known, MAY_BE_MISSING, COUNTS),
        level=float(known["level"]),
        estimand=known.get("estimand", None if "estimand" in row else analysis.estimand),
        measure=known.get("measure", analysis.measure),
        family=known.get("family"),
        contrasts=tuple(_contrast(part) for part in contrasts),
        references=json.loads(known.get("references", "{}")),
        defaults=tuple(known.get("defaults", "").split()),
        notes=tuple(known.get("notes", "").split()),
    )


def _contrast(row: Row) -> Contrast:
    known = {name: value for name, value in row.items() if value not in (None, "")}
    said = (known["value"], known.get("reference", ""))
    return Contrast(*said, **_figures(known, OF_A_CONTRAST, ("n",)))


def _figures(row: Row, numbers: tuple[str, ...], counts: tuple[str, ...]) -> dict[str, Any]:
    """Return the figures of a row; None where it has none, as in all of a masked one."""
    found = {name: float(row[name]) for name in numbers if name in row}
    whole = {name: int(float(row[name])) for name in counts if name in row}
    return {**dict.fromkeys((*numbers, *counts)), **found, **whole}
