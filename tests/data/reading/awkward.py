"""A shelf of awkward files, each with one named difficulty, and what must become of it."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

NA = None


@dataclass(frozen=True)
class Awkward:
    """One file: how it is made, and the table or the refusal that must come of it."""

    name: str
    make: Callable[[Path], object]
    table: dict[str, list[object]] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    finding: str = ""
    refused: str = ""
    sheet: str | None = None


def text(content: str, encoding: str = "utf-8") -> Callable[[Path], object]:
    """Return a maker of a text file."""
    return lambda path: path.write_bytes(content.encode(encoding))


def raw(content: bytes) -> Callable[[Path], object]:
    """Return a maker of a file of bytes."""
    return lambda path: path.write_bytes(content)


def book(change: Callable[[object], object]) -> Callable[[Path], object]:
    """Return a maker of a workbook, filled by *change*."""

    def make(path: Path) -> None:
        from openpyxl import Workbook

        workbook = Workbook()
        change(workbook)
        workbook.save(path)

    return make


def rows(*lines: list[object]) -> Callable[[object], object]:
    """Return a filler of the first sheet."""
    return lambda workbook: [workbook.active.append(line) for line in lines]


def zipped(files: dict[str, bytes]) -> Callable[[Path], object]:
    """Return a maker of an archive."""

    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(name, content)

    return make


def day(year: int, month: int, number: int) -> dt.datetime:
    """Return a day as a table holds it."""
    return dt.datetime(year, month, number)  # a day has no clock


def encrypted(path: Path) -> None:
    """Make a workbook with a password."""
    from msoffcrypto.format.ooxml import OOXMLFile
    from openpyxl import Workbook

    plain = io.BytesIO()
    workbook = Workbook()
    workbook.active.append(["a", "b"])
    workbook.save(plain)
    plain.seek(0)
    with path.open("wb") as target:
        OOXMLFile(plain).encrypt("secret", target)


def merged(workbook: object) -> None:
    """Fill a sheet with two rows of headings, the upper one merged."""
    sheet = workbook.active
    for line in (["Clé", "Entrée", None, "Sortie", None], [None, "date", "âge", "date", "note"]):
        sheet.append(line)
    sheet.append(["P1", dt.date(2024, 4, 3), 24, dt.date(2024, 9, 1), 3])
    sheet.append(["P2", dt.date(2024, 4, 13), 31, dt.date(2024, 9, 2), 5])
    for cells in ("A1:A2", "B1:C1", "D1:E1"):
        sheet.merge_cells(cells)


def two_sheets(workbook: object) -> None:
    """Fill a small sheet of explanations, and a large one of answers."""
    workbook.active.title = "Lisez-moi"
    workbook.active.append(["Version", "2"])
    data = workbook.create_sheet("Données")
    for line in (["clé", "note"], ["P1", 3], ["P2", 4], ["P3", 5]):
        data.append(line)


def percents(workbook: object) -> None:
    """Fill a column of numbers shown as percentages."""
    sheet = workbook.active
    for line in (["club", "taux"], ["A", 0.464], ["B", 1]):
        sheet.append(line)
    sheet["B2"].number_format = sheet["B3"].number_format = "0.0%"


def ods(path: Path) -> None:
    """Make an ODS file."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    sheet = Table(name="Feuille1")
    for line in (["clé", "note"], ["P1", 3.5], ["P2", 4]):
        row = TableRow()
        for value in line:
            if isinstance(value, str):
                cell = TableCell(valuetype="string")
                cell.addElement(P(text=value))
            else:
                cell = TableCell(valuetype="float", value=str(value))
            row.addElement(cell)
        sheet.addElement(row)
    document.spreadsheet.addElement(sheet)
    document.save(str(path))


def parquet(path: Path) -> None:
    """Make a Parquet file."""
    import pandas as pd

    table = {"clé": ["P1", "P2"], "note": [3, None], "le": pd.to_datetime(["2024-04-03", None])}
    pd.DataFrame(table).astype({"note": "Int64"}).to_parquet(path)
