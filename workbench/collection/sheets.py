"""Sheets of a spreadsheet in which text stays text: a label that begins with = is no formula."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

NO_DAY = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The day a workbook says it was made: the same record gives the same file."""
MOMENT = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def saved(fill: Callable[[Workbook], object]) -> bytes:
    """Return a workbook as bytes, after *fill* has put its sheets into it."""
    book = Workbook()
    book.remove(book.active)
    fill(book)
    book.properties.created = book.properties.modified = NO_DAY
    out = io.BytesIO()
    book.save(out)
    return _of_no_day(out.getvalue())


def _of_no_day(content: bytes) -> bytes:
    """Return a workbook packed anew: openpyxl writes the moment into it, whatever it is told."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = MOMENT.sub(rb"\g<1>" + NO_DAY.isoformat().encode() + rb"Z\2", data)
            new.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def text_sheet(book: Workbook, name: str, rows: Sequence[Mapping[str, str]]) -> Worksheet:
    """Add a sheet with rows under their heads, as text."""
    sheet = book.create_sheet(name)
    headers = list(dict.fromkeys(header for row in rows for header in row))
    sheet.append([as_text(sheet, header) for header in headers])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append([as_text(sheet, row.get(header, "")) for header in headers])
    return sheet


def as_text(sheet: Worksheet, value: str) -> Cell:
    """Return a cell that holds *value* as text, whatever it begins with."""
    cell = Cell(sheet)
    cell.value = value or None
    if value:
        cell.data_type = "s"
    return cell
