"""What a workbook hides from a reader of values: formulas never computed, errors, percent signs."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
STYLE = re.compile(rb'\bs="(\d+)"')
VALUE = re.compile(rb"<v[^>/]*>[^<]|<is>")
BLOCK = 2**22
PERCENT_FORMATS = {9, 10}
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass
class Hidden:
    """What a sheet holds beside its values; cells by their names, columns counted from 0."""

    formulas: int = 0
    empty: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    percents: Counter[int] = field(default_factory=Counter)
    others: Counter[int] = field(default_factory=Counter)

    def percent_columns(self) -> set[int]:
        """Return the columns whose every number is shown with a percent sign."""
        return {column for column in self.percents if not self.others[column]}


def hidden(path: Path, sheet: str) -> Hidden:
    """Look through the cells of a sheet of an XLSX file; nothing is found in other kinds."""
    found = Hidden()
    with zipfile.ZipFile(path) as archive:
        part = _part(archive, sheet)
        if part is None:
            return found
        percents = _percent_styles(archive)
        for block in _blocks(archive, part):
            for cell in CELL.finditer(block):
                _look(cell, percents, found)
    return found


def _look(cell: re.Match[bytes], percents: set[int], found: Hidden) -> None:
    inside, marks = cell[4] or b"", cell[3]
    name = (cell[1] + cell[2]).decode("ascii")
    valued = VALUE.search(inside) is not None
    if b"<f" in inside:
        found.formulas += 1
        if not valued:
            found.empty.append(name)
    if b't="e"' in marks:
        found.errors.append(name)
    elif valued and (b"t=" not in marks or b't="n"' in marks):
        style = STYLE.search(marks)
        percent = style is not None and int(style[1]) in percents
        (found.percents if percent else found.others)[column_number(cell[1].decode())] += 1


def column_number(letters: str) -> int:
    """Return the number of a column, counted from 0.

    >>> column_number("A"), column_number("AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _blocks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield whole rows of a sheet, a few megabytes at a time."""
    rest = b""
    with archive.open(part) as file:
        while block := file.read(BLOCK):
            whole, end, after = (rest + block).rpartition(b"</row>")
            yield whole + end
            rest = after
    yield rest


def _part(archive: zipfile.ZipFile, sheet: str) -> str | None:
    names = archive.namelist()
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return None
    book = ET.fromstring(archive.read("xl/workbook.xml"))
    links = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for one in book.iter(f"{SPREADSHEET}sheet"):
        if one.get("name") == sheet:
            target = targets.get(one.get(RELATED), "") or ""
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            return part if part in names else None
    return None


def _percent_styles(archive: zipfile.ZipFile) -> set[int]:
    if "xl/styles.xml" not in archive.namelist():
        return set()
    styles = ET.fromstring(archive.read("xl/styles.xml"))
    own = {
        int(one.get("numFmtId", "0"))
        for one in styles.iter(f"{SPREADSHEET}numFmt")
        if "%" in (one.get("formatCode") or "")
    }
    cells = styles.find(f"{SPREADSHEET}cellXfs")
    found = list(cells) if cells is not None else []
    formats = [int(one.get("numFmtId", "0")) for one in found]
    return {index for index, number in enumerate(formats) if number in PERCENT_FORMATS | own}
