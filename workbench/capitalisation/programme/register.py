"""A register is a table that people fill line by line: what each column takes, and what it refuses.

An empty cell says that nobody knows; it is never a nought.
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import inf
from typing import Literal

from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.files import table_text, write_whole
from workbench.base.lock import letters, locked
from workbench.base.words import hint
from workbench.ledger.quantity import Quantity, exact

Kind = Literal["text", "token", "whole", "amount", "counted", "day", "month", "yes_no", "choice",
               "several"]  # fmt: skip
Value = str | int | float | bool | date | Quantity | tuple[str, ...] | None
Row = dict[str, Value]
YES_NO = {"yes": True, "no": False}
LARGEST, LONGEST = 10**9, 2_000
"""A count beyond the first, or a text beyond the second, is a slip."""
TOKEN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
BOUNDS = (">=", "≥", "<=", "≤", ">", "<", "~")


@dataclass(frozen=True)
class Column:
    """One column: its *name* in the file, what it takes, and the phrase that is its *label*.

    *among* are the codes allowed, each with its phrase. A ``token`` is a code that tells nothing of
    the person; ``counted`` is a whole number or a bound such as ``>800``; ``several`` are codes
    with blanks between.
    """

    name: str
    kind: Kind
    label: str
    among: Mapping[str, str] = field(default_factory=dict)
    required: bool = False


@dataclass(frozen=True)
class Register:
    """A table of a dossier: its *file*, its columns, and the *key* that no two lines share."""

    file: str
    columns: tuple[Column, ...]
    key: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in their order."""
        return tuple(column.name for column in self.columns)


def read(dossier: Dossier, register: Register) -> list[Row]:
    """Return the lines of a register, none where the file is not there.

    Raises DataError with the line and the column where a cell is not what it should be, a column
    is missing, or a key stands twice.
    """
    path = dossier.path(register.file)
    if not path.is_file():
        return []
    try:
        reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
        lines, names = list(reader), reader.fieldnames or []
    except (OSError, UnicodeDecodeError, csv.Error):
        raise DataError("register.unreadable", file=register.file) from None
    for name in register.names:
        if name not in names:
            raise DataError("register.no_column", file=register.file, column=name)
    for name in names:
        if name not in register.names:
            near = hint(name, register.names)
            raise DataError("register.other_column", file=register.file, column=name, hint=near)
    rows = [understood(register, line, at) for at, line in enumerate(lines, start=2)]
    _no_key_twice(register, rows)
    return rows


def understood(register: Register, typed: Mapping[str, str | None], at: int) -> Row:
    """Return one line as values; raise DataError that names the line *at* and the column."""
    row: Row = {}
    for column in register.columns:
        text = (typed.get(column.name) or "").strip()
        holes = {"file": register.file, "line": str(at), "column": column.name, "cell": text[:60]}
        if not text:
            if column.required:
                raise DataError("register.empty_cell", **holes)
            row[column.name] = () if column.kind == "several" else None
            continue
        if len(text) > LONGEST:
            raise DataError("register.too_long", **holes)
        try:
            row[column.name] = READERS[column.kind](text, column)
        except ValueError:
            near = hint(text, column.among) if column.among else ""
            raise DataError(REFUSED[column.kind], **holes, hint=near) from None
    return row


def add(dossier: Dossier, register: Register, typed: Mapping[str, str]) -> int:
    """Add one line to a register, and return how many lines it holds then.

    Raises DataError where the line does not fit, and writes nothing then.
    """
    path = dossier.to_write(register.file)
    with locked(dossier.folder), letters(dossier.folder):
        before = read(dossier, register)
        row = understood(register, typed, len(before) + 2)
        _no_key_twice(register, [*before, row])
        cells = {name: (typed.get(name) or "").strip() for name in register.names}
        line = table_text([cells], register.names).partition("\n")[2]
        head = ",".join(register.names) + "\n"
        held = path.read_text(encoding="utf-8-sig") if path.is_file() else head
        write_whole(path, held if held.endswith("\n") else held + "\n")
        write_whole(path, path.read_text(encoding="utf-8") + line)
    return len(before) + 1


def _no_key_twice(register: Register, rows: Sequence[Row]) -> None:
    seen: set[Value] = set()
    for at, row in enumerate(rows, start=2):
        key = row[register.key]
        if key in seen:
            raise DataError("register.twice", file=register.file, line=str(at), twin=str(key))
        seen.add(key)


def counted(text: str) -> Quantity:
    """Return a count as it was written: a number, or a bound that stays a bound.

    >>> counted("> 800").open_low, counted("~30").about, counted("12").is_exact
    (True, True, True)
    """
    sign = next((one for one in BOUNDS if text.startswith(one)), "")
    value = Fraction(_whole(text[len(sign) :].strip()))
    match sign:
        case ">":
            return Quantity(value, inf, open_low=True, open_high=True)
        case ">=" | "≥":
            return Quantity(value, inf, open_high=True)
        case "<":
            return Quantity(Fraction(0), value, open_high=True)
        case "<=" | "≤":
            return Quantity(Fraction(0), value)
        case "~":
            return Quantity(value, value, about=True)
        case _:
            return exact(value)


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) > LARGEST:
        raise ValueError(text)
    return int(text)


def _amount(text: str) -> float:
    value = float(text.replace(",", "."))
    if not 0 <= value <= LARGEST:
        raise ValueError(text)
    return value


def _token(text: str) -> str:
    if not TOKEN.issuperset(text) or len(text) > 40:
        raise ValueError(text)
    return text


def _chosen(text: str, column: Column) -> str:
    if text not in column.among:
        raise ValueError(text)
    return text


def _several(text: str, column: Column) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(text.split()))
    if column.among and not set(codes) <= set(column.among):
        raise ValueError(text)
    return tuple(_token(code) for code in codes)


def _yes_no(text: str) -> bool:
    if text not in YES_NO:
        raise ValueError(text)
    return YES_NO[text]


READERS: Mapping[Kind, Callable[[str, Column], Value]] = {
    "text": lambda text, _: text,
    "token": lambda text, _: _token(text),
    "whole": lambda text, _: _whole(text),
    "amount": lambda text, _: _amount(text),
    "counted": lambda text, _: counted(text),
    "day": lambda text, _: date.fromisoformat(text),
    "month": lambda text, _: date.fromisoformat(f"{text}-01"),
    "yes_no": lambda text, _: _yes_no(text),
    "choice": _chosen,
    "several": _several,
}
REFUSED: Mapping[Kind, str] = {
    "text": "register.too_long",
    "token": "register.no_token",
    "whole": "register.no_whole",
    "amount": "register.no_amount",
    "counted": "register.no_count",
    "day": "register.no_day",
    "month": "register.no_month",
    "yes_no": "register.no_yes_no",
    "choice": "register.no_choice",
    "several": "register.no_choice",
}
"""The letter that answers a cell, by what its column takes."""
