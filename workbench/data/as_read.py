"""What was read of each file that came back, and every guess that was made in reading it."""

from collections.abc import Mapping

from workbench.base.dossier import Dossier
from workbench.base.findings import SEVERITY_NAMES, worth_reading
from workbench.base.words import say
from workbench.data.cells import at_hand
from workbench.data.importing import Request, propose
from workbench.data.importing import table as proposed
from workbench.data.reading import Reading
from workbench.data.reading.dialect import shown
from workbench.data.record import Received


def readings(dossier: Dossier) -> dict[str, Reading]:
    """Return each received file as it was read, by its name; raise DataError for no table."""
    files = dossier.read(Received).files
    return {file.file: at_hand(dossier.path(file.file), file.sheet) for file in files}


def signs(reading: Reading, lang: str) -> list[str]:
    """Return the encoding and the signs of a file, or its sheet, as sentences."""
    told = []
    if reading.encoding:
        mark, decimal = shown(reading.separator or "–"), reading.decimal or "–"
        holes = {"encoding": reading.encoding, "separator": mark, "decimal": decimal}
        told.append(say("reading.told.text", lang, **holes))
    if reading.sheet:
        told.append(say("reading.told.sheet", lang, sheet=reading.sheet))
    return told


def how(reading: Reading, lang: str) -> list[str]:
    """Return how a file was read, as sentences: its encoding and signs, its sheet, its rows."""
    told = signs(reading, lang)
    if reading.dropped:
        told.append(say("received.dropped", lang, n=len(reading.dropped)))
    return told


def read_table(found: Mapping[str, Reading], lang: str) -> list[dict[str, object]]:
    """Return one row a file: file, rows, and how it was read."""
    return [
        {"file": name, "rows": one.rows, "how": " · ".join(how(one, lang))}
        for name, one in found.items()
    ]


def guesses(found: Mapping[str, Reading], lang: str) -> list[dict[str, str]]:
    """Return one row a guess of the reading, the gravest first in each file.

    Columns: file, gravity, guess (the sentence, with counts and examples).
    """
    return [
        {
            "file": name,
            "gravity": say(SEVERITY_NAMES[finding.severity], lang),
            "guess": finding.sentence(lang),
        }
        for name, one in found.items()
        for finding in worth_reading(one.findings)
    ]


def tied(dossier: Dossier, lang: str) -> list[dict[str, str]]:
    """Return one row a column of each received file: what it answers, and why it is tied to it.

    This is the dry run of an import, of the files that are in already. Columns: file, column,
    question, why.
    """
    rows: list[dict[str, str]] = []
    for file in dossier.read(Received).files:
        request = Request(
            dossier.path(file.file),
            file.wave,
            file.sheet,
            part=file.part,
            absent=file.absent,
            month_first=file.month_first,
        )
        rows += [{"file": file.file, **row} for row in proposed(propose(dossier, request), lang)]
    return rows
