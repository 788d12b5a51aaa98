"""The sums of a pilot read back: a figure that cannot be is refused with its line and column."""

import csv
import io
import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from workbench.analysis.claims import HIGHEST, LEVELS, claim
from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.base.findings import Finding, found_in
from workbench.base.records import Text
from workbench.base.words import LANGS
from workbench.capitalisation.card.sums import COLUMNS, COUNTS, NUMBERS, Sum, file_of, protected

MOST = 500
"""More rows than this are no sums of one pilot."""
LONGEST = 400
"""Letters that a cell may have."""
ID = re.compile(r"^[\w.-]{1,80}$")
ALLOWED: Mapping[str, Sequence[str]] = {
    "quantity": ("level", "change", "difference", "ratio"),
    "unit": ("share", "points", "ratio", "dollars"),
    "measure": ("difference", "risk_ratio", "odds_ratio", "hazard_ratio"),
    "design": tuple(HIGHEST),
    "claim": LEVELS,
    "masked": ("true", "false"),
}
"""The codes that a column may hold."""
CLOSE = 0.006
"""A share and its counts are one figure to within the rounding of a percentage."""


def read_sums(dossier: Dossier, pilot: str) -> tuple[tuple[Sum, ...], list[Finding]]:
    """Return the sums of a pilot in the order of the file, and a finding for each masked here.

    Nothing where the pilot shares none. Raises DataError, which names file, row and column, for a
    table that cannot be read: unknown columns, a figure that is none, more counted than asked.
    """
    path, file = dossier.path(file_of(pilot)), file_of(pilot)
    if not path.is_file():
        return (), []
    read = [_read(row, n, file) for n, row in enumerate(_rows(path, file), 2)]
    kept = [protected(one) for one in read]
    few = [one.indicator for one, safe in zip(read, kept, strict=True) if one != safe]
    found = [
        Finding("card.sums_small", False, pilot, holes={"n": len(few), "ids": ", ".join(few)})
        for _ in few[:1]
    ]
    return tuple(kept), found_in(file, found)


def _rows(path: Path, file: str) -> list[dict[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        first = text.partition("\n")[0]
        reader = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in first else ",")
        rows, head = list(reader), list(reader.fieldnames or ())
    except (OSError, UnicodeDecodeError, csv.Error):
        raise DataError("card.sums_unreadable", file=file) from None
    strange = [name for name in head if name not in COLUMNS]
    if "indicator" not in head or strange or len(head) != len(set(head)):
        named = ", ".join(strange) or "indicator"
        raise DataError("card.sums_columns", file=file, named=named, known=", ".join(COLUMNS))
    if len(rows) > MOST or any(None in row or None in row.values() for row in rows):
        raise DataError("card.sums_unreadable", file=file)
    return [row for row in rows if any(row.values())]


def _read(row: Mapping[str, str], line: int, file: str) -> Sum:
    """Return a row as a sum; raise DataError with its line for what cannot be."""
    given = {name: cell.strip() for name, cell in row.items() if cell.strip()}
    label = {lang: given.pop(f"label_{lang}") for lang in LANGS if f"label_{lang}" in given}
    holes: dict[str, object] = {"file": file, "line": str(line)}
    if "indicator" not in given:
        raise DataError("card.sums_cell", column="indicator", value="", **holes)
    for name, cell in given.items():
        if len(cell) > LONGEST or not _allowed(name, cell):
            raise DataError("card.sums_cell", column=name, value=cell[:40], **holes)
    values: dict[str, Any] = {name: _value(name, cell) for name, cell in given.items()}
    found = Sum(**{"label": Text(**label) if label else None, **values})
    if not _holds(found):
        raise DataError("card.sums_do_not_hold", id=found.indicator, **holes)
    return found


def _allowed(name: str, cell: str) -> bool:
    if name in ALLOWED:
        return cell in ALLOWED[name]
    if name == "indicator":
        return bool(ID.match(cell))
    if name in COUNTS:
        return cell.isdecimal() and len(cell) < 10
    if name in (*NUMBERS, "level"):
        try:
            return math.isfinite(float(cell))
        except ValueError:
            return False
    if name.startswith("period"):
        return bool(re.fullmatch(r"\d{4}(-\d{2}){0,2}", cell))
    return True


def _value(name: str, cell: str) -> object:
    if name == "masked":
        return cell == "true"
    return int(cell) if name in COUNTS else float(cell) if name in (*NUMBERS, "level") else cell


def _holds(one: Sum) -> bool:
    """Whether the counts are in each other, the interval round its estimate, the error above 0."""
    counts = [c for c in (one.numerator, one.denominator, one.concerned) if c is not None]
    ends = [one.ci_low, one.estimate, one.ci_high]
    known = [end for end in ends if end is not None]
    error = (one.std_error or 1) > 0 and (one.df or 1) > 0
    sizes = (one.denominator is None or one.denominator > 0) and (one.sites or 1) > 0
    share = one.unit != "share" or one.quantity != "level" or all(0 <= x <= 1 for x in known)
    both = (one.ci_low is None) == (one.ci_high is None)
    ordered = counts == sorted(counts) and known == sorted(known)
    right = ordered and error and sizes and share and both and 0 < one.level < 1 and _same(one)
    return right and LEVELS.index(one.claim) <= LEVELS.index(_highest(one.design))


def _highest(design: str) -> str:
    """Return the strongest claim of a design, its groups drawn by lot where they can be."""
    return claim(design, carries=True, randomised=True)


def _same(one: Sum) -> bool:
    """Whether a rate that gives both its counts and its estimate gives one figure."""
    rate = one.quantity == "level" and one.unit == "share"
    if not rate or one.estimate is None or one.numerator is None or not one.denominator:
        return True
    return abs(one.estimate - one.numerator / one.denominator) < CLOSE
