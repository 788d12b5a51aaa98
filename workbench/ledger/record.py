"""What `ledger.yml` holds."""

from typing import ClassVar, Literal

from workbench.base.records import FileRecord, Record, Text


class Figure(Record):
    """One published figure. *question* says what the source leaves open about it.

    *above* says that the source only gives a bound: more than *value*.
    """

    id: str
    label: Text
    value: float
    unit: Literal[
        "persons", "share", "structures", "years", "months", "age", "dollars", "euros", "count"
    ]
    kind: Literal["design", "target", "budget", "output", "result", "intention", "metadata"]
    source: str
    upper: float | None = None
    above: bool = False
    question: Text | None = None


class Relation(Record):
    """What should hold: *result* is what the *factors* give when multiplied, or added (*by*)."""

    id: str
    result: str
    factors: tuple[str, ...]
    by: Literal["product", "sum"] = "product"


class Ledger(FileRecord):
    """The published figures of a programme. A contradiction is kept and flagged, never mended."""

    FILE: ClassVar[str] = "ledger.yml"

    figures: tuple[Figure, ...]
    relations: tuple[Relation, ...] = ()

    def figure(self, id: str) -> Figure | None:
        """Return the figure of that id, or None."""
        return next((figure for figure in self.figures if figure.id == id), None)
