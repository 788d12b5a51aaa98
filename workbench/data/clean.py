"""From the files that came back to one clean table: a row a person, a column an answer."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from workbench.base import words
from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.files import sha256, write_table
from workbench.base.findings import Finding
from workbench.collection import Derived, Instrument, Question, instrument_of
from workbench.collection.record import NUMBERS, column
from workbench.data.load import CLEAN
from workbench.data.parse import MISSING, Column, meant, parse
from workbench.data.quality import check
from workbench.data.read import read_raw
from workbench.data.record import Received, ReceivedFile
from workbench.data.ticks import any_of, read_ticks, sources
from workbench.data.waves import in_order

REPORT = "data/import_report.csv"
REPORT_COLUMNS = ("file", "column", "rows", "understood", *MISSING, "not_understood")


@dataclass(frozen=True)
class Cleaned:
    """The clean table, what was done to each column, and the doubts."""

    table: pd.DataFrame
    report: list[dict[str, object]]
    findings: list[Finding]


def clean(dossier: Dossier) -> Cleaned:
    """Understand the received files; write ``data/clean.csv`` and ``data/import_report.csv``."""
    cleaned = understand(dossier)
    rows = cleaned.table.astype(object).where(cleaned.table.notna(), None).to_dict("records")
    write_table(dossier.to_write(CLEAN), rows, list(cleaned.table.columns))
    write_table(dossier.to_write(REPORT), cleaned.report, REPORT_COLUMNS)
    return cleaned


def understand(dossier: Dossier) -> Cleaned:
    """Read every received file and return the clean table, the report and the findings.

    The table has one row per person and the columns of ``Instrument.columns()``. Columns that the
    instrument does not know are left out, and named in a finding. Raises DataError when a file or
    a needed column is missing. Nothing is written.
    """
    instrument, received = instrument_of(dossier), dossier.read(Received)
    waves: list[pd.DataFrame] = []
    report: list[dict[str, object]] = []
    findings: list[Finding] = []
    for file in in_order(received, instrument):
        table, rows, doubts = _one_file(dossier, file, instrument)
        waves.append(table)
        report += rows
        findings += doubts
    table = _derived(_joined(waves, instrument), instrument)
    if table.empty:
        raise DataError("data.nobody", file=received.files[0].file)
    findings += _still_out(received, instrument)
    findings += check(table, waves, instrument)
    return Cleaned(table, report, findings)


def _one_file(
    dossier: Dossier, file: ReceivedFile, instrument: Instrument
) -> tuple[pd.DataFrame, list[dict[str, object]], list[Finding]]:
    """Read the answers of one wave; its columns are named as in the clean table."""
    path = dossier.path(file.file)
    raw = read_raw(path)
    asked, since = _asked_then(instrument, dossier.read(Instrument), file, list(raw.table.columns))
    names: dict[str, str] = {}
    for question in asked:
        names |= _names(question, file, raw.table)
    findings = [
        *_checksum(file, sha256(path)),
        *_left_out(raw.table, names, file.file),
        *(Finding("data.asked_since", False, file.file, "note", {"column": q.id}) for q in since),
    ]
    answers: dict[str, pd.Series] = {}
    report: list[dict[str, object]] = []
    for question in asked:
        read, understood = _read(raw.table, question, file)
        answers |= read
        report.append(_report_row(file.file, question, understood.missing, len(understood.wrong)))
        report[-1]["rows"] = len(raw.table)
        report[-1]["understood"] = int(understood.answers.notna().sum())
        wrong = understood.wrong
        if question.role == "person":
            wrong = _without_key(raw.table[names[question.id]], understood)
        findings += _not_understood(file.file, question, wrong)
    return pd.DataFrame(answers), report, findings


def _asked_then(
    instrument: Instrument, own: Instrument, file: ReceivedFile, heads: list[str]
) -> tuple[list[Question], list[Question]]:
    """Return the questions of a file, and those that the catalogue brought after it came back."""
    asked = [question for question in instrument.questions if file.wave in question.waves]
    since = [
        question
        for question in asked
        if own.question(question.id) is None
        and file.columns.get(question.id, question.id) not in heads
    ]
    return [question for question in asked if question not in since], since


def _names(question: Question, file: ReceivedFile, table: pd.DataFrame) -> dict[str, str]:
    """Return the columns of a file that hold a question; raise DataError when one is not there."""
    if question.type == "select_multiple":
        return sources(question, file, table)
    names = {question.id: file.columns.get(question.id, question.id)}
    _need_columns(table, names, file.file)
    return names


def _read(
    table: pd.DataFrame, question: Question, file: ReceivedFile
) -> tuple[dict[str, pd.Series], Column]:
    """Return the answers to a question under their names in the clean table, and the rest."""
    if question.type == "select_multiple":
        ticks = read_ticks(table, question, file)
        return ticks.columns, ticks.answered
    texts = table[file.columns.get(question.id, question.id)]
    understood = parse(texts.replace(file.codes.get(question.id, {})), question)
    return {column(question, file.wave): understood.answers}, understood


def _need_columns(table: pd.DataFrame, names: Mapping[str, str], file: str) -> None:
    for name in names.values():
        if name not in table.columns:
            hint = words.hint(name, table.columns)
            raise DataError("data.no_column", file=file, column=name, hint=hint)


def _checksum(file: ReceivedFile, found: str) -> list[Finding]:
    passed = None if file.sha256 is None else file.sha256 == found
    return [Finding("data.checksum", passed, file.file)]


def _left_out(table: pd.DataFrame, names: Mapping[str, str], file: str) -> list[Finding]:
    extra = [name for name in table.columns if name not in names.values()]
    if not extra:
        return []
    holes = {"n": len(extra), "columns": ", ".join(extra)}
    return [Finding("data.left_out", False, file, "note", holes)]


def _still_out(received: Received, instrument: Instrument) -> list[Finding]:
    """Return a note for each wave of which no file has come back."""
    back = {file.wave for file in received.files}
    waves = [wave for wave in instrument.waves if wave not in back]
    return [Finding("data.wave_missing", False, wave, "note") for wave in waves]


def _not_understood(file: str, question: Question, wrong: Mapping[int, str]) -> list[Finding]:
    if not wrong:
        return []
    line, value = next(iter(wrong.items()))
    holes = {
        "n": len(wrong),
        "column": question.id,
        "line": str(line),
        "value": value,
        "hint": meant(value, question),
    }
    return [Finding("data.not_understood", False, file, "warning", holes)]


def _without_key(texts: pd.Series, understood: Column) -> dict[int, str]:
    """Return the lines that name nobody: they are left out, so the reader hears of them."""
    return {line: str(texts[line]) for line in texts.index[understood.answers.isna()]}


def _report_row(
    file: str, question: Question, missing: Mapping[str, int], wrong: int
) -> dict[str, object]:
    return {"file": file, "column": question.id, **missing, "not_understood": wrong}


def _joined(waves: list[pd.DataFrame], instrument: Instrument) -> pd.DataFrame:
    """Put the waves side by side, person by person; those of the first wave make the rows.

    A line without a key is left out: it could be anybody's.
    """
    person = instrument.role("person")
    if person is None:
        raise DataError("data.no_person", file=Instrument.FILE)
    first, *others = (wave.dropna(subset=person.id).drop_duplicates(person.id) for wave in waves)
    table = first
    for other in others:
        new = [name for name in other.columns if name == person.id or name not in table.columns]
        table = table.merge(other[new], on=person.id, how="left")
    return table.sort_values(person.id, ignore_index=True)


def _derived(table: pd.DataFrame, instrument: Instrument) -> pd.DataFrame:
    """Add the yes-or-no answers that are made from others: 1, 0, or missing.

    What is made from a wave that has not come back yet is left for later.
    """
    answers = {item.id: _yes_or_no(table, item, instrument) for item in instrument.derived}
    made = {id: answer for id, answer in answers.items() if answer is not None}
    ordered = [name for name in instrument.columns() if name in table.columns or name in made]
    return table.assign(**made)[ordered]


def _yes_or_no(table: pd.DataFrame, item: Derived, instrument: Instrument) -> pd.Series | None:
    question = instrument.question(item.source)
    if question is None:
        raise DataError("data.derived_unknown", id=item.id, name=item.source)
    if item.above is not None and question.type not in NUMBERS:
        raise DataError("collection.not_a_number", where=item.id, name=item.source)
    name = column(question, question.waves[-1])
    if question.type == "select_multiple":
        ticked = [column(question, question.waves[-1], code) for code in item.among]
        return any_of(table, ticked) if {*ticked} <= {*table.columns} else None
    if name not in table:
        return None
    answer = table[name]
    yes = answer.isin(item.among) if item.among else answer.astype("Float64") > item.above
    return yes.astype("Float64").where(answer.notna()).astype("Int64")
