"""One received file understood: its texts become answers, named as in the clean table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from workbench.base import words
from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.base.remembered import remembered
from workbench.collection import Instrument, Question
from workbench.collection.record import column
from workbench.data.fold import fold
from workbench.data.parse import Column, day, meant, parse
from workbench.data.record import ReceivedFile
from workbench.data.ticks import read_ticks, sources

FILE, LINE, DATE, COHORT = "@file", "@line", "@date", "@cohort"
"""Columns that say where a row comes from; none of them goes into the clean table."""


@dataclass(frozen=True)
class Answers:
    """The answers of one file, what became of each column, and the doubts.

    *rows* has one row per line of the file: the columns of the clean table, then ``@file``,
    ``@line``, ``@date`` (the day of entry, of exit...: what orders the rows of one person) and
    ``@cohort``, missing where the file has none. *why* says why an answer is missing, by column,
    then by line.
    """

    rows: pd.DataFrame
    report: list[dict[str, object]]
    findings: list[Finding]
    why: dict[str, dict[int, str]]


def asked(file: ReceivedFile, instrument: Instrument) -> list[Question]:
    """Return the questions that are asked at the wave of the file."""
    return [question for question in instrument.questions if file.wave in question.waves]


def headings(file: ReceivedFile, instrument: Instrument) -> dict[str, str]:
    """Return the heading under which the file answers each question; absent ones are left out."""
    there = [question for question in asked(file, instrument) if question.id not in file.absent]
    return {question.id: file.columns.get(question.id, question.id) for question in there}


@remembered
def understood(texts: pd.DataFrame, file: ReceivedFile, instrument: Instrument) -> Answers:
    """Return the answers in the *texts* of a file (its cells, the index is the line).

    Raises DataError when a column is missing.
    """
    there = [question for question in asked(file, instrument) if question.id not in file.absent]
    names = {question.id: _names(question, file, texts) for question in there}
    used = [*(name for given in names.values() for name in given), *file.roles.values()]
    _need_columns(texts, used, file.file)
    findings = _left_out(texts, used, file.file)
    texts = _of_the_wave(texts, file)
    answers: dict[str, pd.Series] = {}
    report: list[dict[str, object]] = []
    why: dict[str, dict[int, str]] = {}
    for question in asked(file, instrument):
        heard = texts
        if question.id in file.absent:
            heard = _unanswered(texts, question, file)
            findings.append(_absent(file, question))
        columns, read = _read(heard, question, file)
        answers |= columns
        if question.id in file.absent:
            continue
        why |= dict.fromkeys(columns, read.reasons)
        report.append(_report_row(file.file, question, len(heard), read))
        person = question.role == "person"
        wrong = _without_key(heard[names[question.id][0]], read) if person else read.wrong
        findings += _not_understood(file.file, question, wrong)
    return Answers(_placed(pd.DataFrame(answers), texts, file, instrument), report, findings, why)


def _names(question: Question, file: ReceivedFile, texts: pd.DataFrame) -> list[str]:
    """Return the columns of a file that hold a question: several where several may be ticked."""
    if question.type == "select_multiple":
        return list(sources(question, file, texts).values())
    return [file.columns.get(question.id, question.id)]


def _unanswered(texts: pd.DataFrame, question: Question, file: ReceivedFile) -> pd.DataFrame:
    """Return one blank column: a question that the file does not answer."""
    name = file.columns.get(question.id, question.id)
    return pd.DataFrame({name: ""}, index=texts.index, dtype=str)


def _read(
    texts: pd.DataFrame, question: Question, file: ReceivedFile
) -> tuple[dict[str, pd.Series], Column]:
    """Return the answers to a question under their names in the clean table, and the rest."""
    if question.type == "select_multiple":
        ticks = read_ticks(texts, question, file)
        return ticks.columns, ticks.answered
    heard = texts[file.columns.get(question.id, question.id)]
    read = parse(heard.replace(file.codes.get(question.id, {})), question)
    return {column(question, file.wave): read.answers}, read


def dated_by(file: ReceivedFile, instrument: Instrument) -> Question | None:
    """Return the question that dates the wave: the only date asked there and nowhere else."""
    dates = [q for q in asked(file, instrument) if q.type == "date" and q.waves == (file.wave,)]
    return dates[0] if len(dates) == 1 and dates[0].id not in file.absent else None


def _placed(
    rows: pd.DataFrame, texts: pd.DataFrame, file: ReceivedFile, instrument: Instrument
) -> pd.DataFrame:
    """Add where each row comes from, and its day and cohort."""
    question = dated_by(file, instrument)
    if "date" in file.roles:
        dates = texts[file.roles["date"]].map(_day_or_none)
    else:
        dates = rows[column(question, file.wave)] if question else None
    cohort = texts[file.roles["cohort"]].str.strip() if "cohort" in file.roles else None
    lines = rows.index.to_numpy()
    return rows.assign(**{FILE: file.file, LINE: lines, DATE: dates, COHORT: cohort})


def _day_or_none(text: str) -> object:
    try:
        return day(text.strip())
    except ValueError:
        return None


def _of_the_wave(texts: pd.DataFrame, file: ReceivedFile) -> pd.DataFrame:
    """Keep the rows of the wave, where a column of the file says which it is."""
    if "wave" not in file.roles:
        return texts
    told = texts[file.roles["wave"]].replace(file.codes.get("wave", {})).map(fold)
    own = texts[told == fold(file.wave)]
    if own.empty:
        column = file.roles["wave"]
        raise DataError("importing.no_such_wave", file=file.file, wave=file.wave, column=column)
    return own


def _need_columns(table: pd.DataFrame, names: Sequence[str], file: str) -> None:
    for name in names:
        if name not in table.columns:
            hint = words.hint(name, table.columns)
            raise DataError("data.no_column", file=file, column=name, hint=hint)


def _left_out(table: pd.DataFrame, used: list[str], file: str) -> list[Finding]:
    extra = [name for name in table.columns if name not in used]
    if not extra:
        return []
    holes = {"n": len(extra), "columns": ", ".join(extra)}
    return [Finding("data.left_out", False, file, "note", holes)]


def _absent(file: ReceivedFile, question: Question) -> Finding:
    return Finding("importing.absent", False, file.file, "note", {"label": question.label})


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


def _without_key(texts: pd.Series, read: Column) -> dict[int, str]:
    """Return the lines that name nobody: they are left out, so the reader hears of them."""
    return {line: str(texts[line]) for line in texts.index[read.answers.isna()]}


def _report_row(file: str, question: Question, rows: int, read: Column) -> dict[str, object]:
    return {
        "file": file,
        "column": question.id,
        **read.missing,
        "not_understood": len(read.wrong),
        "rows": rows,
        "understood": int(read.answers.notna().sum()),
    }
