"""What `claims.yml` holds: what is affirmed of a change, for and against it, and its rivals."""

from typing import ClassVar, Literal

from pydantic import Field, field_validator

from workbench.base.mutes import Mute
from workbench.base.records import FileRecord, Record, Text
from workbench.theory import Theory

STEPS = (1, 2, 3, 4, 5, 6)
"""Mayne's steps: question, theory and its risks, evidence at hand, story and what challenges it,
more evidence, story revised (Mayne 2001, 2012)."""


def as_text(value: object) -> object:
    """Return a year or a day as people write them; YAML reads both as something else than text."""
    return value if value is None or isinstance(value, dict | list | bool) else str(value)


class Evidence(Record):
    """One piece of evidence: what it says, where it comes from, and what it *shows*.

    *source* is the id of a source of the evaluation, *figure* that of a published figure of the
    ledger; *shows* names the boxes of the theory whose change it lets us see. *date* is a day, a
    month or a year.
    """

    text: Text
    source: str = ""
    kind: Literal["figure", "testimony", "observation", "document", "study", "expertise"] = (
        "document"
    )
    strength: Literal["weak", "medium", "strong"] = "medium"
    date: str = ""
    figure: str = ""
    shows: tuple[str, ...] = ()

    _written = field_validator("date", mode="before")(as_text)


class Rival(Record):
    """Something else that could explain the change: whether it was *assessed*, *how*, and the end.

    *verdict*: ``not_upheld`` when the evidence speaks against it, ``partly``, ``upheld`` when it
    does explain the change, ``open`` as long as nobody can tell.
    """

    id: str = Field(min_length=1)
    text: Text
    kind: Literal[
        "selection", "other_action", "context", "maturation", "regression", "measure", "other"
    ] = "other"
    assessed: bool = False
    how: Text | None = None
    verdict: Literal["not_upheld", "partly", "upheld", "open"] = "open"
    evidence: tuple[Evidence, ...] = ()


class Arrow(Record):
    """One link of the theory, by its two ends."""

    start: str = Field(alias="from")
    end: str = Field(alias="to")

    @property
    def id(self) -> str:
        """The two ends, as the theory writes its links."""
        return f"{self.start} → {self.end}"


class Implementation(Record):
    """Whether what the claim rests on was carried out, and what shows it."""

    state: Literal["as_planned", "with_changes", "not_done", "unknown"] = "unknown"
    evidence: tuple[Evidence, ...] = ()


class Claim(Record):
    """One thing that is affirmed: the links it stands on, what supports and what challenges it.

    *test* says what would have to be seen for the claim to be dropped.
    *origin* is ``published`` when a source affirms it, ``ours`` when the dossier does. *read* is
    False for a conclusion that is known to exist and whose text was not read.
    """

    id: str = Field(min_length=1)
    text: Text
    origin: Literal["published", "ours"] = "ours"
    read: bool = True
    test: Text | None = None
    links: tuple[Arrow, ...] = ()
    implementation: Implementation = Implementation()
    supporting: tuple[Evidence, ...] = ()
    challenging: tuple[Evidence, ...] = ()
    rivals: tuple[Rival, ...] = ()
    strength: Literal["weak", "moderate", "strong"] = "weak"
    steps: tuple[Literal[1, 2, 3, 4, 5, 6], ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every piece of evidence of the claim, wherever it stands."""
        of_rivals = (piece for rival in self.rivals for piece in rival.evidence)
        here = (*self.supporting, *self.challenging, *self.implementation.evidence)
        return (*here, *of_rivals)


class Claims(FileRecord):
    """The claims of an evaluation, for a contribution analysis, and the rules that are muted."""

    FILE: ClassVar[str] = "claims.yml"

    claims: tuple[Claim, ...]
    mute: tuple[Mute, ...] = ()

    def claim(self, id: str) -> Claim | None:
        """Return the claim of that id, or None."""
        return next((claim for claim in self.claims if claim.id == id), None)


def unheld(claim: Claim, theory: Theory) -> list[tuple[Arrow, str, list[str]]]:
    """Return the links that the theory does not have: the link, the name that is wrong, the names.

    A wrong box is named before a wrong arrow between two boxes that are there.
    """
    nodes = [node.id for node in theory.nodes]
    links = [link.id for link in theory.links]
    found = []
    for arrow in claim.links:
        odd = next((end for end in (arrow.start, arrow.end) if end not in nodes), None)
        if odd is not None:
            found.append((arrow, odd, nodes))
        elif arrow.id not in links:
            found.append((arrow, arrow.id, links))
    return found
