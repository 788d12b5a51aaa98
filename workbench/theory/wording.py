"""Whether the boxes of a theory are written so that everybody reads the same change in them."""

from collections.abc import Iterator
from functools import cache
from typing import ClassVar

from workbench.base import places, words
from workbench.base.findings import Finding
from workbench.base.records import FileRecord, Text, read_record
from workbench.evaluation import Evaluation
from workbench.theory.record import Theory

PLACED = ("activity", "output", "outcome", "impact")
"""The kinds of node that stand in a sphere: what is done, and what should come of it."""


class ActivityWords(FileRecord):
    """The words with which people begin a label when they mean what they do, not what changes."""

    FILE: ClassVar[str] = "vocabulary/activity_words.yml"

    source: str
    licence: str
    fr: tuple[str, ...]
    en: tuple[str, ...]


@cache
def activity_words() -> ActivityWords:
    """Return the list of the workbench."""
    return read_record(ActivityWords, places.datasets() / ActivityWords.FILE)


def outcomes_are_changes(theory: Theory) -> Iterator[Finding]:
    """An outcome says what somebody gains, does or is from then on, not what the team does."""
    for node in theory.of_type("outcome"):
        word = _activity_word(node.label)
        holes = {"label": node.label, "word": word}
        yield Finding("theory.not_a_change", not word, node.id, "warning", holes)


def outcomes_have_a_level(theory: Theory) -> Iterator[Finding]:
    """An outcome says where it is to be seen: people, professionals, structure, partners, place."""
    for node in theory.of_type("outcome"):
        passed = node.level is not None
        yield Finding("theory.no_level", passed, node.id, "note", {"label": node.label})


def spheres_are_set(theory: Theory) -> Iterator[Finding]:
    """What is done and what should change stands in a sphere: control, influence or interest."""
    missing = [node.id for node in theory.of_type(*PLACED) if node.sphere is None]
    holes = {"ids": ", ".join(missing)}
    yield Finding("theory.no_sphere", not missing, Theory.FILE, "note", holes)


def stakeholders_are_known(theory: Theory, evaluation: Evaluation) -> Iterator[Finding]:
    """Whoever a box is about is one of the stakeholders."""
    known = {stakeholder.id for stakeholder in evaluation.stakeholders}
    for node in theory.nodes:
        if node.who:
            holes = {"name": node.who, "hint": words.hint(node.who, known)}
            yield Finding("theory.unknown_who", node.who in known, node.id, "warning", holes)


def _activity_word(label: Text) -> str:
    """Return the word that makes a label an activity; nothing where it is written as a change."""
    for lang in words.LANGS:
        told = (getattr(label, lang) or label.any or "").casefold().split()
        listed: tuple[str, ...] = getattr(activity_words(), lang)
        first = told[0].strip(",;:.") if told else ""
        if first in listed or first.isdecimal():
            return first
    return ""


EVERY = (outcomes_are_changes, outcomes_have_a_level, spheres_are_set)
