"""What came back, wave by wave: corrected, linked, and each row with the place it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.files import sha256
from workbench.base.findings import Finding
from workbench.base.records import changed
from workbench.collection import Instrument, instrument_of
from workbench.data.answers import understood
from workbench.data.cells import cells
from workbench.data.corrections import Correction, corrected, corrections, of_no_file
from workbench.data.links import Link, linked, links
from workbench.data.record import IN_APP, Received, ReceivedFile
from workbench.data.waves import in_order


@dataclass(frozen=True)
class Wave:
    """The rows of one wave, all its files together: the columns of ``Answers.rows``."""

    id: str
    rows: pd.DataFrame


@dataclass(frozen=True)
class Collected:
    """Every wave that came back, in order; what became of each column; the doubts so far.

    *why* says why an answer is missing, by file, then by column, then by line.
    """

    instrument: Instrument
    received: Received
    person: str
    waves: tuple[Wave, ...]
    decided: tuple[Link, ...]
    report: list[dict[str, object]]
    findings: list[Finding]
    why: dict[str, dict[str, dict[int, str]]]


def collect(dossier: Dossier) -> Collected:
    """Read every received file, put the corrections and the decided links on, wave by wave.

    Raises DataError when a file or a needed column is missing. Nothing is written.
    """
    own, instrument = dossier.read(Instrument), instrument_of(dossier)
    received = dossier.read(Received)
    person = instrument.role("person")
    if person is None:
        raise DataError("data.no_person", file=Instrument.FILE)
    log, decided = corrections(dossier), links(dossier)
    rows: dict[str, list[pd.DataFrame]] = {}
    report: list[dict[str, object]] = []
    findings: list[Finding] = []
    why: dict[str, dict[str, dict[int, str]]] = {}
    for file in in_order(received, instrument):
        texts, doubts = _texts(dossier, file, instrument, log)
        answers = understood(texts, _without_later(file, texts, instrument, own), instrument)
        rows.setdefault(file.wave, []).append(answers.rows)
        report += answers.report
        why[file.file] = answers.why
        findings += [*doubts, *answers.findings]
    waves, doubts = _linked(rows, decided, person.id)
    findings += [*of_no_file(log, received), *doubts]
    return Collected(instrument, received, person.id, waves, decided, report, findings, why)


def _texts(
    dossier: Dossier, file: ReceivedFile, instrument: Instrument, log: Sequence[Correction]
) -> tuple[pd.DataFrame, list[Finding]]:
    path = dossier.path(file.file)
    texts, doubts = corrected(cells(path, file.sheet, file.month_first), file, instrument, log)
    return texts, [_checksum(file, sha256(path)), *doubts]


def _without_later(
    file: ReceivedFile, texts: pd.DataFrame, instrument: Instrument, own: Instrument
) -> ReceivedFile:
    """Say of a file that it answers no question that came after it.

    The catalogue brought it later; or somebody wrote it, and the file is filled in in the app.
    """
    later = [
        question.id
        for question in instrument.questions
        if file.wave in question.waves
        and (own.question(question.id) is None or file.part == IN_APP)
        and file.columns.get(question.id, question.id) not in texts
    ]
    return changed(file, absent=tuple(dict.fromkeys((*file.absent, *later))))


def _checksum(file: ReceivedFile, found: str) -> Finding:
    passed = None if file.sha256 is None else file.sha256 == found
    return Finding("data.checksum", passed, file.file)


def _linked(
    rows: dict[str, list[pd.DataFrame]], decided: Sequence[Link], key: str
) -> tuple[tuple[Wave, ...], list[Finding]]:
    """Put the parts of each wave together, under the keys of the first wave."""
    waves: list[Wave] = []
    findings: list[Finding] = []
    for id, parts in rows.items():
        whole = parts[0] if len(parts) == 1 else pd.concat(parts, ignore_index=True)
        if waves:
            whole, doubts = linked(whole, id, waves[0].rows[key], decided, key)
            findings += doubts
        waves.append(Wave(id, whole))
    return tuple(waves), findings
