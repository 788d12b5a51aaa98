"""Looking over a finished XLSForm, row by row: what pyxform and ODK pass in silence."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence

from openpyxl import load_workbook

from workbench.base.findings import Finding, Severity
from workbench.collection.expressions import faults
from workbench.collection.form_rules import WARNINGS
from workbench.collection.record import NO_ANSWER

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
SAID = ("label", "hint", "constraint_message", "required_message")
FORMULAS = ("relevant", "constraint", "calculation", "required", "choice_filter", "default")
ABOVE_ZERO = re.compile(r"\.\s*>\s*[0-9]|\.\s*>=\s*(?:0*[1-9]|0?\.0*[1-9])")

Row = tuple[int, Mapping[str, str]]
"""The number of a row in its sheet, and what stands under each head."""


def look_over(content: bytes) -> list[Finding]:
    """Return what is wrong in an XLSForm; *where* says the sheet and the row."""
    book = load_workbook(io.BytesIO(content), read_only=True)
    sheets = {name: _rows(book[name].iter_rows(values_only=True)) for name in book.sheetnames}
    survey, choices = sheets.get("survey", []), sheets.get("choices", [])
    return [
        *_default_language(survey, sheets.get("settings", [])),
        *_translations(survey, "survey"),
        *_translations(choices, "choices"),
        *_names(survey, choices),
        *_formulas(survey),
        *_no_answer_alone(survey, choices),
    ]


def _rows(rows: Iterator[Sequence[object]]) -> list[Row]:
    """Return the filled rows under the heads of the first one."""
    heads = [str(cell or "") for cell in next(rows, ())]
    found: list[Row] = []
    for number, row in enumerate(rows, start=2):
        cells = {
            head: str(cell) for head, cell in zip(heads, row, strict=False) if cell is not None
        }
        if cells:
            found.append((number, cells))
    return found


def _languages(rows: Sequence[Row], column: str = "label") -> list[str]:
    heads = dict.fromkeys(head for _, cells in rows for head in cells)
    return [head.partition("::")[2] for head in heads if head.startswith(f"{column}::")]


def _default_language(survey: Sequence[Row], settings: Sequence[Row]) -> Iterator[Finding]:
    """The default language is one in which the labels are written."""
    languages = _languages(survey)
    for number, cells in settings:
        default = cells.get("default_language")
        if default is not None and default not in languages:
            holes = {"name": default, "allowed": ", ".join(languages)}
            where = f"settings:{number}"
            yield Finding("collection.default_language", False, where, holes=holes)


def _translations(rows: Sequence[Row], sheet: str) -> Iterator[Finding]:
    """What is said in one language is said in each."""
    languages = _languages(rows)
    for number, cells in rows:
        for column in SAID:
            said = [lang for lang in languages if cells.get(f"{column}::{lang}")]
            if said and len(said) < len(languages):
                missing = ", ".join(lang for lang in languages if lang not in said)
                holes = {"column": column, "missing": missing}
                yield Finding("collection.no_translation", False, f"{sheet}:{number}", holes=holes)


def _names(survey: Sequence[Row], choices: Sequence[Row]) -> Iterator[Finding]:
    """Names have neither accents nor spaces; pyxform stops at the first one, we list them all."""
    for number, cells in survey:
        name = cells.get("name", "")
        if name and not NAME.fullmatch(name):
            yield Finding("collection.name_shape", False, f"survey:{number}", holes={"name": name})
    for number, cells in choices:
        name = cells.get("name", "")
        if re.search(r"[^\x21-\x7e]", name):
            yield Finding("collection.name_shape", False, f"choices:{number}", holes={"name": name})


def _formulas(survey: Sequence[Row]) -> Iterator[Finding]:
    """Every formula names questions and functions that exist, and divides by no zero."""
    known = {cells["name"] for _, cells in survey if "name" in cells}
    numbers = {"integer", "decimal", "range", "calculate"}
    zeros = {
        cells["name"] for _, cells in survey
        if cells.get("type") in numbers and not ABOVE_ZERO.search(cells.get("constraint", ""))
    }  # fmt: skip
    several = {c["name"] for _, c in survey if _multiple(c) is not None and "name" in c}
    for number, cells in survey:
        for column in FORMULAS:
            for key, holes in faults(cells.get(column, ""), known, zeros, several):
                grave: Severity = "warning" if key in WARNINGS else "blocker"
                yield Finding(key, False, f"survey:{number}", grave, holes)


def _no_answer_alone(survey: Sequence[Row], choices: Sequence[Row]) -> Iterator[Finding]:
    """Where several answers may be ticked, "don't know" is never ticked beside another."""
    for number, cells in survey:
        name = _multiple(cells)
        if name is None:
            continue
        rule = re.sub(r"\s", "", cells.get("constraint", "")).replace('"', "'")
        codes = {c.get("name", "") for _, c in choices if c.get("list_name") == name}
        for code in sorted(code for code in codes if code.lower() in NO_ANSWER):
            if f"selected(.,'{code}')" not in rule:
                where, holes = f"survey:{number}", {"name": code}
                yield Finding("collection.no_answer_with_answers", False, where, holes=holes)


def _multiple(cells: Mapping[str, str]) -> str | None:
    """Return the list of answers of a question that takes several; None for any other row."""
    kind, _, name = " ".join(cells.get("type", "").split()).partition(" ")
    return name.removesuffix(" or_other") if kind == "select_multiple" else None
