"""A file opened as rows of text, whatever its kind, with all that was found on the way in."""

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from workbench.base import words
from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.data.reading import dialect, doors, encodings
from workbench.data.reading.dialect import Row
from workbench.data.reading.headers import Merged
from workbench.data.reading.how import GUESSED, How
from workbench.data.reading.ooxml import Hidden
from workbench.data.reading.scratch import Scratch
from workbench.data.reading.sheets import Sheet, open_sheet
from workbench.data.reading.watch import Watch


@dataclass
class Opened:
    """The rows of a file, and how it came."""

    where: str
    rows: Iterator[Row]
    encoding: str | None = None
    separator: str | None = None
    sheet: Sheet | None = None
    sheet_name: str | None = None
    findings: list[Finding] = field(default_factory=list)
    folder: Scratch | None = None

    @property
    def merged(self) -> Merged:
        """The merged cells of a workbook."""
        return self.sheet.merged if self.sheet else ()

    @property
    def hidden(self) -> Hidden:
        """What a workbook holds beside its values."""
        return self.sheet.hidden if self.sheet else Hidden()


def open_rows(
    path: Path, kind: doors.Kind, sheet: str | None, watch: Watch, how: How = GUESSED
) -> Opened:
    """Open a text file, a workbook, or an archive of CSV files."""
    if kind == "workbook":
        found = open_sheet(path, sheet)
        opened = Opened(path.name, found.rows(watch), sheet=found, sheet_name=found.name)
        opened.findings += found.findings
        return opened
    if kind == "zip":
        return _from_archive(path, sheet, watch, how)
    if sheet is not None:
        raise DataError("reading.sheet_of_text", file=path.name, sheet=sheet)
    return _text(path, watch, how)


def _text(path: Path, watch: Watch, how: How) -> Opened:
    letters = encodings.letters(path, watch, how.encoding)
    mark, doubts = (
        (how.separator, list[Finding]()) if how.separator else dialect.separator(path, letters.name)
    )
    rows = dialect.rows(path, letters.name, mark, watch)
    found = [*letters.findings, *doubts, *encodings.mojibake(path, letters.name)]
    return Opened(path.name, rows, letters.name, mark, findings=found)


def _from_archive(path: Path, wanted: str | None, watch: Watch, how: How) -> Opened:
    """Read one CSV file of an archive: the form itself in an ODK export, else the largest."""
    with zipfile.ZipFile(path) as archive:
        inside = {
            info.filename: info.file_size
            for info in archive.infolist()
            if info.filename.lower().endswith(".csv")
        }
        if wanted is not None and wanted not in inside:
            hint = words.hint(wanted, inside)
            raise DataError("reading.no_sheet", file=path.name, sheet=wanted, hint=hint)
        chosen = wanted or _main(inside)
        folder = Scratch()
        copy = folder.path / Path(chosen).name
        with archive.open(chosen) as source, copy.open("wb") as target:
            shutil.copyfileobj(source, target)
    opened = _text(copy, watch, how)
    opened.folder, opened.sheet_name = folder, chosen
    others = [name for name in inside if name != chosen]
    if others:
        holes = {"n": len(others), "chosen": chosen, "others": ", ".join(others)}
        asked = wanted is not None
        opened.findings.append(Finding("reading.sheet", asked, path.name, "note", holes))
    return opened


def _main(inside: dict[str, int]) -> str:
    """Return the file whose name begins those of the others, else the largest."""
    stems = {name: name[: -len(".csv")] for name in inside}
    for name, stem in sorted(stems.items(), key=lambda pair: len(pair[1])):
        if all(other.startswith(stem) for other in stems.values()):
            return name
    return max(inside, key=lambda name: inside[name])
