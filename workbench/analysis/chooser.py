"""The method chooser: what the data can bear, the design that fits, or what is missing for one."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Literal

from workbench.analysis.claims import LEVELS, claim, weakest
from workbench.analysis.ladder import NAMES
from workbench.base.errors import DataError
from workbench.base.words import Phrase, Share, say

QUESTIONS = {
    "question": "chooser.ask.question",
    "lot": "chooser.ask.lot",
    "comparison": "chooser.ask.comparison",
    "before": "chooser.ask.before",
    "clubs_with": "chooser.ask.clubs_with",
    "clubs_without": "chooser.ask.clubs_without",
    "moments": "chooser.ask.moments",
    "staggered": "chooser.ask.staggered",
    "threshold": "chooser.ask.threshold",
    "people": "chooser.ask.people",
    "missing": "chooser.ask.missing",
}
"""What is asked, by the name of the answer."""
WHY = {
    "progress": "chooser.why.progress",
    "before_after": "chooser.why.before_after",
    "comparison": "chooser.why.comparison",
    "weighting": "chooser.why.weighting",
    "difference_in_differences": "chooser.why.difference_in_differences",
    "staggered": "chooser.why.staggered",
    "discontinuity": "chooser.why.discontinuity",
    "interrupted_series": "chooser.why.interrupted_series",
}
"""Why a design is proposed."""
FEW_PEOPLE, FEW_CLUBS, NEAR_THRESHOLD, TO_WEIGH = 30, 4, 200, 100
LONG = 16
"""Moments of a series that may be interrupted: eight before, eight after."""
MANY_MISSING, MOST_MISSING = 0.2, 0.5


@dataclass(frozen=True)
class Answers:
    """What is known of the data; None where nobody knows yet, which counts as no.

    *question* is what is to be answered. *lot*: a lot decided who takes part; *comparison*: others
    are measured too; *before*: the outcome was measured at entry as well. *clubs_with* and
    *clubs_without* count the clubs of each group (0 where there are no clubs). *moments* counts the
    times at which the outcome is measured. *staggered*: clubs began at different dates;
    *threshold*: a score decided who was taken in. *missing* is the share of outcomes not known.
    """

    question: Literal["descriptive", "change", "causal"] | None = None
    lot: bool | None = None
    comparison: bool | None = None
    before: bool | None = None
    clubs_with: int | None = None
    clubs_without: int | None = None
    moments: int | None = None
    staggered: bool | None = None
    threshold: bool | None = None
    people: int | None = None
    missing: float | None = None

    @property
    def open(self) -> tuple[str, ...]:
        """The names of the questions that have no answer yet."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name) is None)


@dataclass(frozen=True)
class Advice:
    """The design that fits, or None where nothing can be identified yet.

    *why* and *needs* are phrases, *level* the step of the ladder that it could reach when its
    checks pass, *meanwhile* the design that describes until what is needed is there, *open* the
    questions without an answer.
    """

    design: str | None
    why: tuple[Phrase, ...]
    needs: tuple[Phrase, ...]
    level: str
    meanwhile: str | None = None
    open: tuple[str, ...] = ()

    def say(self, lang: str, /) -> str:
        """Return the advice in plain words, a sentence a line."""
        level = say("chooser.level", lang, level=say(NAMES[self.level], lang))
        questions = " ".join(say(QUESTIONS[name], lang) for name in self.open)
        asked = [Phrase("chooser.open", {"questions": questions})]
        lines = [*self.why, *self.needs, *(asked if self.open else [])]
        return "\n".join([*(line.say(lang) for line in lines), level])


def choose(answers: Answers) -> Advice:
    """Return the strongest design that the answers bear, in plain words, or a refusal.

    Nothing is read but the answers: the same answers give the same advice. Raises DataError for
    counts below 0, and for a missing share outside 0 to 1.

    >>> choose(Answers(question="causal", lot=True, comparison=True, people=400)).level
    'caused'
    >>> choose(Answers(question="causal", comparison=False, before=True, people=400)).design
    """
    _sound(answers)
    design = _design(answers)
    meanwhile = None if design else "before_after" if answers.before else "progress"
    found = design or meanwhile or "progress"
    level = level_of(answers, found)
    why = [Phrase(WHY[found])] if design else [Phrase("chooser.refused"), Phrase(WHY[found])]
    needs = () if design else tuple(_needs(answers))
    said = (*_words_first(answers), *why, *limits(answers, found))
    return Advice(design, said, needs, level, meanwhile, answers.open)


