"""One answer as it is typed: what was understood of it, and why the rest was not."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

import pandas as pd

from workbench.base import words
from workbench.base.words import Phrase, join
from workbench.collection import Question
from workbench.collection.record import CLOSED, KEY_PATTERN, NUMBERS
from workbench.data.identifiers import direct_identifiers
from workbench.data.parse import MISSING, SPACES, Column, day, meant, number, parse
from workbench.data.roster.formulas import Formula, holds

State = Literal["blank", "understood", "missing", "refused"]

LONGEST = 2_000
"""Signs of an answer that is kept as one."""
STORED = 20_000
"""Signs that are stored at all, so that somebody can shorten them."""
MARKS = ("unknown", "refused", "pending")
"""What a person may say instead of an answer, as the project writes it."""
NO = "no"
"""The code of an agreement that is not given."""
NO_ROW = "agreement_minors"
"""The agreement without which nothing of a person goes into the file."""
CENTURY = 100
NUMERIC = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})")
IN_WORDS = re.compile(r"(?:[^\W\d]+\.? )?(\d{1,2})(?:er|st|nd|rd|th)? ([^\W\d]+)\.?,? (\d{4})")
MONTHS = (
    ("janv", "jan"), ("fevr", "fev", "feb"), ("mars", "mar"), ("avri", "avr", "apr"),
    ("mai", "may"), ("juin", "jun"), ("juil", "jul"), ("aout", "aou", "aug"), ("sept", "sep"),
    ("octo", "oct"), ("nove", "nov"), ("dece", "dec"),
)  # fmt: skip
"""How the names of the months begin, in French and in English."""


@dataclass(frozen=True)
class Heard:
    """An answer understood: *kept* is what goes into the file, *value* what can be shown.

    *state* is ``blank``, ``understood``, ``missing`` (the person did not know, refused, or it comes
    later: *why*), or ``refused``: then *letter* says why, and what to do.
    """

    typed: str
    state: State
    kept: str = ""
    value: object = None
    why: str = ""
    letter: Phrase | None = None

    @property
    def settled(self) -> bool:
        """Whether nobody has to come back to this answer."""
        return self.state == "understood" or (self.state == "missing" and self.why != "pending")


def hear(question: Question, typed: str, given: Mapping[str, str] | None = None) -> Heard:
    """Return what is understood of what somebody *typed* as the answer to a question.

    Understood as an imported file is: the same words for a missing answer, the same ways to write
    a number; a date may also have two digits for its year, or its month in letters. *given* holds
    the other answers of the person as they are kept, for a rule that looks at them.

    >>> age = Question(id="age", label="Age", type="integer", waves=("entry",), low=16, high=29)
    >>> hear(age, "19,0").kept, hear(age, "NSP").why, hear(age, "12,5").letter.key
    ('19', 'unknown', 'roster.letter.whole')
    """
    if not typed:  # the most frequent answer: most people stand in files, and have typed nothing
        return Heard("", "blank")
    heard = _heard(question, plain(typed))
    if heard.state != "understood" or not question.must:
        return heard
    if holds(Formula(question.must), {**(given or {}), ".": heard.kept}) is False:
        letter = Phrase("roster.letter.must")
        return replace(heard, state="refused", kept="", letter=letter)
    return heard


def plain(typed: object) -> str:
    r"""Return what was typed as text that a file can hold: no control signs, one way to end a line.

    >>> plain("a\r\nb\x00")
    'a\nb'
    """
    text = str(typed if typed is not None else "").replace("\r\n", "\n").replace("\r", "\n")
    text = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(sign for sign in text if sign in "\n\t" or not _controls(sign))


def _controls(sign: str) -> bool:
    return unicodedata.category(sign) == "Cc" or sign in "\u2028\u2029\ufeff"


@lru_cache(maxsize=8192)
def _heard(question: Question, typed: str) -> Heard:
    line = SPACES.sub(" ", typed).strip()
    if not line:
        return Heard(typed, "blank")
    if len(line) > LONGEST:
        holes = {"n": len(line), "most": LONGEST}
        return Heard(typed, "refused", letter=Phrase("roster.letter.too_long", holes))
    read, text = _parsed(question, line)
    if 0 in read.reasons:
        why = read.reasons[0]
        if why in MISSING:
            return Heard(typed, "missing", _mark(why), why=why)
        return Heard(typed, "refused", line, letter=_letter(question, line))
    value = read.answers.iloc[0]
    letter = _unfit(question, text)
    if question.id == NO_ROW and value == NO:
        return Heard(typed, "refused", NO, letter=Phrase("roster.letter.no_agreement"))
    if letter:
        return Heard(typed, "refused", letter=letter)
    return Heard(typed, "understood", _kept(question, value), value)


def _parsed(question: Question, line: str) -> tuple[Column, str]:
    """Read a line as a file is read; a date that a file would not have said so, as written out."""
    if question.type == "date":
        found = dated(line)
        line = found.isoformat() if found else line
    return parse(pd.Series([line], index=[0], dtype=object), question), line


def _mark(why: str) -> str:
    return why if why in MARKS else ""


def dated(text: str) -> date | None:
    """Read a date as people write it, the day first; None where it is none.

    A year of two digits is one of this century.

    >>> dated("3/4/26"), dated("3 avril 2026"), dated("31/2/2026")
    (datetime.date(2026, 4, 3), datetime.date(2026, 4, 3), None)
    """
    text = SPACES.sub(" ", text).strip()
    try:
        return day(text)
    except ValueError:
        pass
    numeric, told = NUMERIC.fullmatch(text), IN_WORDS.fullmatch(text)
    try:
        if numeric:
            first, month, year = (int(part) for part in numeric.groups())
            return date(year + 2000 if year < CENTURY else year, month, first)
        if told:
            return date(int(told[3]), _month(told[2]), int(told[1]))
    except ValueError:
        return None
    return None


def _month(name: str) -> int:
    """Return the number of a month from its name, whole or cut short; 0 where it is none."""
    split = unicodedata.normalize("NFD", name.casefold())
    bare = "".join(sign for sign in split if not unicodedata.combining(sign))
    for place, starts in enumerate(MONTHS, start=1):
        if any(bare.startswith(start) for start in starts):
            return place
    return 0


def _kept(question: Question, value: object) -> str:
    """Return an answer as the file holds it: a code, a number with a point, a day as 2026-04-03."""
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    if question.type in NUMBERS:
        amount = float(str(value))
        return str(int(amount)) if amount.is_integer() else repr(amount)
    return value.isoformat() if isinstance(value, date) else str(value)


def _unfit(question: Question, text: str) -> Phrase | None:
    """Return the letter to a text that the form would refuse, or that names somebody."""
    if question.type != "text":
        return None
    pattern = question.pattern or (KEY_PATTERN if question.role == "person" else None)
    if pattern and not re.search(pattern, text):
        return Phrase("roster.letter.pattern", {"pattern": pattern})
    kind = next(iter(direct_identifiers({"": [text]}).values()), None)
    return Phrase("roster.letter.identifier") if kind else None


def _letter(question: Question, line: str) -> Phrase:
    """Return the letter to an answer that was not understood."""
    if question.type in CLOSED:
        return Phrase("roster.letter.option", {"hint": meant(line, question)})
    if question.type == "date":
        return Phrase("roster.letter.date", {"typed": line[:60]})
    try:
        value = number(line)
    except ValueError:
        return Phrase("roster.letter.number", {"typed": line[:60]})
    whole = question.type != "integer" or value == int(value)
    span = _span(question) if whole else None
    return span or Phrase("roster.letter.whole", {"typed": line[:60]})


def _span(question: Question) -> Phrase | None:
    """Return the phrase that says the smallest and the largest answer."""
    low, high = question.low, question.high
    if low is not None and high is not None:
        return Phrase("roster.letter.between", {"low": low, "high": high})
    if low is not None:
        return Phrase("roster.letter.at_least", {"low": low})
    return Phrase("roster.letter.at_most", {"high": high}) if high is not None else None


@dataclass(frozen=True)
class Told:
    """What was understood, to be said in any language."""

    question: Question
    heard: Heard

    def say(self, lang: str, /) -> str:
        """Return it in words: a date in letters, a number as *lang* writes it, the labels."""
        if self.heard.state == "missing":
            return WHY[self.heard.why].say(lang)
        value = self.heard.value
        if isinstance(value, str | tuple) and self.question.type in CLOSED:
            codes = value if isinstance(value, tuple) else (value,)
            labels = [o.label.say(lang) for o in self.question.options if o.code in codes]
            return join(labels, lang)
        if self.question.type in NUMBERS and value is not None:
            amount = float(str(value))
            return words.number(int(amount) if amount.is_integer() else amount, lang)
        return words.shown(value, lang) if value is not None else ""


WHY = {
    "unknown": Phrase("roster.missing.unknown"),
    "refused": Phrase("roster.missing.refused"),
    "pending": Phrase("roster.missing.pending"),
}
"""Why an answer is missing, in words."""
