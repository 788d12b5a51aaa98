"""What is given away says what it is: a Data Package with a Table Schema for each table.

The format is that of Frictionless Data (Data Package and Table Schema, version 1): titles and
descriptions stand in the reader's language, and in both under ``title_fr``, ``title_en`` and so on.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from workbench.base.dossier import Dossier
from workbench.base.words import LANGS, say
from workbench.data.record import Received
from workbench.evaluation import Evaluation
from workbench.report.export.record import Field, Shape, Table

FILE = "datapackage.json"
KNOWN = {
    "CC0 1.0": ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "CC BY 4.0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC BY-SA 4.0": ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "ODbL 1.0": ("ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    "Licence Ouverte 2.0": (
        "etalab-2.0",
        "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
    ),
}
"""Licences by the name that people write: their usual short name, and their address."""


@dataclass(frozen=True)
class Written:
    """A table with the text of its file, and whether it was written as French spreadsheets do."""

    table: Table
    text: str
    comma: bool


def package(dossier: Dossier, written: Sequence[Written], lang: str) -> str:
    """Return the description of the tables as JSON: what they hold, from where, on which terms."""
    evaluation = dossier.read(Evaluation)
    simulated = evaluation.simulated
    about = {code: _about(evaluation, code) for code in LANGS}
    names = {code: evaluation.title.say(code) for code in LANGS}
    content: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": slug(dossier.name),
        "title": names[lang],
        **{f"title_{code}": text for code, text in names.items()},
        "description": about[lang],
        **{f"description_{code}": text for code, text in about.items()},
        "simulated": simulated,
        "keywords": ["impact", *(["simulated"] if simulated else [])],
        "licenses": licences(dossier),
        "sources": sources(dossier, lang),
        "contributors": [{"title": evaluation.organisation.say(lang), "role": "author"}],
        "temporal": _period(evaluation),
        "resources": [_resource(one, written, simulated, lang) for one in written],
    }
    told = {name: value for name, value in content.items() if value not in (None, [], {})}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def slug(name: str) -> str:
    """Return a name in small letters without accents or spaces, as Data Package asks.

    >>> slug("Dossier de l’Été 2024")
    'dossier-de-l-ete-2024'
    """
    apart = unicodedata.normalize("NFKD", name.lower())
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9._]+", "-", plain).strip("-") or "export"


def licences(dossier: Dossier) -> list[dict[str, str]]:
    """Return the terms of what was received and of the sources, each once."""
    evaluation, received = dossier.read(Evaluation), dossier.read_if_there(Received)
    said = [file.licence for file in received.files] if received else []
    said = said or [source.licence for source in evaluation.sources]
    return [_licence(text) for text in dict.fromkeys(said) if text]


def sources(dossier: Dossier, lang: str) -> list[dict[str, str]]:
    """Return what the figures rest on: the documents of the evaluation, the files received."""
    evaluation, received = dossier.read(Evaluation), dossier.read_if_there(Received)
    titles = [source.title.say(lang) for source in evaluation.sources]
    titles += [file.title.say(lang) for file in received.files] if received else []
    return [{"title": title} for title in dict.fromkeys(titles)]


def schema(shape: Shape, comma: bool, lang: str) -> dict[str, Any]:
    """Return the Table Schema of one kind of table."""
    keys = [
        {"fields": [name], "reference": {"resource": to, "fields": [name]}}
        for name, to in shape.points.items()
    ]
    return {
        "fields": [_field(one, comma, lang) for one in shape.fields],
        "missingValues": [""],
        "primaryKey": list(shape.key),
        **({"foreignKeys": keys} if keys else {}),
    }


def _resource(
    one: Written, written: Sequence[Written], simulated: bool, lang: str
) -> dict[str, Any]:
    shape, there = one.table.shape, {other.table.shape.name for other in written}
    here = {name: to for name, to in shape.points.items() if to in there}
    data = one.text.encode("utf-8")
    return {
        "profile": "tabular-data-resource",
        "name": shape.name,
        "path": one.table.file,
        **_both("title", shape.title, lang),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig" if one.comma else "utf-8",
        "dialect": {"delimiter": ";" if one.comma else ","},
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "simulated": simulated,
        "schema": schema(_pointing(shape, here), one.comma, lang),
    }


def _pointing(shape: Shape, to: Mapping[str, str]) -> Shape:
    return Shape(shape.name, shape.title, shape.fields, shape.key, to)


def _field(one: Field, comma: bool, lang: str) -> dict[str, Any]:
    number = {"decimalChar": ","} if comma and one.type == "number" else {}
    limits = one.constraints()
    return {
        "name": one.name,
        "type": one.type,
        **number,
        **_both("title", one.title, lang),
        **_both("description", one.about, lang),
        **({"unit": one.unit} if one.unit else {}),
        **({"constraints": limits} if limits else {}),
    }


def _both(name: str, key: str, lang: str) -> dict[str, str]:
    """Return a phrase in the reader's language, then in each."""
    return {name: say(key, lang), **{f"{name}_{code}": say(key, code) for code in LANGS}}


def _licence(text: str) -> dict[str, str]:
    if text in KNOWN:
        name, path = KNOWN[text]
        return {"name": name, "path": path, "title": text}
    return {"name": slug(text), "title": text}


def _about(evaluation: Evaluation, lang: str) -> str:
    """Return the summary, behind a warning where the data are simulated."""
    summary = " ".join(evaluation.summary.say(lang).split())
    return f"{say('export.simulated', lang)} {summary}" if evaluation.simulated else summary


def _period(evaluation: Evaluation) -> dict[str, str] | None:
    if evaluation.period is None:
        return None
    return {
        "start": evaluation.period.start.isoformat(),
        "end": evaluation.period.end.isoformat(),
    }
