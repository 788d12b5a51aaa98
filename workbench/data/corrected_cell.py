"""The cell that somebody wants to put right: found by the person's key, or by its line."""

from dataclasses import dataclass

from workbench.base import words
from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.collection import Instrument
from workbench.data.answers import headings
from workbench.data.cells import cells
from workbench.data.corrections import corrected, corrections
from workbench.data.record import Received


@dataclass(frozen=True)
class Cell:
    """One cell of a received file as the corrections so far leave it, and how its row is named."""

    person: str
    line: str
    text: str


def correctable(dossier: Dossier, name: str) -> dict[str, str]:
    """Return the questions that a received file answers, each with its heading there."""
    received, instrument = dossier.read_if_there(Received), dossier.read(Instrument)
    files = {file.file: file for file in received.files} if received else {}
    return headings(files[name], instrument) if name in files else {}


def cell(dossier: Dossier, name: str, row: str, question: str) -> Cell:
    """Return the cell of a file under a question, on the row of a person, or on a line.

    A *row* that is no key is taken for a line number. Raises DataError where there is no such
    file, question or row, or a person has several rows.
    """
    received, instrument = dossier.read_if_there(Received), dossier.read(Instrument)
    files = {file.file: file for file in received.files} if received else {}
    if name not in files:
        raise DataError("importing.correction_file", file=name, hint=words.hint(name, files))
    file = files[name]
    texts = cells(dossier.path(name), file.sheet, file.month_first)
    texts, _ = corrected(texts, file, instrument, corrections(dossier))
    names, key = headings(file, instrument), instrument.role("person")
    heading = names.get(question, question)
    if heading not in texts.columns:
        raise DataError("upload.no_column", file=name, column=heading)
    wanted = row.strip()
    keys = texts[names.get(key.id, key.id)].str.strip() if key else texts.index.astype(str)
    own = texts.index[keys == wanted] if wanted else texts.index[:0]
    if len(own) > 1:
        lines = ", ".join(str(line) for line in own)
        raise DataError("upload.several_rows", person=wanted, n=len(own), lines=lines)
    if len(own) == 1:
        return Cell(wanted, "", str(texts.loc[own[0], heading]).strip())
    if not wanted.isdigit() or int(wanted) not in texts.index:
        hint = words.hint(wanted, keys.dropna().astype(str))
        raise DataError("upload.no_row", row=wanted, hint=hint)
    return Cell("", wanted, str(texts.loc[int(wanted), heading]).strip())
