"""From the files that came back to one clean table: a row a person, a column an answer."""

from dataclasses import dataclass

import pandas as pd

from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.files import write_table
from workbench.base.findings import Finding
from workbench.collection import Derived, Instrument, Plan, Question
from workbench.collection.record import NUMBERS, column
from workbench.data.collected import Collected, collect
from workbench.data.groups import of_derived, reasons, with_codes
from workbench.data.importing.stage import take_back
from workbench.data.load import CLEAN
from workbench.data.parse import MISSING
from workbench.data.persons import check_people
from workbench.data.quality import check
from workbench.data.record import Received
from workbench.data.roster.received import refresh
from workbench.data.spells import participations
from workbench.data.ticks import any_of
from workbench.data.why import why_missing

REPORT = "data/import_report.csv"
REPORT_COLUMNS = ("file", "column", "rows", "understood", *MISSING, "not_understood")


@dataclass(frozen=True)
class Cleaned:
    """The clean table, what was done to each column, the doubts, and why answers are missing."""

    table: pd.DataFrame
    report: list[dict[str, object]]
    findings: list[Finding]
    reasons: dict[str, pd.Series]


def clean(dossier: Dossier) -> Cleaned:
    """Understand the received files; write ``data/clean.csv`` and ``data/import_report.csv``."""
    take_back(dossier)
    refresh(dossier)
    cleaned = understand(dossier)
    rows = cleaned.table.astype(object).where(cleaned.table.notna(), None).to_dict("records")
    write_table(dossier.to_write(CLEAN), rows, list(cleaned.table.columns))
    write_table(dossier.to_write(REPORT), cleaned.report, REPORT_COLUMNS)
    return cleaned


def understand(dossier: Dossier) -> Cleaned:
    """Read every received file and return the clean table, the report and the findings.

    The table has one row per person and the columns of ``Instrument.columns()``. Columns that the
    instrument does not know are left out, and named in a finding. The log of corrections and the
    decided links are replayed; who came back counts once (see ``spells``). Raises DataError when a
    file or a needed column is missing. Nothing is written.
    """
    collected = collect(dossier)
    instrument = collected.instrument
    kept = [
        participations(wave.rows, collected.person, first=place == 0)
        for place, wave in enumerate(collected.waves)
    ]
    waves = [_of_the_table(rows) for rows in kept]
    table = _derived(_joined(waves, collected.person), instrument)
    if table.empty:
        raise DataError("data.nobody", file=collected.received.files[0].file)
    findings = [
        *collected.findings,
        *_still_out(collected.received, instrument),
        *check(table, waves, instrument, dossier.read_if_there(Plan)),
        *check_people(collected),
    ]
    return Cleaned(table, collected.report, findings, _reasons(collected, kept, table))


def _reasons(
    collected: Collected, kept: list[pd.DataFrame], table: pd.DataFrame
) -> dict[str, pd.Series]:
    """Return why each answer is missing: what the files say, else what the table itself tells."""
    told = reasons(table, collected.instrument)
    known = why_missing(collected, kept, table)
    better = with_codes(told, {name: known[name] for name in told if name in known})
    return better | of_derived(collected.instrument, better)


def _of_the_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out what only says where a row comes from."""
    return rows[[name for name in rows.columns if not name.startswith("@")]]


def _still_out(received: Received, instrument: Instrument) -> list[Finding]:
    """Return a note for each wave of which no file has come back."""
    back = {file.wave for file in received.files}
    waves = [wave for wave in instrument.waves if wave not in back]
    return [Finding("data.wave_missing", False, wave, "note") for wave in waves]


def _joined(waves: list[pd.DataFrame], person: str) -> pd.DataFrame:
    """Put the waves side by side, person by person; those of the first wave make the rows.

    A line without a key is left out: it could be anybody's.
    """
    first, *others = (wave.dropna(subset=person).drop_duplicates(person) for wave in waves)
    table = first
    for other in others:
        new = [name for name in other.columns if name == person or name not in table.columns]
        table = table.merge(other[new], on=person, how="left")
    return table.sort_values(person, ignore_index=True)


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
        return _ticked(table, item, question)
    if name not in table:
        return None
    answer = table[name]
    if item.missing:
        return answer.isna().astype("Int64")
    yes = answer.isin(item.among) if item.among else answer.astype("Float64") > item.above
    return yes.astype("Float64").where(answer.notna()).astype("Int64")


def _ticked(table: pd.DataFrame, item: Derived, question: Question) -> pd.Series | None:
    """Return whether one of the options was ticked; with *missing*, whether nothing is known."""
    among = item.among or tuple(option.code for option in question.options)
    ticked = [column(question, question.waves[-1], code) for code in among]
    if not {*ticked} <= {*table.columns}:
        return None
    return (
        table[ticked].isna().all(axis=1).astype("Int64") if item.missing else any_of(table, ticked)
    )
