"""What an export is made of: fields, tables of them, and the texts that lie beside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["string", "integer", "number", "boolean", "date"]
Row = Mapping[str, object]
Pieces = dict[str, str | bytes]


@dataclass(frozen=True)
class Field:
    """One column: its type, the phrases of its name and of what it means, its unit.

    *unit* is empty where the values are no amounts, and names the column that says it where it
    changes from row to row. *among* lists the words that may stand in it.
    """

    name: str
    type: Kind
    title: str
    about: str
    unit: str = ""
    among: tuple[str, ...] = ()
    required: bool = False
    low: float | None = None
    high: float | None = None

    def constraints(self) -> dict[str, Any]:
        """Return what a value must be, in the words of Table Schema."""
        said = {
            "required": self.required or None,
            "enum": list(self.among) or None,
            "minimum": self.low,
            "maximum": self.high,
        }
        return {name: value for name, value in said.items() if value is not None}


@dataclass(frozen=True)
class Shape:
    """One kind of table: its fields, what tells its rows apart, and whose rows it speaks of.

    *points* pairs a column with the table in which its values are the key.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    points: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in order."""
        return [one.name for one in self.fields]


@dataclass(frozen=True)
class Table:
    """A table to write: its shape and its rows."""

    shape: Shape
    rows: Sequence[Row]

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.shape.name}.csv"
