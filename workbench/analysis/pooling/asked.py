"""What a file of pilots says: which columns hold effects, variances, names and moderators."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np

from workbench.analysis.claims import LEVELS
from workbench.analysis.pooling.effect_sizes import (
    EffectSize,
    odds_ratio,
    risk_difference,
    risk_ratio,
    standardised_mean_difference,
)
from workbench.analysis.pooling.pilots import Pilots, pilots
from workbench.base import words
from workbench.base.errors import DataError
from workbench.base.findings import Finding
from workbench.base.records import FileRecord, Text
from workbench.data.reading import Reading, read
from workbench.data.reading.missing import NOT_UNDERSTOOD

if TYPE_CHECKING:
    import pandas as pd

IDS = ("id", "pilot", "pilote", "study", "étude", "etude", "trial", "essai")
CLAIMS = ("claim",)
"""The headings that name pilots and their claims where nobody says which column does."""
UNSURE = "reading.ambiguous_number"
POWERS = r"[-+]?\d+(\.\d+)?[eE][-+]?\d+"
"""A number as programs write very small and very large ones."""
COUNTS = ("yes", "n", "yes_control", "n_control")
MEANS = ("mean", "mean_control", "sd", "sd_control", "n", "n_control")
NEEDED = {
    "risk_ratio": COUNTS,
    "odds_ratio": COUNTS,
    "risk_difference": COUNTS,
    "standardised_mean_difference": MEANS,
}
"""The columns from which a measure is counted; people who said yes, out of n, in both groups."""
UNITS = {
    "given": "points",
    "risk_ratio": "ratio",
    "odds_ratio": "ratio",
    "risk_difference": "share",
    "standardised_mean_difference": "points",
}


class Pooling(FileRecord):
    """How the pilots of a file are pooled; ``pooling.yml`` in a dossier.

    *effect* and *variance* name columns, or *measure* says what to count, from the columns of
    NEEDED. *unit* is what effects are counted in: ``ratio`` where they are logarithms. *claim*
    names the column of what the design of each pilot allows to be said.
    """

    FILE: ClassVar[str] = "pooling.yml"

    format: int = 1
    label: Text | None = None
    unit: Literal["points", "share", "ratio", "dollars"] | None = None
    measure: Literal[
        "given", "risk_ratio", "odds_ratio", "risk_difference", "standardised_mean_difference"
    ] = "given"
    effect: str = "effect"
    variance: str = "variance"
    id: str | None = None
    claim: str | None = None
    moderators: tuple[str, ...] = ()
    method: Literal["REML", "DL", "PM"] = "REML"
    test: Literal["t", "z"] = "t"


def read_pilots(path: Path, asked: Pooling) -> Pilots:
    """Read the pilots of a file: one row a pilot, as a spreadsheet, CSV or Parquet file.

    French and English numbers are read. A row without an effect or a variance is left out, and
    named. Raises DataError for a column that is not there, a cell that holds no number, and all
    that `pilots` refuses.
    """
    reading = read(path)
    named = _found(reading, asked.id, IDS)
    claimed = _found(reading, asked.claim, CLAIMS)
    effects, used = _effects(reading, asked)
    ids = _ids(reading, named)
    there = np.isfinite(effects.effect) & np.isfinite(effects.variance)
    left_out = tuple(one for one, known in zip(ids, there, strict=True) if not known)
    claims = None
    if claimed:
        texts = reading.text[claimed].fillna("").astype(str).str.strip()
        claims = [text or LEVELS[0] for text in texts[there]]
    columns = _moderators(reading, asked.moderators)[there] if asked.moderators else None
    found = pilots(
        effects.effect[there],
        effects.variance[there],
        [one for one, known in zip(ids, there, strict=True) if known],
        columns,
        claims,
    )
    return replace(
        found,
        label=asked.label or Text(any=asked.effect if asked.measure == "given" else asked.measure),
        unit=asked.unit or UNITS[asked.measure],
        left_out=left_out,
        findings=tuple(_guesses(reading, used)),
    )


def _guesses(reading: Reading, used: tuple[str, ...]) -> Iterator[Finding]:
    """Yield what the reader doubts in the columns used, and how its open question was answered."""
    for finding in reading.findings:
        if finding.passed is not False or finding.where not in used:
            continue
        if finding.id == UNSURE:
            holes = {"column": finding.where, "value": finding.holes["value"]}
            yield Finding("pooling.decimals", False, finding.where, "warning", holes)
        else:
            yield finding


def _found(reading: Reading, asked: str | None, usual: tuple[str, ...]) -> str | None:
    """Return the column that was asked for, or the first with a usual heading, or None."""
    if asked is not None:
        return _column(reading, asked)
    return next((one for one in reading.table if str(one).casefold() in usual), None)


def _column(reading: Reading, name: str) -> str:
    if name not in reading.table.columns:
        hint = words.hint(name, [str(one) for one in reading.table.columns])
        raise DataError("analysis.no_column", column=name, hint=hint)
    return name


def _ids(reading: Reading, column: str | None) -> list[str]:
    """Return a name for each row: the cell, or the number of the row."""
    numbers = [str(n) for n in range(1, reading.rows + 1)]
    if column is None:
        return numbers
    texts = reading.text[column].fillna("").astype(str).str.strip()
    return [text or number for text, number in zip(texts, numbers, strict=True)]


def _effects(reading: Reading, asked: Pooling) -> tuple[EffectSize, tuple[str, ...]]:
    """Return the effects and variances of the rows, NaN where blank, and the columns used."""
    if asked.measure == "given":
        given = (asked.effect, asked.variance)
        effect, variance = (_numbers(reading, name).to_numpy(float) for name in given)
        return EffectSize(effect, variance), given
    used = NEEDED[asked.measure]
    columns = [_numbers(reading, name).to_numpy(float) for name in used]
    there = np.isfinite(np.array(columns)).all(axis=0)
    full = [column[there] for column in columns]
    if asked.measure == "standardised_mean_difference":
        one, two, s1, s2, n1, n2 = full
        size = standardised_mean_difference((one, two), (s1, s2), (n1, n2))
    else:
        formula = {"risk_ratio": risk_ratio, "odds_ratio": odds_ratio}
        size = formula.get(asked.measure, risk_difference)(*full)
    effect, variance = np.full(len(there), np.nan), np.full(len(there), np.nan)
    effect[there], variance[there] = size.effect, size.variance
    return EffectSize(effect, variance), used


def _numbers(reading: Reading, name: str) -> "pd.Series":
    """Return a column as numbers, NaN where blank; DataError, with the cell, where it holds none.

    What the reader left as text, for nothing told what its signs mean, is tried as a program would
    have written it (1.2e-05, 1.234) and, where cells are not parted by commas, as 1,234: an effect
    and its variance have decimals, not thousands.
    """
    import pandas as pd

    column = reading.table[_column(reading, name)]
    texts = reading.text[name].fillna("").astype(str).str.strip()
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        values = column.astype("Float64").astype(float)
        left = (reading.reasons(name) == NOT_UNDERSTOOD).fillna(value=False).astype(bool)
        tried = texts.where(left & texts.str.fullmatch(POWERS))
    else:
        values, left = pd.Series(np.nan, texts.index), texts != ""
        mark = "," if reading.separator != "," else "."  # where commas part cells, none is decimal
        tried = texts.where(left).str.replace(mark, ".", regex=False)
    values = values.fillna(pd.to_numeric(tried, errors="coerce").astype(float))
    odd = left & values.isna() & ~texts.str.casefold().isin(["na", "nan"])
    if odd.any():
        _refuse(reading, name, odd)
    return values


def _refuse(reading: Reading, name: str, odd: "pd.Series") -> None:
    cells = reading.text[name][odd]
    holes = {"line": str(cells.index[0]), "value": str(cells.iloc[0])[:60]}
    raise DataError("pooling.not_a_number", column=name, **holes)


def _moderators(reading: Reading, names: tuple[str, ...]) -> "pd.DataFrame":
    """Return the moderators: numbers where all cells are numbers, else words; NA where blank."""
    import pandas as pd

    columns = {}
    for name in names:
        column = reading.table[_column(reading, name)]
        if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
            columns[name] = _numbers(reading, name)
        else:
            texts = reading.text[name].fillna("").astype(str).str.strip()
            columns[name] = texts.mask(texts == "")
    return pd.DataFrame(columns)
