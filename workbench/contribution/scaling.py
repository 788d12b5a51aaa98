"""Under what conditions an action may be spread elsewhere, and what shows that each one holds."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from workbench.base.findings import Finding
from workbench.base.records import FileRecord, Record, Text
from workbench.base.words import Phrase, apart, hint, say
from workbench.contribution.record import Arrow, Evidence
from workbench.theory import Theory

STATE_NAMES = {
    "held": "scaling.state.held",
    "partly": "scaling.state.partly",
    "not_held": "scaling.state.not_held",
    "unknown": "scaling.state.unknown",
}


class Condition(Record):
    """One thing that must be true elsewhere too, and *look*: how a new place finds out beforehand.

    *links* are those of the theory that would break without it. *state* says whether it held where
    the action was carried out: that takes *evidence*.
    """

    id: str = Field(min_length=1)
    text: Text
    links: tuple[Arrow, ...] = ()
    state: Literal["held", "partly", "not_held", "unknown"] = "unknown"
    evidence: tuple[Evidence, ...] = ()
    look: Text | None = None


class Scaling(FileRecord):
    """The conditions of success when an action is spread."""

    FILE: ClassVar[str] = "scaling.yml"

    conditions: tuple[Condition, ...]


def table(scaling: Scaling, theory: Theory | None, lang: str) -> list[dict[str, str]]:
    """Return one row per condition.

    Columns: ``spread_if``, ``breaks`` (what would break without it), ``held``, ``shown_by``,
    ``look_first`` (how to find out elsewhere).
    """
    return [
        {
            "spread_if": one.text.say(lang),
            "breaks": apart([_link(arrow, theory, lang) for arrow in one.links], lang) or "–",
            "held": say(STATE_NAMES[one.state], lang),
            "shown_by": apart([piece.text.say(lang) for piece in one.evidence], lang) or "–",
            "look_first": one.look.say(lang) if one.look else "–",
        }
        for one in scaling.conditions
    ]


def check(scaling: Scaling, theory: Theory | None) -> Iterator[Finding]:
    """A condition rests on links that are there; what is said to hold is shown by something."""
    known = [link.id for link in theory.links] if theory else []
    for one in scaling.conditions:
        for arrow in one.links:
            holes: dict[str, object] = {"name": arrow.id, "hint": hint(arrow.id, known)}
            yield Finding("scaling.unknown_link", arrow.id in known, one.id, "warning", holes)
        told = {"text": one.text}
        if one.state == "unknown":
            look = {**told, "look": one.look or Phrase("scaling.look")}
            yield Finding("scaling.not_looked_at", False, one.id, "note", look)
        else:
            shown = any(piece.source for piece in one.evidence)
            yield Finding("scaling.unproven", shown, one.id, "warning", told)


def _link(arrow: Arrow, theory: Theory | None, lang: str) -> str:
    ends = [theory.node(id) if theory else None for id in (arrow.start, arrow.end)]
    names = [node.label.say(lang) for node in ends if node is not None]
    return say("scaling.link", lang, start=names[0], end=names[1]) if len(names) == 2 else arrow.id
