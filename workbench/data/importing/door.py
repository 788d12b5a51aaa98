"""The door: what names a person stays outside, or becomes a random key, before anything is kept."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from workbench.base import words
from workbench.base.errors import RunError
from workbench.base.findings import Finding
from workbench.data.identifiers import direct_identifiers
from workbench.data.importing.request import Request

KeyMaker = Callable[[Sequence[str]], Mapping[str, str]]
"""Takes what names people and returns a random key for each; the list of both stays locked."""


@dataclass(frozen=True)
class Passed:
    """What may come in: the cells without what was dropped, the column of keys if one was made.

    *changed* says whether a column was taken out: what is kept is then not the file as sent.
    """

    texts: pd.DataFrame
    key: str | None
    changed: bool
    findings: list[Finding]


def at_the_door(texts: pd.DataFrame, request: Request, keys: KeyMaker | None) -> Passed:
    """Take out what is dropped, make keys of what names people, stop other identifiers.

    Without *keys* (a dry run) the keys are only counted: K1, K2... Raises RunError for a column
    that the file does not have. A direct identifier that is left is a finding that blocks.
    """
    for name in (*request.drop, *request.key):
        if name not in texts.columns:
            hint = words.hint(name, texts.columns)
            raise RunError("importing.unknown_heading", column=name, hint=hint)
    left = texts.drop(columns=[*request.drop, *request.key])
    found = direct_identifiers(left)
    findings = [
        Finding("importing.identifier", False, name, "blocker", {"kind": kind})
        for name, kind in found.items()
    ]
    if not request.key:
        return Passed(left, None, bool(request.drop), findings)
    naming = texts[list(request.key)].map(_tidy).agg(" ".join, axis=1).str.strip()
    made = _keys(naming, keys)
    heading = _free(request.key[0], left)
    left.insert(0, heading, naming.map(lambda name: made.get(name, "")))
    return Passed(left, heading, True, findings)


def rewritten(texts: pd.DataFrame) -> bytes:
    """Return the cells that may come in as a CSV file: UTF-8, semicolons, every text as it was."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(texts.columns)
    writer.writerows(texts.itertuples(index=False))
    return out.getvalue().encode("utf-8-sig")


def _tidy(text: str) -> str:
    """Return a name without capitals or doubled spaces, so that two spellings give one key."""
    return " ".join(str(text).casefold().split())


def _keys(naming: pd.Series, keys: KeyMaker | None) -> Mapping[str, str]:
    people = [name for name in dict.fromkeys(naming) if name]
    if keys is None:
        return {name: f"K{place}" for place, name in enumerate(people, start=1)}
    return keys(people)


def _free(heading: str, texts: pd.DataFrame) -> str:
    """Return a heading that says the column holds keys, and that the file does not have yet."""
    name = f"key_{heading}"
    return name if name not in texts.columns else _free(name, texts)
