"""What may leave the house: counts and estimates with hidden cells, never a row of a person."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import pandas as pd

from workbench.base.dossier import Dossier
from workbench.base.errors import DataError, RunError
from workbench.base.files import table_text, write_whole
from workbench.base.findings import Finding
from workbench.base.words import LANGS, hint, say
from workbench.collection import Analysis, Instrument, Plan, instrument_of
from workbench.collection import table as codebook
from workbench.data.load import load
from workbench.data.protection import programme, results
from workbench.data.protection.estimates import asks_behind
from workbench.data.protection.masking import Release, publish
from workbench.data.protection.published import keep_session, session_of
from workbench.data.protection.purpose import purposes
from workbench.data.protection.sensitive import sensitive_columns
from workbench.indicators import Choices

RECORDS = ("evaluation.yml", "theory.yml", "indicators.yml", "plan.yml", Instrument.FILE)
COUNTS = "tables/counts.csv"
COUNT_COLUMNS = ("table", "column_1", "value_1", "column_2", "value_2", "count", "hidden")
CONTENTS = "contents.csv"
LIKE_A_KEY = re.compile(r"(?=.*[^\W\d_]).{4,}")
"""Keys that can be looked for among words: a mere number stands in any table."""


@dataclass(frozen=True)
class Shared:
    """What was put into the file to share, and what was left out or hidden."""

    files: dict[str, str]
    findings: list[Finding]


def share(dossier: Dossier, out: Path, on: date, sensitive: Sequence[str] = ()) -> Shared:
    """Write a zip file of what may be shared, and record in the dossier what was published.

    Sensitive columns stay out unless *sensitive* names them; so do columns without a purpose.
    Raises RunError when the place is taken or inside the dossier, DataError when a key of a person
    would be in it: then nothing is written.
    """
    if out.resolve().is_relative_to(dossier.folder.resolve()):
        raise RunError("run.out_in_dossier", out=out, name=dossier.name)
    if out.exists():
        raise RunError("protection.share_exists", out=out)
    shared, release = prepared(dossier, on, sensitive)
    packed = _packed(shared.files)
    if not dossier.read_only:
        keep_session(dossier, release.session)
    write_whole(out, packed)
    return shared


def prepared(dossier: Dossier, on: date, sensitive: Sequence[str] = ()) -> tuple[Shared, Release]:
    """Return the texts to share by their names, and the release behind them; write nothing."""
    instrument, table = instrument_of(dossier), load(dossier)
    closed = closed_off(dossier, instrument, sensitive)
    people = programme.countable(table, instrument)
    plan, rows = dossier.read_if_there(Plan), results.read_results(dossier, results.EFFECTS)
    asked = [one for one in results.planned(plan, rows) if not programme.columns_of(one) & closed]
    asks = [
        *asks_behind(people, instrument, asked),
        *programme.answers_by_site(people, instrument, closed),
    ]
    release = publish(people, asks, session_of(dossier), on)
    effects, sites = shown_whole(release, table, asked)
    files = _texts(dossier, instrument) | {COUNTS: _counts(release)}
    for file, shown, name in (
        (results.EFFECTS, effects, "id"),
        (results.SITES, sites, "analysis"),
    ):
        hidden = results.hidden_rows(results.read_results(dossier, file), shown, name)
        columns = list(dict.fromkeys(key for row in hidden for key in row))
        files[file] = table_text(hidden, columns) if hidden else ""
    files = {name: text for name, text in files.items() if text}
    files[CONTENTS] = _contents(files)
    nobody_is_in(files, table, instrument)
    return Shared(files, list(_findings(release, closed, effects))), release


def closed_off(dossier: Dossier, instrument: Instrument, sensitive: Sequence[str]) -> set[str]:
    """Return the columns that stay out: sensitive and not asked for, or without a purpose.

    Raises DataError where one of *sensitive* is no sensitive column.
    """
    marked = sensitive_columns(instrument)
    for name in sensitive:
        if name not in marked:
            raise DataError("protection.not_sensitive", name=name, hint=hint(name, marked))
    plan, choices = dossier.read_if_there(Plan), dossier.read_if_there(Choices)
    uses = purposes(instrument, choices, plan)
    idle = {name for name, use in uses.items() if use is None}
    return (set(marked) | idle) - set(sensitive)


def shown_whole(
    release: Release, table: pd.DataFrame, asked: Sequence[Analysis]
) -> tuple[dict[str, bool], dict[str, bool]]:
    """Return whether each analysis may be shown, and whether its figures by site may, by its id."""
    effects = {a.id: _whole(release, f"effect:{a.id}", table, a, a.treatment) for a in asked}
    sites = {a.id: _whole(release, f"sites:{a.id}", table, a, a.cluster) for a in asked}
    return effects, sites


def _whole(
    release: Release, what: str, table: pd.DataFrame, analysis: Analysis, by: str | None
) -> bool:
    """Whether the counts behind an estimate are all shown, and no few people make it up."""
    cells = release.table(what)
    return (
        bool(cells) and None not in cells.values() and not results.told_by_few(table, analysis, by)
    )


def _texts(dossier: Dossier, instrument: Instrument) -> dict[str, str]:
    """Return the records that speak of nobody, the codebook and the note to the reader."""
    texts = {
        name: dossier.path(name).read_text(encoding="utf-8")
        for name in RECORDS
        if dossier.path(name).is_file()
    }
    for lang in LANGS:
        rows = codebook(instrument, lang)
        texts[f"collection/codebook.{lang}.csv"] = table_text(rows, list(rows[0]))
    texts["README.txt"] = "\n\n".join(say("protection.readme", lang) for lang in LANGS) + "\n"
    return texts


def _counts(release: Release) -> str:
    """Return the tables of answers, a row a cell; margins name fewer columns."""
    rows = []
    for one in release.cells:
        if not one.what.startswith("answers:"):
            continue
        row: dict[str, object] = {"table": one.what.removeprefix("answers:"), "count": one.count}
        for number, (name, values) in enumerate(one.cell, start=1):
            row |= {f"column_{number}": name, f"value_{number}": "|".join(values)}
        rows.append(row | {"hidden": one.count is None})
    return table_text(rows, COUNT_COLUMNS)


def _contents(files: Mapping[str, str]) -> str:
    rows = [{"file": n, "sha256": sha256(text.encode()).hexdigest()} for n, text in files.items()]
    return table_text(rows, ("file", "sha256"))


def _packed(files: Mapping[str, str]) -> bytes:
    """Return the files as a zip: the same texts give the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, text in sorted(files.items()):
            pack.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def nobody_is_in(files: Mapping[str, str], table: pd.DataFrame, instrument: Instrument) -> None:
    """Look for the key of every person in every text; raise DataError where one stands."""
    person = instrument.role("person")
    if person is None or person.id not in table:
        return
    keys = {key for key in table[person.id].astype(str) if LIKE_A_KEY.fullmatch(key)}
    for name, text in files.items():
        if keys & set(re.findall(r"[\w-]+", text)):
            raise DataError("protection.key_in_share", file=name)


def _findings(release: Release, closed_off: set[str], effects: Mapping[str, bool]) -> list[Finding]:
    n = sum(one.count is None for one in release.cells if one.what.startswith("answers:"))
    gone = [id for id, shown in effects.items() if not shown]
    names = ", ".join(sorted(closed_off))
    return [
        Finding("protection.cells_hidden", n == 0, COUNTS, "note", {"n": n}),
        Finding("protection.columns_closed", not closed_off, COUNTS, "note", {"columns": names}),
        Finding(
            "protection.effects_hidden",
            not gone,
            results.EFFECTS,
            "note",
            {"n": len(gone), "analyses": ", ".join(gone)},
        ),
    ]
