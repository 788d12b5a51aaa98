"""Which column answers which question: each match says why, and what is only near waits."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.base import words
from workbench.base.errors import RunError
from workbench.base.words import LANGS
from workbench.collection import Instrument, Plan, Question
from workbench.collection.record import column
from workbench.data.fold import fold
from workbench.data.record import ReceivedFile

Why = Literal["hand", "saved", "id", "label", "role", "near"]
"""By hand, as in an earlier file of the wave, by id, by label, by the words of a role; or near."""

ROLES: dict[str, tuple[str, ...]] = {
    "person": ("person", "personne", "identifiant", "id", "cle", "key", "code personne"),
    "cluster": ("cluster", "club", "structure", "site", "lieu", "antenne", "place"),
    "cohort": ("cohort", "cohorte", "promotion", "promo", "groupe"),
    "wave": ("wave", "vague", "moment"),
    "date": ("date", "jour", "day"),
    "outcome": ("outcome", "resultat"),
}
"""What a column may be, and the folded headings that say so."""

KEPT = ("cohort", "date", "wave")
"""The roles that a column may have without answering a question."""

NEAR = 72.0
"""From this likeness on (of 100) a heading is worth showing as a near match."""


@dataclass(frozen=True)
class Match:
    """One column and the question or role that it holds, why, and how alike (of 100) when near."""

    target: str
    column: str
    why: Why
    alike: float = 100.0


@dataclass(frozen=True)
class Matched:
    """What is matched, what is near and waits for a yes, and what two columns claim."""

    matches: tuple[Match, ...]
    near: tuple[Match, ...]
    claimed: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Known:
    """What the columns are matched against: the questions of a wave, the roles, earlier files."""

    instrument: Instrument
    plan: Plan | None
    wave: str
    saved: Sequence[ReceivedFile] = ()

    def questions(self) -> dict[str, Question]:
        """Return the questions that are asked at the wave, by id."""
        asked = [q for q in self.instrument.questions if self.wave in q.waves]
        return {question.id: question for question in asked}

    def question_of(self, role: str) -> str | None:
        """Return the question that holds a role at the wave; None where none, or several, do."""
        asked = self.questions()
        if role in ("person", "cluster"):
            found = [id for id, question in asked.items() if question.role == role]
        elif role == "date":
            found = [i for i, q in asked.items() if q.type == "date" and q.waves == (self.wave,)]
        elif role == "outcome" and self.plan:
            outcomes = {analysis.outcome for analysis in self.plan.analyses}
            made = {d.source for d in self.instrument.derived if d.id in outcomes}
            found = [i for i, q in asked.items() if i in made or column(q, self.wave) in outcomes]
        else:
            found = []
        return found[0] if len(found) == 1 else None


def mapped(headings: Sequence[str], known: Known, by_hand: Mapping[str, str]) -> Matched:
    """Match the *headings* of a file: by hand, as saved, by id, by label, by the words of a role.

    Each way only takes questions and columns that the ways before it left. What two columns, or two
    questions, claim is not decided here. Near matches are shown and never applied. Raises RunError
    when what was said by hand cannot be.
    """
    matches = [_hand(target, heading, headings, known) for target, heading in by_hand.items()]
    claimed: dict[str, tuple[str, ...]] = {}
    ways: tuple[tuple[Why, dict[str, set[str]]], ...] = (
        ("saved", _saved(known)),
        ("id", _ids(known)),
        ("label", _labels(known)),
        ("role", _roles(known)),
    )
    for why, names in ways:
        taken = {match.target for match in matches} | set(claimed)
        used = {match.column for match in matches} | {c for fit in claimed.values() for c in fit}
        free = [heading for heading in headings if heading not in used]
        fits = {t: _fits(free, said, why) for t, said in names.items() if t not in taken}
        wanted = [heading for fit in fits.values() for heading in fit]
        for target, fit in fits.items():
            if len(fit) == 1 and wanted.count(fit[0]) == 1:
                matches.append(Match(target, fit[0], why))
            elif fit:
                claimed[target] = tuple(fit)
    return Matched(tuple(matches), _near(headings, matches, known), claimed)


def _fits(free: Sequence[str], said: set[str], why: Why) -> list[str]:
    """Return the headings that say one of the names; an id may stand after its group's name."""
    exact = [heading for heading in free if why == "saved" and heading in said]
    if exact or why == "saved":
        return exact
    fit = [heading for heading in free if fold(heading) in said]
    if fit or why != "id":
        return fit
    return [heading for heading in free if fold(re.split(r"[/.:-]", heading)[-1]) in said]


def _hand(target: str, heading: str, headings: Sequence[str], known: Known) -> Match:
    """Return what was said by hand, with a role put into the question that holds it."""
    if heading not in headings:
        hint = words.hint(heading, headings)
        raise RunError("importing.unknown_heading", column=heading, hint=hint)
    if target in known.questions():
        return Match(target, heading, "hand")
    if target not in ROLES:
        hint = words.hint(target, [*known.questions(), *ROLES])
        raise RunError("importing.unknown_target", name=target, wave=known.wave, hint=hint)
    question = known.question_of(target)
    if question is None and target not in KEPT:
        raise RunError("importing.role_unplaced", role=target, wave=known.wave)
    return Match(question or target, heading, "hand")


def _saved(known: Known) -> dict[str, set[str]]:
    """Return the headings of earlier files of the wave, as they stand in ``received.yml``."""
    names: dict[str, set[str]] = {}
    for file in known.saved:
        for target, heading in (*file.columns.items(), *file.roles.items()):
            names.setdefault(target, set()).add(heading)
    return names


def _ids(known: Known) -> dict[str, set[str]]:
    return {id: {fold(id)} for id in known.questions()}


def _labels(known: Known) -> dict[str, set[str]]:
    asked = known.questions().items()
    return {id: {fold(question.label.say(lang)) for lang in LANGS} for id, question in asked}


def _roles(known: Known) -> dict[str, set[str]]:
    names: dict[str, set[str]] = {}
    for role, said in ROLES.items():
        question = known.question_of(role)
        if question or role in KEPT:
            names.setdefault(question or role, set()).update(said)
    return names


def _near(headings: Sequence[str], matches: Sequence[Match], known: Known) -> tuple[Match, ...]:
    """Return the nearest question for each heading that nothing claims, best first."""
    from rapidfuzz.fuzz import WRatio  # compiled: loaded where a file is taken in only

    used, taken = {m.column for m in matches}, {m.target for m in matches}
    free = {h: fold(h) for h in headings if h not in used and fold(h)}
    names = {
        id: _ids(known)[id] | _labels(known)[id] for id in known.questions() if id not in taken
    }
    pairs = [
        Match(id, heading, "near", round(max(WRatio(text, name) for name in said), 1))
        for heading, text in free.items()
        for id, said in names.items()
    ]
    found: list[Match] = []
    for pair in sorted(pairs, key=lambda pair: -pair.alike):
        fresh = pair.column not in {m.column for m in found}
        if pair.alike >= NEAR and fresh and pair.target not in {m.target for m in found}:
            found.append(pair)
    return tuple(found)
