"""Workbooks: which sheet is read and why, and its cells as text."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.base import words
from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.data.reading import doors
from workbench.data.reading.dialect import Row
from workbench.data.reading.exports import FIRST_SHEETS
from workbench.data.reading.headers import Merged
from workbench.data.reading.ooxml import Hidden, hidden
from workbench.data.reading.watch import Watch

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


@dataclass
class Sheet:
    """One sheet, opened: its rows as text, its merged cells, and what had to be chosen."""

    name: str
    source: "CalamineSheet"
    merged: Merged
    hidden: Hidden
    findings: list[Finding] = field(default_factory=list)
    native: set[int] = field(default_factory=set)

    @property
    def before(self) -> int:
        """How many empty columns stand left of the table; they are not read."""
        return (self.source.start or (0, 0))[1]

    def rows(self, watch: Watch) -> Iterator[Row]:
        """Yield the rows with the numbers a spreadsheet shows; notes columns with decimals."""
        top, _ = self.source.start or (0, 0)
        whole = top + self.source.height
        for index, cells in enumerate(self.source.iter_rows(), start=1):
            if index % 20_000 == 0:
                watch("rows", index, whole)
            for column, cell in enumerate(cells):
                if type(cell) is float and not cell.is_integer():
                    self.native.add(column)
            yield index, [text(cell) for cell in cells]


def text(cell: Any) -> str:  # noqa: ANN401 - whatever a workbook holds
    """Return a cell as text: a decimal point, ISO dates, every digit of a number.

    >>> text(12.0), text(0.1), text(True), text(date(2024, 4, 3))
    ('12', '0.1', 'true', '2024-04-03')
    """
    match cell:
        case str():
            return cell
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case float():
            return str(int(cell)) if cell.is_integer() else _positional(cell)
        case datetime():
            plain = cell.time() == time()
            return cell.date().isoformat() if plain else cell.isoformat()
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case _:
            return str(cell)


def _positional(number: float) -> str:
    return np.format_float_positional(number, trim="-")


def open_sheet(path: Path, wanted: str | None) -> Sheet:
    """Open the sheet called *wanted*, or the one with the most cells.

    Raises DataError where the workbook is damaged, needs a password, or has no such sheet.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_path(str(path))
        sheet, others, why = _chosen(book, wanted, path)
    except PasswordError:
        raise DataError("reading.password", file=path.name) from None
    except (CalamineError, OSError, ValueError):
        raise DataError("reading.damaged", file=path.name) from None
    if sheet.start is None:
        raise DataError("reading.no_table", file=path.name)
    left = sheet.start[1]
    ranges = sheet.merged_cell_ranges or []
    merged = [((a, b - left), (c, d - left)) for (a, b), (c, d) in ranges]
    under = hidden(path, sheet.name) if _packed(path) else Hidden()
    found = Sheet(sheet.name, sheet, merged, under)
    if others:
        holes = {"n": len(others), "chosen": sheet.name, "others": ", ".join(others)}
        key = Finding("reading.sheet", why, path.name, "note", holes)
        found.findings.append(key)
    return found


def tables(path: Path) -> list[str]:
    """Return the tables of a file among which one is read: filled sheets, or files of an archive.

    Nothing where there is one table only, or the file cannot be opened.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        kind = doors.kind(path)
        if kind == "zip":
            with zipfile.ZipFile(path) as archive:
                found = [name for name in archive.namelist() if name.lower().endswith(".csv")]
        elif kind == "workbook":
            book = CalamineWorkbook.from_path(str(path))
            found = [name for name in book.sheet_names if _filled(book, name)]
        else:
            found = []
    except (DataError, CalamineError, OSError, ValueError):
        return []
    return found if len(found) > 1 else []


def _filled(book: "CalamineWorkbook", name: str) -> bool:
    return book.get_sheet_by_name(name).start is not None


def _packed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"PK"


def _chosen(
    book: "CalamineWorkbook", wanted: str | None, path: Path
) -> tuple["CalamineSheet", list[str], bool]:
    """Return a sheet, the names of the others that hold something, and whether it was asked for."""
    from python_calamine import SheetVisibleEnum

    names = list(book.sheet_names)
    if wanted is not None and wanted not in names:
        raise DataError(
            "reading.no_sheet", file=path.name, sheet=wanted, hint=words.hint(wanted, names)
        )
    seen = {
        one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible
    } or set(names)
    sheets = {
        name: book.get_sheet_by_name(name) for name in names if name in seen or name == wanted
    }
    filled = {name: one for name, one in sheets.items() if one.start is not None}
    others = [name for name in filled if name != wanted]
    if wanted is not None:
        return sheets[wanted], others, True
    if not filled:
        return sheets[next(iter(sheets))], [], False
    best = _main(filled)
    return filled[best], [name for name in filled if name != best], False


def _main(filled: dict[str, "CalamineSheet"]) -> str:
    """Return the first sheet of a known export, else the largest one."""
    first = next(iter(filled))
    heads = {str(cell) for row in filled[first].to_python(nrows=3) for cell in row}
    if heads & FIRST_SHEETS:
        return first
    return max(filled, key=lambda name: filled[name].height * filled[name].width)
