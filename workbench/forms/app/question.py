"""A question of the app: its words, where its answer stands in a record, and how it is shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.base.words import Sayable

Value = Any
"""What a browser sends and shows: words, a code, or a list of rows."""


def no_choices(*_: object) -> Mapping[str, str]:
    """Return no words to choose from."""
    return {}


@dataclass(frozen=True)
class Look:
    """How rows are shown, and how a question is shown in a row.

    Of rows: they are *folded*, may be *moved*; *starts* are the rows that wait to be begun (title,
    told, button, values) under the words *todo*, *fresh* is what a new row holds. In a row: *only*
    where another answer is one of some (``*``: any), *brief* while it is folded; *of* names the
    answer whose lines are ticked; *earlier* that its options, ``row=…``, are of rows above; *none*
    are the words of no choice.
    """

    folded: bool = False
    moves: bool = False
    starts: Callable[[str], Sequence[Mapping[str, Any]]] | None = None
    todo: str = ""
    fresh: Callable[[str], Mapping[str, str]] | None = None
    only: Mapping[str, Sequence[str]] = field(default_factory=dict)
    brief: bool = False
    of: str = ""
    earlier: bool = False
    none: str = ""


@dataclass(frozen=True)
class Question:
    """One question: `get` reads its answer from a record, `put` returns the record with a new one.

    *id* names its phrases: ``<id>`` is what is asked, ``<id>.help`` says why, ``<id>.example`` is
    the answer of a case. *kind* is line, text, choice, date, number, tick, ticks, shown, rows, or
    fixed: rows that nobody adds or takes away. The *columns* of rows are questions themselves,
    whose `get` and `put` are not used. *options* are phrases by code; *choices* are words that
    stand in the record, *offered* words that follow the dossier. *ready* returns rows that people
    often want, to be added with one press. *doubt* says what a change would do, and is answered
    before it is made; *look* is how its rows, or it in a row, are shown.
    """

    id: str
    kind: str
    get: Callable[[Any, str], Value] = lambda *_: ""
    put: Callable[[Any, Value, str], Any] = lambda record, *_: record
    options: Mapping[str, str] = field(default_factory=dict)
    choices: Callable[[Any, str], Mapping[str, str]] = no_choices
    columns: tuple["Question", ...] = ()
    ready: Callable[[str], Sequence[Mapping[str, str]]] = lambda _: ()
    offered: Callable[[str], Mapping[str, str]] | None = None
    doubt: Callable[[Any, Value, str], Sayable | None] = lambda *_: None
    look: Look = field(default_factory=Look)

    @property
    def name(self) -> str:
        """The last word of its id: the key of a column in a row."""
        return self.id.rsplit(".", 1)[-1]

    @property
    def live(self) -> bool:
        """Whether what may be chosen follows the dossier."""
        return self.offered is not None or self.choices is not no_choices
