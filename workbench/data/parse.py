"""From text to values: numbers and dates as French and English people write them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from math import isfinite

import numpy as np
import pandas as pd

from workbench.base import words
from workbench.base.words import LANGS, Phrase
from workbench.collection import Question
from workbench.collection.record import CLOSED, NUMBERS
from workbench.data.reading.missing import is_code

MISSING = {
    "blank": {""},
    "unknown": {"nsp", "ne sait pas", "na", "n/a", "nan", "?", "-", "inconnu", "unknown", "#n/a"},
    "refused": {"refus", "refuse", "refusé", "nr", "non réponse", "refused"},
    "pending": {"nc", "n/c", "à compléter", "en cours", "pending"},
}
"""Why an answer is missing, and how people write it. Missing is not zero, and not "no"."""

WHY = {mark: why for why, marks in MISSING.items() for mark in marks}

MARKS = re.compile(r"[;,|]")
"""What stands between several answers where it is not a space."""

REFUSAL = re.compile("refus|prefer|préf|souhaite|veut pas")

YES = frozenset({"1", "1.0", "yes", "oui", "y", "o", "true", "vrai", "x"})
NO = frozenset({"0", "0.0", "no", "non", "n", "false", "faux"})
"""How people, and spreadsheets, write yes and no."""

SPACES = re.compile(r"[\s\u00a0\u202f]+")


@dataclass(frozen=True)
class Column:
    """A column understood: its answers, how many are missing and why, what was not understood.

    *reasons* say why each answer is missing, by line.
    """

    answers: pd.Series
    missing: dict[str, int]
    wrong: dict[int, str]
    reasons: dict[int, str] = field(default_factory=dict)


def parse(texts: pd.Series, question: Question) -> Column:
    """Return the values of a question; *texts* is indexed by the line in the file.

    An answer that the question offers is an answer, even where it reads "unknown". Where several
    may be ticked, a value is the tuple of the codes that are.
    """
    places, distinct = pd.factorize(texts.astype(object), use_na_sentinel=False)
    reader, offered = _reader(question), _codes(question)
    heard = [
        _heard(SPACES.sub(" ", str(text)).strip(), question, reader, offered) for text in distinct
    ]
    missing = dict.fromkeys(MISSING, 0)
    wrong: dict[int, str] = {}
    reasons: dict[int, str] = {}
    unheard = np.array([one.why is not None for one in heard], dtype=bool)
    for line, place in zip(texts.index[unheard[places]], places[unheard[places]], strict=True):
        one = heard[place]
        reasons[line] = str(one.why)
        if one.why in missing:
            missing[one.why] += 1
        else:
            wrong[line] = one.text
    values = pd.Series([heard[place].value for place in places], texts.index, _dtype(question))
    return Column(values[~values.index.duplicated(keep="last")], missing, wrong, reasons)


@dataclass(frozen=True)
class _Heard:
    """One text understood: its value, or why there is none."""

    text: str
    value: object = None
    why: str | None = None


def _heard(
    text: str, question: Question, reader: Callable[[str], object], offered: Mapping[str, str]
) -> _Heard:
    """Understand one text: each distinct one is heard once, however often it was written."""
    why = None if text.lower() in offered else why_missing(text) or _coded(text, question)
    if why:
        return _Heard(text, why=why)
    try:
        return _Heard(text, reader(text))
    except ValueError:
        return _Heard(text, why="not_understood")


def why_missing(text: str) -> str | None:
    """Return why an answer is missing; None where it is there."""
    return WHY.get(text.lower())


def _coded(text: str, question: Question) -> str | None:
    """Return why an answer is missing, by the rarer ways to write it; a text may hold any word."""
    if question.type == "text" or not is_code(text):
        return None
    return "refused" if REFUSAL.search(text.lower()) else "unknown"


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
            return datetime.strptime(text, pattern).date()  # a day has no clock
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
    if question.type == "select_multiple":
        return _ticker(question)
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


def _ticker(question: Question) -> Callable[[str], object]:
    """Read codes with spaces between them; or codes and labels, with a comma or a semicolon."""
    coder = _coder(question)

    def read(text: str) -> object:
        one = text.lower() in _codes(question)
        parts = [text] if one else re.split(r"\s*[;,|]\s*" if MARKS.search(text) else r" ", text)
        ticked = {coder(part) for part in parts if part}
        if len(ticked) > 1 and ticked & set(question.alone):
            raise ValueError(text)
        return tuple(option.code for option in question.options if option.code in ticked)

    return read


def meant(text: str, question: Question) -> Phrase | str:
    """Return what may help with an answer that was not understood: the nearest one on offer."""
    if question.type not in CLOSED:
        return ""
    offered = _codes(question)
    given = [part for part in re.split(r"[\s;,|]+", text) if part]
    parts = [part for part in given if part.lower() not in offered]
    if question.alone and not parts:
        return Phrase("collection.alone", {"labels": " / ".join(question.alone)})
    tried = parts if len(parts) < len(given) else [text, *parts]
    found = next((near for part in tried if (near := words.near(part, offered))), None)
    if found:
        return Phrase("hint.did_you_mean", {"near": offered[found]})
    return words.hint(text, {*offered.values()})


def _codes(question: Question) -> dict[str, str]:
    """Return the code of everything that a closed question offers, in small letters."""
    codes = {option.code.lower(): option.code for option in question.options}
    for option in question.options:
        for lang in LANGS:
            codes.setdefault(option.label.say(lang).lower(), option.code)
    if "oui" in codes and "non" in codes:
        ways = [*((way, codes["oui"]) for way in YES), *((way, codes["non"]) for way in NO)]
        for way, code in ways:
            codes.setdefault(way, code)
    return codes


def _dtype(question: Question) -> str:
    return "Float64" if question.type in NUMBERS else "object"
