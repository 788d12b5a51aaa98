"""What professionals do differently: a dated example, how it was before, and a second person."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from workbench.base.findings import Finding
from workbench.base.records import FileRecord, Record, Text
from workbench.base.words import say, shown
from workbench.capitalisation.dissemination.record import ID

STANDING_NAMES = {
    "confirmed": "dissemination.standing.confirmed",
    "declared": "dissemination.standing.declared",
    "without_example": "dissemination.standing.without_example",
}
WITNESS_NAMES = {
    "colleague": "dissemination.witness.colleague",
    "manager": "dissemination.witness.manager",
    "partner": "dissemination.witness.partner",
    "beneficiary": "dissemination.witness.beneficiary",
}


class Changed(Record):
    """One change of practice: *role* of the one who says it, never a name.

    *confirmed_by* is the place of a second person who saw it, *confirmed_on* the day.
    """

    id: str = Field(pattern=ID)
    role: Text | None = None
    before: Text | None = None
    now: Text | None = None
    example: Text | None = None
    example_on: date | None = None
    confirmed_by: Literal["colleague", "manager", "partner", "beneficiary"] | None = None
    confirmed_on: date | None = None

    @property
    def standing(self) -> str:
        """How far it is known: confirmed by a second person, declared, or without an example.

        Nothing is confirmed without a dated example: the second person confirms that one.
        """
        if self.example is None or self.example_on is None:
            return "without_example"
        return "confirmed" if self.confirmed_by is not None else "declared"


class Practice(FileRecord):
    """`practice.yml`: the changes of practice that professionals tell."""

    FILE: ClassVar[str] = "practice.yml"

    changes: tuple[Changed, ...] = ()


def check(told: Practice) -> list[Finding]:
    """Return the findings: how it was before, an example with its day, and a second person."""
    return [finding for one in told.changes for finding in _of(one)]


def _of(one: Changed) -> Iterator[Finding]:
    yield Finding("dissemination.practice_before", one.before is not None, one.id, "warning")
    dated = one.example is not None and one.example_on is not None
    yield Finding("dissemination.practice_example", dated, one.id, "warning")
    witness = one.confirmed_by is not None if dated else None
    yield Finding("dissemination.practice_declared", witness, one.id, "note")
    both = one.example_on is not None and one.confirmed_on is not None
    after = one.example_on <= one.confirmed_on if one.example_on and one.confirmed_on else None
    holes = {"example": one.example_on, "confirmed": one.confirmed_on} if both else {}
    yield Finding("dissemination.confirmed_before", after, one.id, holes=holes)


def table(told: Practice, lang: str) -> list[dict[str, str]]:
    """Return one row a change, with how far it is known."""
    return [
        {
            say("dissemination.head.role", lang): shown(one.role or "–", lang),
            say("dissemination.head.before", lang): shown(one.before or "–", lang),
            say("dissemination.head.now", lang): shown(one.now or "–", lang),
            say("dissemination.head.example", lang): shown(one.example or "–", lang),
            say("dissemination.head.example_on", lang): shown(one.example_on or "–", lang),
            say("dissemination.head.confirmed", lang): say(WITNESS_NAMES[one.confirmed_by], lang)
            if one.confirmed_by
            else "–",
            say("dissemination.head.standing", lang): say(STANDING_NAMES[one.standing], lang),
        }
        for one in told.changes
    ]


def sentence(told: Practice, lang: str) -> str:
    """Say how many changes are told, and how many of them a second person confirms."""
    counts = Counter(one.standing for one in told.changes)
    holes = {"confirmed": counts["confirmed"], "declared": counts["declared"]}
    n, without = len(told.changes), counts["without_example"]
    return say("dissemination.practice", lang, n=n, without=without, **holes)
