"""Results that machines read, written together: the whole of what was asked, or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from workbench.analysis import Effect, kept
from workbench.base.dossier import Dossier
from workbench.base.errors import RunError
from workbench.base.findings import Finding
from workbench.base.folders import ours, put
from workbench.base.words import LANGS, hint
from workbench.data.protection.cells import Ask
from workbench.data.protection.published import Session, keep_session, session_of
from workbench.data.protection.share import nobody_is_in
from workbench.evaluation import Evaluation
from workbench.report.export import linked, package
from workbench.report.export.cells import csv_text
from workbench.report.export.dictionary import dictionary
from workbench.report.export.esf import counted, parting, sources
from workbench.report.export.esf.doubts import doubts
from workbench.report.export.esf.table import esf_tables
from workbench.report.export.record import Pieces, Table
from workbench.report.export.released import (
    People,
    Results,
    hidden,
    people_of,
    planned,
    released,
    results_of,
)
from workbench.report.export.tables import result_tables

FORMATS = ("tidy", "cids", "esf")
"""What results can be written as: tables, linked data, the participant table of the ESF+."""


@dataclass(frozen=True)
class Wanted:
    """What is to be written: the formats, the language of titles, how spreadsheets read numbers.

    *sensitive* names the sensitive columns that may be counted; *by_age* parts participants by
    group of age too.
    """

    formats: tuple[str, ...] = FORMATS
    lang: str = LANGS[0]
    comma: bool = False
    sensitive: tuple[str, ...] = ()
    by_age: bool = False


@dataclass(frozen=True)
class Exported:
    """The files that were written, and what was left out or hidden."""

    files: list[Path]
    findings: list[Finding]


@dataclass(frozen=True)
class Esf:
    """What the participant table needs: where the codes stand, by what people are parted."""

    found: sources.Found
    parted: parting.Cuts
    asks: list[Ask]


def formats_of(given: Sequence[str]) -> tuple[str, ...]:
    """Return the formats asked for, each once; raise RunError for a word that is none."""
    for name in given:
        if name not in FORMATS:
            raise RunError("export.unknown_format", given=name, hint=hint(name, FORMATS))
    return tuple(dict.fromkeys(given)) or FORMATS


def export(dossier: Dossier, memory: Dossier, out: Path, on: date, wanted: Wanted) -> Exported:
    """Write the results of a dossier or a run into the folder *out*, whole or not at all.

    *memory* is the dossier that remembers what was published: the same, or that of a run. Raises
    RunError when the place is taken or inside a dossier, DataError when there are no results yet,
    or when what was published before would tell too much beside these counts.
    """
    for one in (dossier, memory):
        if out.resolve().is_relative_to(one.folder.resolve()):
            raise RunError("run.out_in_dossier", out=out, name=one.name)
    if not ours(out):
        raise RunError("export.out_taken", out=out)
    people, session = people_of(dossier, wanted.sensitive), session_of(memory)
    results = {"tidy", "cids"} & {*wanted.formats}
    effects: Sequence[Effect] = kept(dossier) if results else ()
    esf = _esf(people, session, wanted) if "esf" in wanted.formats else None
    asks = [*(planned(people, effects) if results else []), *(esf.asks if esf else [])]
    release = released(people, asks, session, on)
    found = results_of(people, effects, release) if results else Results([], [])
    counts = counted.lines(esf.found, esf.parted, release) if esf else []
    tables, pieces = _pieces(dossier, found, wanted)
    if esf:
        simulated = dossier.read(Evaluation).simulated
        tables += esf_tables(esf.found, esf.parted, counts, simulated)
        pieces |= _workbooks(dossier, esf.found, counts)
    pieces |= _described(dossier, tables, wanted)
    texts = {name: text for name, text in pieces.items() if isinstance(text, str)}
    nobody_is_in(texts, people.table, people.instrument)
    remember = partial(keep_session, memory, release.session)
    files = put(pieces, out, (lambda: None) if memory.read_only else remember)
    return Exported(files, list(_findings(people, found, esf, counts, wanted)))


def _esf(people: People, session: Session, wanted: Wanted) -> Esf:
    found = sources.find(people)
    parted = counted.cuts(people, found, session, wanted.by_age)
    return Esf(found, parted, counted.asks(people, found, parted))


def _pieces(dossier: Dossier, found: Results, wanted: Wanted) -> tuple[list[Table], Pieces]:
    """Return the tables of results, and the linked data."""
    tables = result_tables(dossier, found) if "tidy" in wanted.formats else []
    if "cids" not in wanted.formats:
        return tables, {}
    return tables, {linked.FILE: linked.linked_results(dossier, found.effects)}


def _workbooks(dossier: Dossier, found: sources.Found, counts: Sequence[counted.Line]) -> Pieces:
    from workbench.report.export.esf.workbook import esf_workbook  # heavy: openpyxl

    evaluation = dossier.read(Evaluation)
    return {
        f"esf_participants.{lang}.xlsx": esf_workbook(
            evaluation.title.say(lang), found, counts, evaluation.simulated, lang
        )
        for lang in LANGS
    }


def _described(dossier: Dossier, tables: Sequence[Table], wanted: Wanted) -> Pieces:
    """Return the tables as files, their Data Package, and the dictionary in each language."""
    if not tables:
        return {}
    texts = {one.file: csv_text(one, wanted.comma) for one in tables}
    written = [package.Written(one, texts[one.file], wanted.comma) for one in tables]
    pages = {
        f"dictionary.{lang}.md": dictionary(dossier, tables, wanted.comma, lang) for lang in LANGS
    }
    return {**texts, package.FILE: package.package(dossier, written, wanted.lang), **pages}


def _findings(
    people: People,
    found: Results,
    esf: Esf | None,
    counts: Sequence[counted.Line],
    wanted: Wanted,
) -> Iterator[Finding]:
    yield from hidden(people, found, "results/effects.csv") if found.effects else ()
    if {"tidy", "esf"} & {*wanted.formats}:
        terms = package.licences(people.dossier)
        yield Finding("export.licence", bool(terms), package.FILE, "note")
    if esf:
        yield from doubts(people, esf.found, esf.parted, counts)
