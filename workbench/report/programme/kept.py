"""The two tables of a programme, written and read back: no sentence but people's own words."""

import csv
import io
import typing
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from types import NoneType
from typing import Any, TypeVar

from workbench.analysis.claims import LEVELS
from workbench.analysis.pilots.record import (
    EFFECTS,
    SITES,
    TEXTS,
    Gathered,
    PilotEffect,
    PilotSite,
    Programme,
    columns,
)
from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.files import table_text
from workbench.base.records import Text
from workbench.base.words import LANGS

Kind = TypeVar("Kind", PilotEffect, PilotSite)


def tables(gathered: Gathered) -> dict[str, str]:
    """Return the two tables of a programme as CSV, by their file."""
    return {
        EFFECTS: _table(PilotEffect, gathered.effects),
        SITES: _table(PilotSite, gathered.sites),
    }


def read(dossier: Dossier) -> Gathered:
    """Read the programme that stands in a folder.

    Raises RecordError for a ``programme.yml`` that breaks a rule, and DataError, which names the
    file, for a table that was spoilt or that speaks of a pilot the programme does not name.
    """
    programme = dossier.read(Programme)
    found = Gathered(
        tuple(sorted(programme.members, key=lambda member: member.name)),
        tuple(_read(dossier.path(EFFECTS), EFFECTS, PilotEffect)),
        tuple(_read(dossier.path(SITES), SITES, PilotSite)),
    )
    taken = {member.name for member in found.taken}
    for file, rows in ((EFFECTS, found.effects), (SITES, found.sites)):
        strangers = sorted({row.pilot for row in rows} - taken)
        if strangers:
            raise DataError("synthesis.stranger", file=file, names=", ".join(strangers))
    return found


def _table(kind: type[Kind], rows: Iterable[Kind]) -> str:
    return table_text([_cells(row) for row in rows], columns(kind))


def _cells(row: PilotEffect | PilotSite) -> dict[str, object]:
    cells: dict[str, object] = {}
    for name, value in vars(row).items():
        if name in TEXTS:
            cells |= {f"{name}_{lang}": _said(value, lang) for lang in LANGS}
        else:
            cells[name] = value
    masked = row.masked if isinstance(row, PilotEffect) else row.n is None
    return {**cells, "masked": True if masked else None}


def _said(text: Text | None, lang: str) -> str | None:
    """Return the words of a language; None where nobody wrote them."""
    return None if text is None else text.any or getattr(text, lang)


def _read(path: Path, file: str, kind: type[Kind]) -> list[Kind]:
    try:
        reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
        rows, head = list(reader), set(reader.fieldnames or ())
        if head == set(columns(kind)):
            kinds = typing.get_type_hints(kind)
            return [kind(**_values(row, kind, kinds)) for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error, ValueError, KeyError, TypeError):
        pass
    raise DataError("synthesis.unreadable_table", file=file)


def _values(row: Mapping[str, str], kind: type[Any], kinds: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a row; raise ValueError or TypeError for a cell that cannot be."""
    found: dict[str, Any] = {}
    for name in (one.name for one in fields(kind)):
        if name in TEXTS:
            said = {lang: row[f"{name}_{lang}"] for lang in LANGS if row[f"{name}_{lang}"]}
            alike = len(said) == len(LANGS) and len(set(said.values())) == 1
            found[name] = Text(any=said[LANGS[0]]) if alike else Text(**said) if said else None
        else:
            found[name] = _value(row[name], kinds[name])
    if found.get("claim", LEVELS[0]) not in LEVELS:
        raise ValueError(found["claim"])
    return found


def _value(cell: str, kind: Any) -> object:  # noqa: ANN401 - the annotation of a field
    """Return a cell as its field wants it; a blank is None where that may be."""
    parts = typing.get_args(kind) or (kind,)
    if cell == "":
        if NoneType in parts or str in parts:
            return None if NoneType in parts else ""
        raise ValueError(kind)
    if bool in parts:
        return {"true": True, "false": False}[cell]
    number = next((part for part in (int, float) if part in parts), None)
    return number(cell) if number else cell
