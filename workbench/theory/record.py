"""What `theory.yml` holds."""

from typing import ClassVar, Literal

from pydantic import Field

from workbench.base.records import FileRecord, Record, Text

NodeType = Literal["need", "input", "activity", "output", "outcome", "impact", "external_factor"]
TYPES = ("need", "input", "activity", "output", "outcome", "impact", "external_factor")
"""The kinds of node, in the order in which a theory is read."""


class Node(Record):
    """One box of the drawing. An outcome is written as a change in somebody."""

    id: str
    type: NodeType
    label: Text
    who: str = ""


class Link(Record):
    """One arrow: *because* says why the first thing should lead to the second."""

    start: str = Field(alias="from")
    end: str = Field(alias="to")
    because: Text | None = None
    assumption: Text | None = None

    @property
    def id(self) -> str:
        """The two ends, for people to find the link."""
        return f"{self.start} → {self.end}"


class Risk(Record):
    """Something that may go wrong: a threat to the programme, or a harm that it may do."""

    id: str
    text: Text
    sign: Literal["harm", "threat"]
    mitigation: Text | None = None


class Theory(FileRecord):
    """Nodes, the links between them, and the risks."""

    FILE: ClassVar[str] = "theory.yml"

    nodes: tuple[Node, ...]
    links: tuple[Link, ...] = ()
    risks: tuple[Risk, ...] = ()

    def node(self, id: str) -> Node | None:
        """Return the node of that id, or None."""
        return next((node for node in self.nodes if node.id == id), None)

    def of_type(self, *types: str) -> tuple[Node, ...]:
        """Return the nodes of these types, in the order of the file."""
        return tuple(node for node in self.nodes if node.type in types)