def level_of(answers: Answers, design: str) -> str:
    """Return the step of the ladder that a design could reach at best with these answers.

    >>> level_of(Answers(people=400), "before_after"), level_of(Answers(people=12), "before_after")
    ('evolved', 'described')
    """
    level = claim(design, carries=True, randomised=bool(answers.lot))
    return weakest(level, *(cap for cap, _ in _limits(answers, design)))


def limits(answers: Answers, design: str) -> list[Phrase]:
    """Return why a design could not climb as high as it might."""
    return [phrase for _, phrase in _limits(answers, design)]


def _design(a: Answers) -> str | None:
    """Return the first design that fits, from the strongest; None where a cause is asked for."""
    if (a.missing or 0) > MOST_MISSING and a.question == "causal":
        return None
    if a.question == "descriptive":
        return "progress"
    if a.people is not None and a.people < FEW_PEOPLE:
        return None if a.question == "causal" else "before_after" if a.before else "progress"
    if a.question == "change" and not a.comparison:
        return "before_after" if a.before else None
    if a.lot and a.comparison:
        return "comparison"
    return _without_a_lot(a)


def _without_a_lot(a: Answers) -> str | None:
    moments, people = a.moments or 0, a.people or 0
    if a.threshold and people >= NEAR_THRESHOLD:
        return "discontinuity"
    if a.comparison and a.staggered and moments >= 3:
        return "staggered"
    if a.comparison and a.before and moments >= 3:
        return "difference_in_differences"
    if a.comparison and a.before and people >= TO_WEIGH:
        return "weighting"
    if a.comparison:
        return "comparison"
    return "interrupted_series" if moments >= LONG else None


def _limits(a: Answers, design: str) -> Iterator[tuple[str, Phrase]]:
    """Yield what holds the claim back: the highest step that is left, and why."""
    fewest = min((n for n in (a.clubs_with, a.clubs_without) if n), default=FEW_CLUBS)
    grouped = design not in ("progress", "before_after", "interrupted_series")
    if grouped and fewest < FEW_CLUBS:
        yield LEVELS[0], Phrase("chooser.few_clubs", {"n": fewest})
    if a.people is not None and a.people < FEW_PEOPLE:
        yield LEVELS[0], Phrase("chooser.few_people", {"n": a.people})
    missing = a.missing or 0.0
    if missing > MOST_MISSING:
        yield LEVELS[0], Phrase("chooser.most_missing", {"share": Share(missing)})
    elif missing > MANY_MISSING:
        yield "associated", Phrase("chooser.many_missing", {"share": Share(missing)})


def _needs(a: Answers) -> Iterator[Phrase]:
    """Yield what would make an answer possible."""
    if (a.missing or 0) > MOST_MISSING:
        yield Phrase("chooser.need.answers")
    if a.people is not None and a.people < FEW_PEOPLE:
        yield Phrase("chooser.need.people", {"n": FEW_PEOPLE})
    if not a.before:
        yield Phrase("chooser.need.before")
    if not a.comparison and a.question != "change":
        yield Phrase("chooser.need.comparison", {"clubs": FEW_CLUBS})
        yield Phrase("chooser.need.series", {"moments": LONG})


def _words_first(a: Answers) -> Iterator[Phrase]:
    """Yield where few people are led first: to what they tell, which needs no large number."""
    if a.people is not None and a.people < FEW_PEOPLE:
        yield Phrase("claims.chooser.few")


def _sound(a: Answers) -> None:
    counts = (a.clubs_with, a.clubs_without, a.moments, a.people)
    wrong = any(n is not None and n < 0 for n in counts)
    if wrong or not 0 <= (a.missing or 0.0) <= 1:
        raise DataError("chooser.impossible")
