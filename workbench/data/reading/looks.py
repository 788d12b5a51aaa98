"""The findings about rows and cells that belong to no single column's type."""

from collections.abc import Mapping, Sequence

from workbench.base.findings import Finding
from workbench.data.identifiers import identifiers_of
from workbench.data.reading.body import Body
from workbench.data.reading.census import Census
from workbench.data.reading.missing import ERRORS, NOT_UNDERSTOOD
from workbench.data.reading.numbers import value
from workbench.data.reading.opened import Opened
from workbench.data.reading.patterns import INTEGER, TEXT
from workbench.data.reading.plan import Plan

SHOWN = 5
"""How many cells, lines or names are written out in one sentence."""
FORMULA = ("=", "+", "@", "-")
WHYS = {
    "blank": "reading.blank_rows",
    "total": "reading.totals",
    "footnote": "reading.footnotes",
    "header_again": "reading.header_again",
}


def some(items: Sequence[object]) -> str:
    """Write out the first few of a list."""
    text = ", ".join(str(item) for item in items[:SHOWN])
    return f"{text}…" if len(items) > SHOWN else text


def of_rows(body: Body) -> list[Finding]:
    """Tell the rows left out, with their lines, and the rows that were too short."""
    found = []
    for why, key in WHYS.items():
        if body.counts.get(why):
            lines = [one.row for one in body.dropped if one.why == why]
            holes = {"n": body.counts[why], "lines": some(lines)}
            found.append(Finding(key, False, body.where, "note", holes))
    if body.short:
        holes = {"n": len(body.short), "lines": some(body.short)}
        found.append(Finding("reading.short_rows", False, body.where, "warning", holes))
    return found


def of_sheet(opened: Opened, first: int) -> list[Finding]:
    """Tell formulas without a value, errors, and merged cells below the headings."""
    hidden, where, found = opened.hidden, opened.where, []
    for cells, key in ((hidden.empty, "reading.formulas"), (hidden.errors, "reading.errors")):
        if cells:
            holes = {"n": len(cells), "cells": some(cells)}
            found.append(Finding(key, False, where, "warning", holes))
    if hidden.formulas > len(hidden.empty):
        holes = {"n": hidden.formulas - len(hidden.empty)}
        found.append(Finding("reading.formula_values", False, where, "note", holes))
    below = [a for a, b in opened.merged if a[0] + 1 >= first]
    if below:
        holes = {"n": len(below), "line": str(below[0][0] + 1)}
        found.append(Finding("reading.merged_cells", False, where, "warning", holes))
    return found


def of_column(census: Census, plan: Plan, missing: Mapping[str, int]) -> list[Finding]:
    """Tell the codes of missing answers, spaces, formulas as text and errors in one column."""
    found = []
    codes = {code: n for code, n in missing.items() if code in census.codes}
    errors = {code: n for code, n in codes.items() if code.lower() in ERRORS}
    plain = {code: n for code, n in codes.items() if code not in errors}
    for kept, key in ((plain, "reading.missing_codes"), (errors, "reading.error_cells")):
        if kept:
            told = ", ".join(f"{code} ({n})" for code, n in kept.items())
            holes = {"n": sum(kept.values()), "codes": told}
            found.append(Finding(key, False, census.name, "note", holes))
    if census.spaced:
        holes = {"n": census.spaced}
        found.append(Finding("reading.spaces", False, census.name, "note", holes))
    if census.formulas and plan.is_text:
        holes = {"n": census.formulas, "value": census.formula[0], "line": str(census.formula[1])}
        found.append(Finding("reading.formula_text", False, census.name, "warning", holes))
    return found


def of_people(censuses: Sequence[Census], file: str) -> tuple[dict[str, str], list[Finding]]:
    """Return the columns that name people directly, and the finding of each."""
    kinds = identifiers_of({census.name: census.marks for census in censuses})
    if not kinds:
        return kinds, [Finding("data.direct_identifier", True, file)]
    found = [
        Finding("data.direct_identifier", False, name, "warning", {"kind": words_of(kind)})
        for name, kind in kinds.items()
    ]
    return kinds, found


def words_of(kind: str) -> object:
    """Return what a direct identifier is, to be said in the reader's language."""
    from workbench.base.words import Phrase

    return Phrase(KINDS[kind])


KINDS = {
    "name": "reading.kind.name",
    "email": "reading.kind.email",
    "phone": "reading.kind.phone",
    "address": "reading.kind.address",
    "social_security": "reading.kind.social_security",
    "birth_date_and_initials": "reading.kind.birth_date_and_initials",
}


def of_totals(
    body: Body, censuses: Mapping[str, Census], plans: Mapping[str, Plan]
) -> list[Finding]:
    """Tell a last total that is not the sum of the whole numbers above it."""
    if len(body.totals) != 1:
        return []
    line, row = body.totals[0]
    found = []
    for name, cell in zip(body.layout.names, row, strict=True):
        said, census = value(cell.strip()), censuses[name]
        whole = plans[name].type == "integer" and set(census.seen) <= {INTEGER, TEXT}
        if said is None or not whole or not census.words:
            continue
        summed = sum((value(word) or 0) * n for word, n in census.words.items())
        if summed != said:
            holes = {"line": str(line), "said": said, "summed": summed}
            found.append(Finding("reading.total_differs", False, name, "warning", holes))
    return found


def counted(census: Census, plan: Plan, wrong: int) -> dict[str, int]:
    """Return how many cells of a column are missing, by code; spellings by capitals are one code.

    The code is spelled as it is most often in the column.
    """
    from workbench.data.reading.missing import BLANK

    missing = {BLANK: census.blank} if census.blank else {}
    merged: dict[str, list[str]] = {}
    for code in sorted(census.codes, key=lambda code: (-census.codes[code], code)):
        merged.setdefault(code.lower(), []).append(code)
    missing |= {same[0]: sum(census.codes[code] for code in same) for same in merged.values()}
    if wrong:
        missing[NOT_UNDERSTOOD] = wrong
    return missing
