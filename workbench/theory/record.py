"""What `theory.yml` holds."""

from typing import ClassVar, Literal

from pydantic import Field

from workbench.base.mutes import Mute
from workbench.base.records import FileRecord, Record, Text

NodeType = Literal["need", "input", "activity", "output", "outcome", "impact", "external_factor"]
TYPES = ("need", "input", "activity", "output", "outcome", "impact", "external_factor")
"""The kinds of node, in the order in which a theory is read."""
CHANGES = ("outcome", "impact")
"""The kinds of node that are changes in somebody."""
SPHERES = ("control", "influence", "interest")
"""What the team decides itself, what it can move, and what it can only watch and hope for."""
HIGH = 3
"""The highest grade of importance, uncertainty, probability or severity; the lowest is 1."""


class Node(Record):
    """One box of the drawing. An outcome is written as a change in somebody.

    *who* is the id of a stakeholder; *level* says where the change is to be seen.
    """

    id: str = Field(min_length=1)
    type: NodeType
    label: Text
    who: str = ""
    level: Literal["beneficiary", "professional", "structure", "partner", "territory"] | None = None
    horizon: Literal["short", "medium", "long"] | None = None
    sphere: Literal["control", "influence", "interest"] | None = None


class Assumption(Record):
    """What must be true for a link to hold, and *test_indicator*: what would show that it is not.

    Importance: how much falls if it is false. Uncertainty: how little is known of it.
    """

    text: Text
    kind: Literal["causal", "contextual", "participation", "resource", "ethical"] = "causal"
    importance: int = Field(2, ge=1, le=HIGH)
    uncertainty: int = Field(2, ge=1, le=HIGH)
    test_indicator: Text | None = None


class Link(Record):
    """One arrow: *because* says why the first thing should lead to the second.

    *assumption* is the short way to write one assumption. *feedback* marks an arrow that leads
    back, on purpose. *evidence* names sources of the evaluation.
    """

    start: str = Field(alias="from")
    end: str = Field(alias="to")
    because: Text | None = None
    mechanism: str = ""
    assumption: Text | None = None
    assumptions: tuple[Assumption, ...] = ()
    strength: Literal["hypothesis", "plausible", "evidenced"] = "hypothesis"
    evidence: tuple[str, ...] = ()
    feedback: bool = False

    @property
    def id(self) -> str:
        """The two ends, for people to find the link."""
        return f"{self.start} → {self.end}"

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """Every assumption of the link, the one written in short included."""
        short = (Assumption(text=self.assumption),) if self.assumption else ()
        return (*short, *self.assumptions)


class Risk(Record):
    """Something that may go wrong: a threat to the programme, or a harm that it may do."""

    id: str
    text: Text
    sign: Literal["harm", "threat"]
    probability: int | None = Field(None, ge=1, le=HIGH)
    severity: int | None = Field(None, ge=1, le=HIGH)
    mitigation: Text | None = None
    owner: Text | None = None

    @property
    def weight(self) -> int:
        """Probability times severity, from 1 to 9; 0 where nobody has weighed it."""
        return (self.probability or 0) * (self.severity or 0)


class Rival(Record):
    """Something else that could explain a change, and how the evaluation will look into it."""

    id: str
    text: Text
    explains: tuple[str, ...] = ()
    answer: Text | None = None


class Theory(FileRecord):
    """Nodes, the links between them, the risks, the rival explanations, and the muted rules."""

    FILE: ClassVar[str] = "theory.yml"

    nodes: tuple[Node, ...]
    links: tuple[Link, ...] = ()
    risks: tuple[Risk, ...] = ()
    rivals: tuple[Rival, ...] = ()
    mute: tuple[Mute, ...] = ()

    def node(self, id: str) -> Node | None:
        """Return the node of that id, or None."""
        return next((node for node in self.nodes if node.id == id), None)

    def of_type(self, *types: str) -> tuple[Node, ...]:
        """Return the nodes of these types, in the order of the file."""
        return tuple(node for node in self.nodes if node.type in types)
