"""What the rules look at: the clean table, the files it came from, and what was asked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbench.base import words
from workbench.base.findings import Finding
from workbench.collection import Instrument, Plan, Question
from workbench.collection.record import NUMBERS, column, columns

Numbers = NDArray[np.float64]


MOST_NAMES = 6
"""No more names than these stand in one sentence."""


@dataclass(frozen=True)
class Names:
    """Names to be said in one sentence: the first ones, and a mark where there are more."""

    names: tuple[object, ...]

    def say(self, lang: str, /) -> str:
        """Return the names as *lang* joins them."""
        told = [words.shown(name, lang) for name in self.names[:MOST_NAMES]]
        return words.join([*told, "…"] if len(self.names) > MOST_NAMES else told, lang)


@dataclass(frozen=True)
class Seen:
    """The clean *table* (a row a person), a frame for each wave, the questions, the plan, the day.

    *plan* is None where no analysis has been decided.
    """

    table: pd.DataFrame
    waves: tuple[pd.DataFrame, ...]
    instrument: Instrument
    plan: Plan | None
    today: date

    @property
    def key(self) -> str:
        """The column that names the person; the first one where no question does."""
        person = self.instrument.role("person")
        return person.id if person else str(self.table.columns[0])

    @property
    def site(self) -> Question | None:
        """The question that names the site, where some sites are known; None otherwise."""
        site = self.instrument.role("cluster")
        known = site is not None and site.id in self.table and self.table[site.id].notna().any()
        return site if known else None

    @property
    def arms(self) -> tuple[str, ...]:
        """The columns by which the plan compares groups, as far as they hold two groups."""
        asked = [analysis.treatment for analysis in (self.plan.analyses if self.plan else ())]
        there = [name for name in dict.fromkeys(asked) if name is not None and name in self.table]
        return tuple(name for name in there if self.table[name].nunique() == 2)

    def asked(self, wave: str | None = None) -> list[tuple[str, Question]]:
        """Return the columns and their questions, those of one *wave* or of all, that came back."""
        return [
            (column(question, when), question)
            for when in self.instrument.waves
            for question in self.instrument.questions
            if when in question.waves and wave in (None, when)
            if question.role == "answer" and column(question, when) in self.table
        ]

    def answers(self, wave: str) -> list[tuple[str, pd.Series, Question]]:
        """Return the names and answers of what is asked at a wave and can be missing: no texts.

        Where several answers may be ticked, one box that says something is an answer.
        """
        asked = [
            (column(question, wave), columns(question, wave), question)
            for question in self.instrument.questions
            if wave in question.waves and question.role == "answer" and question.type != "text"
        ]
        there = [(name, of, q) for name, of, q in asked if of and {*of} <= {*self.table}]
        return [(name, self._first_said(of), q) for name, of, q in there]

    def _first_said(self, of: Sequence[str]) -> pd.Series:
        if len(of) == 1:
            return self.table[of[0]]
        return self.table[[*of]].bfill(axis=1).iloc[:, 0]

    def figures(self) -> list[tuple[str, Question]]:
        """Return the columns that hold numbers, with their questions."""
        return [(name, q) for name, q in self.asked() if q.type in NUMBERS]

    def numbers(self, name: str) -> Numbers:
        """Return a column as numbers; NaN where there is none."""
        return as_numbers(self.table[name])

    def pairs(self) -> list[tuple[str, str, Question]]:
        """Return the columns of each question that is asked again, wave after wave."""
        return [
            (before, after, question)
            for question in self.instrument.questions
            if question.role == "answer"
            for before, after in _next_to(_columns(question, self.table))
        ]

    def site_names(self, codes: Iterable[object]) -> Names:
        """Return what several sites are called."""
        return Names(tuple(self.site_name(code) for code in codes))

    def site_name(self, code: object) -> object:
        """Return what a site is called: the words of its question, or its code."""
        options = self.site.options if self.site else ()
        return next((option.label for option in options if option.code == str(code)), str(code))


def as_numbers(values: pd.Series) -> Numbers:
    """Return values as numbers; NaN where there is none, or something else."""
    found: Numbers = pd.to_numeric(values, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    return found


def as_days(values: pd.Series) -> pd.Series:
    """Return values as days; missing where there is none, or something else."""
    if values.dtype.kind == "M":
        return values
    return pd.to_datetime(values, errors="coerce", format="ISO8601")


def or_nothing(id: str, found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings, or one that does not apply where the rule had nothing to look at."""
    some = False
    for finding in found:
        some = True
        yield finding
    if not some:
        yield Finding(id, passed=None, where="data/clean.csv")


def _columns(question: Question, table: pd.DataFrame) -> list[str]:
    names = dict.fromkeys(column(question, wave) for wave in question.waves)
    return [name for name in names if name in table]


def _next_to(names: list[str]) -> list[tuple[str, str]]:
    return list(zip(names, names[1:], strict=False))
