"""What could mislead in a few cases and many conditions, said in plain words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.configurations.record import Answer, Sets, Solution
from workbench.analysis.configurations.truth import CLOSE, text
from workbench.base.findings import Finding
from workbench.base.words import Share

LOW_PRI = 0.5
LOW_CONSISTENCY = 0.8
LENIENT = 0.75
SHOWN = 5
"""So many of several models are named in a sentence; the object holds them all."""
MOST_UNSEEN = 0.5


@dataclass(frozen=True)
class Move:
    """One choice moved a little: which *column*'s anchors, or the inclusion where it is empty."""

    column: str
    to: float
    changes: bool
    new: Answer


def unseen(combinations: int, seen: int) -> dict[str, int]:
    """Return the holes of "23 of 32 combinations were never seen"."""
    return {"unseen": combinations - seen, "combinations": combinations}


def doubts(found: Answer, sets: Sets, left: Sequence[str], moves: Sequence[Move]) -> list[Finding]:
    """Return what was looked at, and what was seen."""
    return [
        *_of_size(found),
        *_of_cases(found, sets, left),
        *(_of_solutions(found, moves) if found.why is None else []),
    ]


def _of_size(found: Answer) -> Iterator[Finding]:
    k, n = len(found.asked.conditions), len(found.cases)
    holes = {"k": k, "n": n, **unseen(2**k, 2**k - found.remainders)}
    refused = found.why.holes if found.why else {"most": k}
    yield Finding(
        "qca.too_many_conditions", found.why is None, holes={**holes, "most": refused["most"]}
    )
    if found.why is not None:
        return
    yield Finding("qca.few_cases", n >= 2 ** (k - 1), "", "warning", holes)
    passed = found.remainders <= MOST_UNSEEN * 2**k
    yield Finding("qca.never_seen", passed, "", "warning", holes)


def _of_cases(found: Answer, sets: Sets, left: Sequence[str]) -> Iterator[Finding]:
    asked = found.asked
    yield _about("qca.left_out", left)
    fence = (np.abs(sets.x - 0.5) <= CLOSE).any(axis=1)
    yield _about("qca.on_the_fence", [sets.cases[i] for i in np.flatnonzero(fence)])
    same = [name for j, name in enumerate(asked.conditions) if np.ptp(sets.x[:, j]) == 0]
    yield _about("qca.constant_condition", same)
    against = [row for row in found.rows if row.contradictory]
    told = [f"{text(row.marks, asked.conditions)} ({', '.join(row.cases)})" for row in against]
    yield _about("qca.contradictory", told, joint=" · ")
    lenient = asked.inclusion < LENIENT
    yield Finding("qca.lenient", not lenient, "", "warning", {"inclusion": asked.inclusion})


def _of_solutions(found: Answer, moves: Sequence[Move]) -> Iterator[Finding]:
    positive = [row for row in found.rows if row.outcome]
    holes = {"outcome": found.asked.outcome, "inclusion": found.asked.inclusion}
    yield Finding("qca.no_path", bool(positive), "", "warning", holes)
    without = found.parsimonious is not None or not positive
    yield Finding("qca.nothing_without", without, "", "warning", holes)
    low = [text(row.marks, found.asked.conditions) for row in positive if row.pri < LOW_PRI]
    yield _about("qca.low_pri", low)
    yield from _of_models(found)
    rests = _rests_on_guesses(found)
    yield Finding("qca.rests_on_guesses", not rests, "", "warning", {"unseen": found.remainders})
    yield from _of_moves(moves)


def _of_models(found: Answer) -> Iterator[Finding]:
    both: list[Solution] = [one for one in (found.conservative, found.parsimonious) if one]
    least = min((one.consistency for one in both), default=1.0)
    weak = least < LOW_CONSISTENCY - CLOSE
    yield Finding("qca.low_consistency", not weak, "", "warning", {"share": Share(least)})
    many = [one for one in both if len(one.models) > 1]
    count = max((len(one.models) for one in both), default=0)
    told = " | ".join(many[0].models[:SHOWN]) if many else ""
    yield Finding("qca.several_models", not many, "", "warning", {"n": count, "models": told})
    cut = [one for one in both if not one.exhaustive]
    if cut:
        yield Finding("qca.not_all_models", False, "", "warning", {"n": len(cut[0].models)})


def _rests_on_guesses(found: Answer) -> bool:
    """Whether the simple formula says something that only combinations never seen allow."""
    one, other = found.conservative, found.parsimonious
    return bool(one and other and set(one.models) != set(other.models))


def _of_moves(moves: Sequence[Move]) -> Iterator[Finding]:
    inclusions = [move for move in moves if not move.column]
    changed = [move for move in inclusions if move.changes]
    told = " · ".join(f"{move.to:g}: {_formula(move.new)}" for move in changed)
    holes = {"told": told}
    yield Finding("qca.inclusion_moves", not changed, "", "warning", holes)
    anchored = [move for move in moves if move.column]
    moved = list(dict.fromkeys(move.column for move in anchored if move.changes))
    if anchored:
        yield Finding("qca.anchors_move", not moved, "", "warning", {"columns": ", ".join(moved)})


def _formula(found: Answer) -> str:
    return found.parsimonious.text if found.parsimonious else "–"


def _about(id: str, named: Sequence[str], joint: str = ", ") -> Finding:
    """Return a warning that names what it is about; passed where there is nothing to name."""
    holes = {"n": len(named), "named": joint.join(named)}
    return Finding(id, not named, "", "warning", holes)
