"""From text to values: numbers and dates as French and English people write them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite

import pandas as pd

from workbench.base.words import LANGS
from workbench.collection import Question
from workbench.collection.record import NUMBERS

MISSING = {
    "blank": {""},
    "unknown": {"nsp", "ne sait pas", "na", "n/a", "nan", "?", "-", "inconnu", "unknown", "#n/a"},
    "refused": {"refus", "refuse", "refusé", "nr", "non réponse", "refused"},
    "pending": {"nc", "n/c", "à compléter", "en cours", "pending"},
}
"""Why an answer is missing, and how people write it. Missing is not zero, and not "no"."""

SPACES = re.compile(r"[\s\u00a0\u202f]+")


@dataclass(frozen=True)
class Column:
    """A column understood: its answers, how many are missing and why, what was not understood."""

    answers: pd.Series
    missing: dict[str, int]
    wrong: dict[int, str]


def parse(texts: pd.Series, question: Question) -> Column:
    """Return the values of a question; *texts* is indexed by the line in the file.

    An answer that the question offers is an answer, even where it reads "unknown".
    """
    reader, offered = _reader(question), _codes(question)
    values: dict[int, object] = {}
    missing = dict.fromkeys(MISSING, 0)
    wrong: dict[int, str] = {}
    for line, text in texts.items():
        tidy = SPACES.sub(" ", str(text)).strip()
        why = None if tidy.lower() in offered else _why_missing(tidy)
        values[line] = None
        if why:
            missing[why] += 1
            continue
        try:
            values[line] = reader(tidy)
        except ValueError:
            wrong[line] = tidy
    return Column(pd.Series(values, dtype=_dtype(question)), missing, wrong)


def _why_missing(text: str) -> str | None:
    """Return why an answer is missing; None where it is there."""
    return next((why for why, marks in MISSING.items() if text.lower() in marks), None)


def number(text: str) -> float:
    """Read a number with a decimal comma or point, and spaces between thousands.

    >>> number("1 573,5"), number("12.5")
    (1573.5, 12.5)
    """
    value = float(SPACES.sub("", text).replace(",", ".").replace("−", "-"))
    if not isfinite(value) or "_" in text:  # 1_000 is a number to Python only
        raise ValueError(text)
    return value


def day(text: str) -> date:
    """Read a date: 2024-04-03, or day first as in 03/04/2024.

    >>> day("03/04/2024")
    datetime.date(2024, 4, 3)
    """
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no clock
        except ValueError:
            continue
    raise ValueError(text)


def _whole(text: str) -> int:
    value = number(text)
    if value != int(value):
        raise ValueError(text)
    return int(value)


def _reader(question: Question) -> Callable[[str], object]:
    if question.type == "select_one":
        return _coder(question)
    readers: dict[str, Callable[[str], object]] = {
        "integer": _whole,
        "decimal": number,
        "calculate": number,
        "date": day,
        "text": str,
    }
    return _within(readers[question.type], question)


def _within(reader: Callable[[str], object], question: Question) -> Callable[[str], object]:
    """Read, then refuse what lies outside the range of the question."""

    def read(text: str) -> object:
        value = reader(text)
        if isinstance(value, int | float):
            too_low = question.low is not None and value < question.low
            too_high = question.high is not None and value > question.high
            if too_low or too_high:
                raise ValueError(text)
        return value

    return read


def _coder(question: Question) -> Callable[[str], object]:
    """Read a code, or its label in either language."""
    codes = _codes(question)

    def read(text: str) -> object:
        if text.lower() not in codes:
            raise ValueError(text)
        return codes[text.lower()]

    return read


def _codes(question: Question) -> dict[str, str]:
    """Return the code of everything that a closed question offers, in small letters."""
    codes = {option.code.lower(): option.code for option in question.options}
    for option in question.options:
        for lang in LANGS:
            codes.setdefault(option.label.say(lang).lower(), option.code)
    return codes


def _dtype(question: Question) -> str:
    return "Float64" if question.type in NUMBERS else "object"
