"""What was put right, and why: a row a correction, replayed at every run; files stay as sent."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

import pandas as pd

from workbench.base import words
from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.files import table_text, write_whole
from workbench.base.findings import Finding
from workbench.base.kept import keep
from workbench.base.lock import turn
from workbench.base.words import Phrase
from workbench.collection import Instrument
from workbench.data.answers import headings
from workbench.data.cells import cells
from workbench.data.parse import day
from workbench.data.record import Received, ReceivedFile

LOG = "corrections.csv"
COLUMNS = ("file", "person", "line", "column", "old", "new", "why", "who", "when")


@dataclass(frozen=True)
class Correction:
    """One cell put right: in which *file*, on which row, from *old* to *new*, *why*, by *who*.

    The row is the one of the *person* (the key as the file has it), or the *line* of the file, or
    both where a person has several rows. *column* is the id of a question, or a heading.
    """

    file: str
    column: str
    old: str
    new: str
    why: str
    who: str
    when: date
    person: str = ""
    line: str = ""


def corrections(dossier: Dossier) -> tuple[Correction, ...]:
    """Return the corrections of the dossier, in the order in which they were made.

    Raises DataError, with the line, for one that does not say why, by whom, or when.
    """
    path = dossier.path(LOG)
    if not path.is_file():
        return ()
    try:
        table = cells(path)
    except DataError as error:
        if error.key in ("reading.no_rows", "reading.empty"):
            return ()
        raise
    for name in COLUMNS:
        if name not in table.columns:
            hint = words.hint(name, table.columns)
            raise DataError("data.no_column", file=LOG, column=name, hint=hint)
    rows = table[list(COLUMNS)].to_dict("index")
    return tuple(_read(row, str(line)) for line, row in rows.items())


def correct(dossier: Dossier, *more: Correction) -> tuple[Correction, ...]:
    """Add corrections to the log, all or none, and return the whole log.

    Raises DataError when one does not say why and by whom, or does not fit the file as the earlier
    corrections leave it; nothing is written then.
    """
    dossier.to_write(LOG)
    with turn(dossier.folder, dossier.who):
        log = corrections(dossier)
        for correction in more:
            _fits(dossier, correction, log)
            log = (*log, correction)
        _write(dossier, log)
    return log


def withdraw(dossier: Dossier, correction: Correction) -> tuple[Correction, ...]:
    """Take one correction out of the log, the last one where it stands twice; return the others.

    Raises DataError when it is not there (any more). The file that came back never changed, so
    the next reading finds again what it says.
    """
    dossier.to_write(LOG)
    with turn(dossier.folder, dossier.who):
        log = list(corrections(dossier))
        if correction not in log:
            raise DataError("upload.correction_gone", where=_where(correction))
        log.reverse()
        log.remove(correction)
        left = tuple(reversed(log))
        _write(dossier, left)
    return left


def _write(dossier: Dossier, log: Sequence[Correction]) -> None:
    """Write the log, with its version where a history is kept."""
    rows = [{**asdict(item), "when": item.when.isoformat()} for item in log]
    text = table_text(rows, COLUMNS)
    if dossier.who is not None:
        keep(dossier.folder, LOG, text.encode(), dossier.who)
    write_whole(dossier.path(LOG), text)


def _fits(dossier: Dossier, correction: Correction, earlier: Sequence[Correction]) -> None:
    """Refuse a correction that is not signed, or does not fit the file after the earlier ones."""
    _signed(correction, "–")
    files = {file.file: file for file in dossier.read(Received).files}
    if correction.file not in files:
        hint = words.hint(correction.file, files)
        raise DataError("importing.correction_file", file=correction.file, hint=hint)
    file, instrument = files[correction.file], dossier.read(Instrument)
    texts, _ = corrected(_cells(dossier, file), file, instrument, earlier)
    _, why = _applied(texts, correction, headings(file, instrument), _person(instrument))
    if why:
        raise DataError("importing.correction_unfit", where=_where(correction), why=why)


def _cells(dossier: Dossier, file: ReceivedFile) -> pd.DataFrame:
    return cells(dossier.path(file.file), file.sheet, file.month_first)


def corrected(
    texts: pd.DataFrame, file: ReceivedFile, instrument: Instrument, log: Iterable[Correction]
) -> tuple[pd.DataFrame, list[Finding]]:
    """Return the *texts* of a file put right, and a finding for each correction that does not fit.

    *texts* itself does not change, and what does not fit is not applied.
    """
    right, fate = replayed(texts, file, instrument, log)
    return right, [_stale(item, why) for item, why in fate if why]


def replayed(
    texts: pd.DataFrame, file: ReceivedFile, instrument: Instrument, log: Iterable[Correction]
) -> tuple[pd.DataFrame, list[tuple[Correction, Phrase | None]]]:
    """Return the *texts* put right and, for each correction of the file, why it does not fit.

    The reason is None where it was applied. A later correction finds what earlier ones left.
    """
    names, person = headings(file, instrument), _person(instrument)
    fate: list[tuple[Correction, Phrase | None]] = []
    for item in log:
        if item.file == file.file:
            texts, why = _applied(texts, item, names, person)
            fate.append((item, why))
    return texts, fate


def of_no_file(log: Sequence[Correction], received: Received) -> list[Finding]:
    """Return a finding for each correction of a file that is no longer received."""
    there = {file.file for file in received.files}
    gone = Phrase("importing.unfit.file")
    return [_stale(item, gone) for item in log if item.file not in there]


def _stale(item: Correction, why: Phrase) -> Finding:
    holes = {"place": _where(item), "why": why, "old": item.old, "new": item.new}
    return Finding("importing.correction_stale", False, LOG, "warning", holes)


def _where(item: Correction) -> str:
    row = " / ".join(part for part in (item.person, item.line) if part)
    return " · ".join(part for part in (item.file, row, item.column) if part)


def _person(instrument: Instrument) -> str:
    question = instrument.role("person")
    return question.id if question else ""


def _applied(
    texts: pd.DataFrame, item: Correction, names: dict[str, str], person: str
) -> tuple[pd.DataFrame, Phrase | None]:
    """Return the texts with one correction, or as they were with the reason why it does not fit."""
    heading = names.get(item.column, item.column)
    key = names.get(person, person)
    if heading not in texts.columns or key not in texts.columns:
        return texts, Phrase("importing.unfit.column")
    rows = pd.Series(bool(item.person or item.line), index=texts.index)
    if item.person:
        rows &= texts[key].str.strip() == item.person
    if item.line:
        rows &= texts.index.astype(str) == item.line
    found = texts.loc[rows, heading].str.strip()
    if found.empty:
        return texts, Phrase("importing.unfit.row")
    if len(found) > 1:
        return texts, Phrase("importing.unfit.rows", {"n": len(found)})
    if found.iloc[0] != item.old.strip():
        return texts, Phrase("importing.unfit.old", {"found": found.iloc[0], "old": item.old})
    return texts.assign(**{heading: texts[heading].mask(rows, item.new)}), None


def _read(row: dict[str, str], line: str) -> Correction:
    told = {name: str(row[name]).strip() for name in COLUMNS}
    try:
        when = day(told["when"])
    except ValueError:
        raise DataError(
            "importing.correction_when", file=LOG, line=line, value=told["when"]
        ) from None
    item = Correction(**{**{name: told[name] for name in COLUMNS[:-1]}, "when": when})  # type: ignore[arg-type]  # a row read by name
    _signed(item, line)
    return item


def _signed(item: Correction, line: str) -> None:
    """Refuse a correction that does not say why, or who decided it."""
    if not item.why.strip() or not item.who.strip():
        raise DataError("importing.correction_unsigned", file=LOG, line=line, where=_where(item))
