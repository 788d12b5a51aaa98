"""What a dossier already says to the method chooser."""

import pandas as pd

from workbench.analysis.chooser import Answers
from workbench.base.dossier import Dossier
from workbench.base.remembered import remembered
from workbench.collection import Instrument, Plan, instrument_of
from workbench.data import CLEAN, load
from workbench.evaluation import Evaluation

KINDS = ("descriptive", "change", "causal")


def answers_from(dossier: Dossier) -> Answers:
    """Return the answers of a dossier as far as its files say: the rest is None.

    Read are the evaluation (the most demanding question), the instrument (waves), the plan
    (groups, lot, threshold, starts) and, once there, the clean table: people, clubs by group, and
    how many outcomes are missing, but no outcome's value.
    """
    evaluation, plan = dossier.read_if_there(Evaluation), dossier.read_if_there(Plan)
    instrument = instrument_of(dossier) if dossier.has(Instrument.FILE) else None
    kinds = [KINDS.index(q.kind) for q in evaluation.questions] if evaluation else []
    said: dict[str, object] = {"question": KINDS[max(kinds)]} if kinds else {}
    if instrument is not None:
        again = [q for q in instrument.questions if q.role == "answer" and len(q.waves) > 1]
        said |= {"moments": len(instrument.waves), "before": bool(again)}
    if plan is not None:
        said |= _planned(plan)
    if plan is not None and dossier.has(CLEAN):
        said |= _counted(plan, load(dossier))
    return Answers(**said)  # type: ignore[arg-type]  # each key is the name of an answer


def _planned(plan: Plan) -> dict[str, object]:
    analyses = plan.analyses
    return {
        "comparison": any(a.treatment or a.first or a.instrument for a in analyses),
        "lot": any(a.randomised for a in analyses),
        "threshold": any(a.running is not None for a in analyses),
        "staggered": any(a.first is not None for a in analyses),
        **({"before": True} if any(a.before for a in analyses) else {}),
    }


@remembered
def _counted(plan: Plan, table: pd.DataFrame) -> dict[str, object]:
    there = [a for a in plan.analyses if a.outcome in table]
    said: dict[str, object] = {"people": len(table)}
    if there and len(table):
        said["missing"] = max(float(table[a.outcome].isna().mean()) for a in there)
    clubs = next((a.cluster for a in there if a.cluster in table), None)
    arm = next((a.treatment for a in there if a.treatment in table), None)
    if clubs is None:
        return {**said, "clubs_with": 0, "clubs_without": 0}
    if arm is None:
        return {**said, "clubs_with": int(table[clubs].nunique()), "clubs_without": 0}
    treated = pd.to_numeric(table[arm], errors="coerce")
    counts = {side: int(table.loc[treated == side, clubs].nunique()) for side in (1, 0)}
    return {**said, "clubs_with": counts[1], "clubs_without": counts[0]}
