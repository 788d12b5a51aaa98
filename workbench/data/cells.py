"""One place where a received file becomes cells of text, by the reader that tells its guesses."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.base.files import sha256
from workbench.base.remembered import remembered
from workbench.data.reading import Reading, read
from workbench.data.reading.how import GUESSED, How

if TYPE_CHECKING:
    import pandas as pd

DAY = len("2024-03-03")
SMALL = 2_000_000
"""Bytes of a file whose reading is kept at hand: pages ask for it again and again."""


def cells(
    path: Path, sheet: str | None = None, month_first: Collection[str] = ()
) -> "pd.DataFrame":
    """Return every cell of the file as text; the index is the line in the file, from 1.

    *sheet* names one sheet of a workbook, *month_first* the columns of dates that are read month
    first where they do not say. Raises DataError when the file is missing, empty, not a
    table, or has no such sheet.
    """
    if _small(path):
        return _texts(path, sheet, tuple(month_first), sha256(path))
    return texts_of(read(path, sheet), month_first)


def at_hand(path: Path, sheet: str | None = None, how: How = GUESSED) -> Reading:
    """Read a received file; a small one that has not changed is not read again."""
    if _small(path):
        return _read(path, sheet, sha256(path), how)
    return read(path, sheet, how=how)


def _small(path: Path) -> bool:
    return path.is_file() and path.stat().st_size <= SMALL


@remembered
def _read(path: Path, sheet: str | None, _checksum: str, how: How = GUESSED) -> Reading:
    return read(path, sheet, how=how)


@remembered
def _texts(
    path: Path, sheet: str | None, month_first: tuple[str, ...], checksum: str
) -> "pd.DataFrame":
    return texts_of(_read(path, sheet, checksum), month_first)


def texts_of(reading: Reading, month_first: Collection[str] = ()) -> "pd.DataFrame":
    """Return the cells of a file that was read, as text; an empty one is an empty text.

    A day that the reader understood (3 mars 2024, or a spreadsheet's count of days) is written as
    2024-03-03; all else is as it came. In the columns of *month_first* the month comes first.
    """
    if month_first:
        plans = {
            name: replace(plan, order="month") if name in month_first else plan
            for name, plan in reading.plans.items()
        }
        reading = replace(reading, plans=plans)
    texts = reading.text.fillna("").astype(str)
    for column in reading.columns:
        if column.type == "date":
            days = reading.table[column.name]
            first = (~texts[column.name].duplicated() & days.notna().to_numpy()).to_numpy()
            said = days[first].astype(str).str.slice(0, DAY)
            day = dict(zip(texts[column.name][first], said, strict=True))
            texts[column.name] = texts[column.name].map(lambda text, day=day: day.get(text, text))
    return texts
