"""The dates of a column once more: days that do not exist, and times of day."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from workbench.base.findings import Finding
from workbench.data.reading.census import Census
from workbench.data.reading.convert import values
from workbench.data.reading.plan import Plan

if TYPE_CHECKING:
    from workbench.data.reading.cells import Cells


def checked(cells: "Cells", census: Census, plan: Plan) -> tuple[Plan, int, list[Finding]]:
    """Return the plan, how many answers do not fit it, and the days that do not exist.

    The plan of a date says whether any has a time of day.
    """
    if plan.is_text or plan.type == "boolean":
        return plan, 0, []
    if plan.type != "date":
        wrong = sum(seen.n for kind, seen in census.seen.items() if kind not in plan.accepted)
        return plan, wrong, []
    clock, gone, example = False, 0, ("", 0)
    for batch in cells.distinct(census.name):
        found = values(batch["value"].combine_chunks(), plan)
        moments = found.to_numpy(zero_copy_only=False)
        there = ~np.isnat(moments)
        clock |= bool((moments[there] != moments[there].astype("datetime64[D]")).any())
        n, lines = batch["n"].to_numpy(), batch["line"].to_numpy()
        gone += int(n[~there].sum())
        example = _impossible(batch["value"].to_pylist(), lines, ~there, example)
    gone -= census.blank + sum(census.codes.values())
    misfits = sum(seen.n for kind, seen in census.seen.items() if kind not in plan.accepted)
    plan = replace(plan, clock=clock)
    if gone == misfits:
        return plan, gone, []
    holes = {"n": gone - misfits, "value": example[0], "line": str(example[1])}
    return plan, gone, [Finding("reading.impossible_date", False, census.name, "warning", holes)]


def _impossible(
    texts: list[str], lines: np.ndarray, gone: np.ndarray, known: tuple[str, int]
) -> tuple[str, int]:
    """Return the first text with digits that gave no date."""
    places = [int(p) for p in np.flatnonzero(gone) if any(c.isdigit() for c in texts[p])]
    every = [(texts[place].strip(), int(lines[place])) for place in places]
    return min([*([known] if known[1] else []), *every], key=lambda e: e[1], default=known)
