"""What is decided of each column: its type, and how its texts become values."""

from dataclasses import dataclass, field
from typing import Literal

Type = Literal["integer", "number", "percent", "date", "boolean", "category", "text"]
TYPES: tuple[Type, ...] = ("integer", "number", "percent", "date", "boolean", "category", "text")


@dataclass(frozen=True)
class Plan:
    """How the texts of one column become values.

    *accepted* are the classes of :mod:`patterns` that are values; what is of another class does
    not fit, and is counted apart. *comma* and *point* say what an unsure sign is: ``decimal`` or
    ``group``. *order* is ``day`` or ``month`` first. *codes* are further codes of missing answers.
    """

    name: str
    type: Type
    accepted: frozenset[int] = field(default_factory=frozenset)
    comma: str = "decimal"
    point: str = "decimal"
    order: str = "day"
    serial: bool = False
    clock: bool = False
    codes: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_text(self) -> bool:
        """Whether the texts stay as they came."""
        return self.type in ("text", "category")


@dataclass(frozen=True)
class Context:
    """What the rest of the file says about one column.

    *comma* and *point* count the sure decimal signs in the file; *native* are the columns in which
    a workbook holds decimal numbers, *choices* those with one answer of a question with several.
    """

    where: str
    comma: int = 0
    point: int = 0
    native: frozenset[str] = field(default_factory=frozenset)
    percents: frozenset[str] = field(default_factory=frozenset)
    choices: frozenset[str] = field(default_factory=frozenset)
