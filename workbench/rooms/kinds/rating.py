"""A subject judged by items, 0 to 3: each score with its evidence, and how sure that is."""

from collections.abc import Sequence
from typing import Any

from workbench.base.errors import RunError
from workbench.rooms.given import Given
from workbench.rooms.kinds.typed import PARAGRAPH, parts, typed
from workbench.rooms.record import Activity

SCORES = (0, 1, 2, 3)
NOT_KNOWN = "na"
CONFIDENCE = ("declared", "documented", "verified")
_AS_TYPED: dict[object, int | str] = {str(score): score for score in SCORES} | {NOT_KNOWN: "na"}


def check(activity: Activity, value: object) -> dict[str, Any]:
    """Return `{"score", "evidence", "confidence"}`: 0 to 3 or "na", a text, and how sure it is.

    What is said to be documented or verified says by what. Raises RunError otherwise.
    """
    given = parts(value, ("score", "evidence", "confidence"))
    score = _AS_TYPED.get(str(given.get("score")))
    if score is None or isinstance(given["score"], bool):
        raise RunError("room.wrong_score")
    confidence = given.get("confidence") or CONFIDENCE[0]
    if confidence not in CONFIDENCE:
        raise RunError("room.wrong_confidence", allowed=", ".join(CONFIDENCE))
    evidence = typed(given.get("evidence") or "", PARAGRAPH)
    if confidence != CONFIDENCE[0] and not evidence:
        raise RunError("room.evidence_missing")
    return {"score": score, "evidence": evidence, "confidence": confidence}


def cell(activity: Activity, given: Sequence[Given]) -> dict[str, Any]:
    """Return how often each score was given, the lowest and the highest, and on what they rest.

    `{"counts": {"0": n, …, "na": n}, "low", "high", "confidence": {…}, "evidence": [{"score",
    "confidence", "text", "group"}]}`. No mean: scores on steps have none. "na" is neither low nor
    high.
    """
    values = [one.value for one in given]
    scores = [value["score"] for value in values]
    known = [score for score in scores if score != NOT_KNOWN]
    sure = [value["confidence"] for value in values]
    ordered = sorted(given, key=lambda one: (one.at, one.id))
    return {
        "counts": {str(score): scores.count(score) for score in (*SCORES, NOT_KNOWN)},
        "low": min(known, default=None), "high": max(known, default=None),
        "confidence": {name: sure.count(name) for name in CONFIDENCE},
        "evidence": [
            {"score": one.value["score"], "confidence": one.value["confidence"],
             "text": one.value["evidence"], "group": one.group}
            for one in ordered if one.value["evidence"]
        ],
    }  # fmt: skip
