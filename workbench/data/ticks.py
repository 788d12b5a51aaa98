"""Reading questions with several answers: one column of codes, or a column for each option."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from workbench.base import words
from workbench.base.errors import DataError
from workbench.collection import Question
from workbench.collection.record import NOTHING, column
from workbench.data.parse import MISSING, NO, SPACES, YES, Column, parse, why_missing
from workbench.data.record import ReceivedFile

Boxes = dict[str, int | None]
"""For each option: 1 ticked, 0 not ticked, None where nobody knows."""


@dataclass(frozen=True)
class Ticks:
    """A question understood: a column of 1, 0 or missing for each option, and what was not."""

    columns: dict[str, pd.Series]
    answered: Column


def sources(question: Question, file: ReceivedFile, table: pd.DataFrame) -> dict[str, str]:
    """Return the columns of a file that hold a question: under its id, or ``id/option`` for each.

    KoboToolbox gives both: the codes together are then read, and the rest is known and left.
    Raises DataError when neither is there, or when an option has no column.
    """
    name = file.columns.get(question.id, question.id)
    parts = {f"{question.id}/{option.code}": f"{name}/{option.code}" for option in question.options}
    parts |= {id: given for id, given in file.columns.items() if id in parts}
    found = {id: part for id, part in parts.items() if part in table.columns}
    if name in table.columns:
        return {question.id: name, **found}
    missing = next((part for id, part in parts.items() if id not in found), None)
    if not found or missing:
        wanted = missing if found and missing else name
        hint = words.hint(wanted, table.columns)
        raise DataError("data.no_column", file=file.file, column=wanted, hint=hint)
    return found


def read_ticks(table: pd.DataFrame, question: Question, file: ReceivedFile) -> Ticks:
    """Return what was ticked, under the names of the clean table.

    A row without an answer is missing in every column, and is not a row of boxes left empty. Who
    ticked "don't know" left the others missing; who ticked "none of these" said no to each.
    """
    found, recoded = sources(question, file, table), file.codes.get(question.id, {})
    if question.id in found:
        answered = parse(_recoded(table[found[question.id]], recoded), question)
        rows = {line: _ticked(question, codes) for line, codes in answered.answers.items()}
    else:
        texts = table[list(found.values())].replace(recoded)
        answered, rows = _from_columns(question, texts)
    boxes = {line: _settled(question, row) for line, row in rows.items()}
    named = {
        column(question, file.wave, code): pd.Series(
            {line: row[code] for line, row in boxes.items()}, dtype="Int64"
        )
        for code in (option.code for option in question.options)
    }
    return Ticks(named, answered)


def _recoded(texts: pd.Series, codes: Mapping[str, str]) -> pd.Series:
    """Give other names to whole answers, or to each of the codes that a space parts."""
    if not codes:
        return texts
    whole = texts.replace(dict(codes))
    return whole.map(lambda text: " ".join(codes.get(part, part) for part in str(text).split(" ")))


def _ticked(question: Question, codes: object) -> Boxes:
    if not isinstance(codes, tuple):
        return {option.code: None for option in question.options}
    return {option.code: int(option.code in codes) for option in question.options}


def _from_columns(question: Question, texts: pd.DataFrame) -> tuple[Column, dict[int, Boxes]]:
    """Read a column for each option; what contradicts itself is not understood."""
    missing, wrong = dict.fromkeys(MISSING, 0), {}
    rows: dict[int, Boxes] = {}
    answers: dict[int, object] = {}
    codes = [option.code for option in question.options]
    for line, cells in zip(texts.index, texts.itertuples(index=False), strict=True):
        tidy = [SPACES.sub(" ", str(cell)).strip() for cell in cells]
        odd = _contradiction(question, tidy)
        boxes = {c: None if odd else _box(text) for c, text in zip(codes, tidy, strict=True)}
        rows[line] = boxes
        given = tuple(code for code, box in boxes.items() if box)
        answers[line] = given if any(box is not None for box in boxes.values()) else None
        if odd:
            wrong[line] = odd
        elif answers[line] is None:
            missing[why_missing(tidy[0]) or "blank"] += 1
    return Column(pd.Series(answers, dtype="object"), missing, wrong), rows


def _contradiction(question: Question, cells: list[str]) -> str:
    """Return what cannot be an answer: neither yes nor no, or "none" beside another tick."""
    for text in cells:
        if text.lower() not in YES | NO and why_missing(text) is None:
            return text
    pairs = zip(question.options, cells, strict=True)
    ticked = [option.code for option, text in pairs if text.lower() in YES]
    return " ".join(ticked) if len(ticked) > 1 and set(ticked) & set(question.alone) else ""


def _box(text: str) -> int | None:
    low = text.lower()
    return 1 if low in YES else 0 if low in NO else None


def _settled(question: Question, boxes: Boxes) -> Boxes:
    """Say what a tick that stands alone says of the others: no to each, or nothing known."""
    alone = next((code for code in question.alone if boxes[code]), None)
    if alone is None:
        return boxes
    others = 0 if alone.lower() in NOTHING else None
    return {code: 1 if code == alone else others for code in boxes}


def any_of(table: pd.DataFrame, names: list[str]) -> pd.Series:
    """Return 1 where one of the columns is ticked, 0 where none is, missing where nobody knows.

    >>> any_of(pd.DataFrame({"a": [1, 0, None], "b": [None, 0, None]}), ["a", "b"]).tolist()
    [1, 0, <NA>]
    """
    boxes = table[names].astype("Float64")
    yes, unknown = boxes.eq(1).fillna(False).any(axis=1), boxes.isna().any(axis=1)
    return yes.astype("Int64").where(yes | ~unknown)
