"""The score of one person on one scale, or the reason why there is none."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import floor

from workbench.base import places, words
from workbench.base.errors import DataError
from workbench.base.records import Text
from workbench.base.words import Phrase
from workbench.indicators.scales import Scale

Answers = Mapping[str, float | None]

MET = {"walking": 3.3, "moderate": 4.0, "vigorous": 8.0}
"""Energy of a minute of activity, in multiples of rest (IPAQ protocol of 2005)."""

LONGEST_DAY, LONGEST_KIND = 960, 180
"""Minutes a day: above the first IPAQ answers are not believed, above the second they are cut."""


@dataclass(frozen=True)
class Score:
    """A value, or None with the reason."""

    value: float | None
    why_not: Phrase | None = None


def score(scale: Scale, answers: Answers, subscale: str | None = None) -> Score:
    """Return the score of these *answers*: numbers by question, None where there is no answer.

    An answer outside the scale gives no score; a question that the scale does not have raises
    DataError. Missing answers follow the rule of the scale.
    """
    for id in answers:
        if id not in scale.ids:
            raise DataError("scales.not_its_question", id=id, hint=words.hint(id, scale.ids))
    if scale.formula == "none":
        return Score(None, Phrase("scales.not_scored", {"id": scale.id}))
    if scale.formula == "ipaq":
        return _ipaq(answers)
    asked = _asked(scale, subscale)
    wrong = next((id for id in asked if not _fits(scale, answers.get(id))), None)
    if wrong:
        holes = {"id": wrong, "value": str(answers[wrong])}
        return Score(None, Phrase("scales.out_of_range", holes))
    given = {id: _turned(scale, id, answers[id]) for id in asked if answers.get(id) is not None}
    missing = len(asked) - len(given)
    if missing and (scale.missing == "complete" or missing * 2 > len(asked)):
        return Score(None, Phrase("scales.not_all_answered", {"n": missing}))
    return Score(_value(scale, asked, given))


def signals(scale: Scale, value: float) -> tuple[Text, ...]:
    """Return what the published thresholds call this score; a signal is not a diagnosis."""
    return tuple(
        cutoff.label
        for cutoff in scale.cutoffs
        if (value >= cutoff.value if cutoff.rule == "at_least" else value <= cutoff.value)
    )


def activity_class(answers: Answers) -> str | None:
    """Return ``low``, ``moderate`` or ``high`` activity by the IPAQ protocol; None without score.

    Source: guidelines for data processing of the IPAQ, November 2005.
    """
    if _ipaq(answers).value is None:
        return None
    week = _week(answers)
    energy = sum(_energy(kind, days, minutes) for kind, (days, minutes) in week.items())
    days = min(7, sum(days for days, _ in week.values()))
    vigorous_days, vigorous_minutes = week["vigorous"]
    vigorous = _energy("vigorous", vigorous_days, vigorous_minutes)
    lighter = sum(week[kind][0] for kind in ("moderate", "walking") if week[kind][1] >= 30)
    if (vigorous_days >= 3 and vigorous >= 1500) or (days >= 7 and energy >= 3000):
        return "high"
    enough = vigorous_days >= 3 and vigorous_minutes >= 20
    return "moderate" if enough or lighter >= 5 or (days >= 5 and energy >= 600) else "low"


def _asked(scale: Scale, subscale: str | None) -> Sequence[str]:
    if subscale is None:
        return scale.ids
    parts = {part.id: part.items for part in scale.subscales}
    if subscale not in parts:
        raise DataError("scales.not_its_part", id=subscale, hint=words.hint(subscale, parts))
    return parts[subscale]


def _fits(scale: Scale, answer: float | None) -> bool:
    if answer is None or scale.answers is None:
        return True
    return scale.answers.low <= answer <= scale.answers.high and answer == floor(answer)


def _turned(scale: Scale, id: str, answer: float | None) -> float:
    """Return an answer turned round where the question is worded the other way."""
    value = float(answer or 0)
    if id in scale.reverse and scale.answers:
        return scale.answers.low + scale.answers.high - value
    return value


def _value(scale: Scale, asked: Sequence[str], given: Mapping[str, float]) -> float:
    mean = sum(given.values()) / len(given)
    match scale.formula:
        case "mean":
            return mean * scale.multiply
        case "converted_sum":
            return lookup(scale)[str(int(sum(given.values())))]
        case "weights":
            weights = lookup(scale)
            total = sum(weights[id] * answer for id, answer in given.items())
            return round(weights["constant"] + total, 2)
        case _:
            return mean * len(asked) * scale.multiply


@cache
def _table(file: str) -> dict[str, float]:
    path = places.datasets() / "scales" / file
    with path.open(encoding="utf-8", newline="") as rows:
        return {row["key"]: float(row["value"]) for row in csv.DictReader(rows)}


def lookup(scale: Scale) -> dict[str, float]:
    """Return the table of a scale: its weights by question, or what replaces each sum."""
    return _table(scale.lookup) if scale.lookup else {}


def _ipaq(answers: Answers) -> Score:
    """Return the MET-minutes of a week; no score without all three kinds, or beyond 16 hours."""
    unsaid = [kind for kind in MET if answers.get(f"{kind}_days") is None]
    unsaid += [
        kind
        for kind in MET
        if answers.get(f"{kind}_days") and answers.get(f"{kind}_minutes") is None
    ]
    if unsaid:
        return Score(None, Phrase("scales.not_all_answered", {"n": len(unsaid)}))
    for kind in MET:
        days, minutes = answers[f"{kind}_days"] or 0, answers.get(f"{kind}_minutes") or 0
        if not (0 <= days <= 7 and days == floor(days) and minutes >= 0):
            holes = {"id": kind, "value": f"{days:g} × {minutes:g}"}
            return Score(None, Phrase("scales.out_of_range", holes))
    if sum(answers.get(f"{kind}_minutes") or 0 for kind in MET) > LONGEST_DAY:
        return Score(None, Phrase("scales.too_long_a_day"))
    week = _week(answers).items()
    return Score(round(sum(_energy(kind, days, minutes) for kind, (days, minutes) in week), 1))


def _week(answers: Answers) -> dict[str, tuple[float, float]]:
    """Return the days and the minutes a day of each kind of activity, long days cut."""
    return {
        kind: (
            answers.get(f"{kind}_days") or 0,
            min(LONGEST_KIND, answers.get(f"{kind}_minutes") or 0),
        )
        for kind in MET
    }


def _energy(kind: str, days: float, minutes: float) -> float:
    return MET[kind] * minutes * days
