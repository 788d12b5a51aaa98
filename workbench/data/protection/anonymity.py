"""How alone people are in the clean table, for whoever knows their site, their age or their dates.

k-anonymity (L. Sweeney, 2002): everybody shares what others may know of them with k - 1 people.
l-diversity (A. Machanavajjhala and others, 2007): those people do not all have the same sensitive
answer. A table with a key a person stays personal data, whatever these figures.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from workbench.base import words
from workbench.base.findings import Finding
from workbench.base.words import say
from workbench.collection import Instrument
from workbench.collection.record import column
from workbench.data.protection.rules import SMALL
from workbench.data.protection.sensitive import sensitive_columns

KNOWN = re.compile(
    r"age|sex|sexe|gender|genre|birth\w*|naissance|ddn|commune|city|ville|postcode|code_postal|cp"
    r"|quartier|qpv|cohort|cohorte|promotion|nationality|nationalite"
)
"""The ids of questions of which others may know the answer, beside sites and dates."""
YEARS = 5
"""Ages are grouped by so many years, dates by month, in the coarser view."""
COLUMNS = ("view", "people", "groups", "smallest", "alone", "in_small", "same_answer")
SHOWN_AS = {"smallest": "smallest_group"}


@dataclass(frozen=True)
class Anonymity:
    """One view of the table: as it is, or coarser.

    *smallest* is the number of people in the smallest group (k), *alone* that of people whom nobody
    is like, *in_small* that of people in groups under SMALL, and *same_answer* that of people in
    groups of several who all gave the same sensitive answer (l = 1); None where none is asked.
    """

    view: str
    people: int
    groups: int
    smallest: int
    alone: int
    in_small: int
    same_answer: int | None

    def row(self) -> dict[str, object]:
        """Return the view as a row of COLUMNS."""
        return {name: getattr(self, name) for name in COLUMNS}


def quasi_identifiers(instrument: Instrument) -> list[str]:
    """Return the columns of which others may know the answer: sites, dates, age, sex, place."""
    found = [
        column(question, wave)
        for question in instrument.questions
        for wave in question.waves
        if question.role == "cluster" or question.type == "date" or KNOWN.fullmatch(question.id)
    ]
    return list(dict.fromkeys(found))


def anonymity(
    table: pd.DataFrame, instrument: Instrument, known: Sequence[str] | None = None
) -> list[Anonymity]:
    """Return how alone people are, as the table is and coarser (months, bands of 5 years).

    *known* are the columns that others may know; None takes those of `quasi_identifiers`. A missing
    answer is a value like another.
    """
    chosen = [name for name in known or quasi_identifiers(instrument) if name in table]
    marked = [name for name in sensitive_columns(instrument) if name in table]
    marked = [name for name in marked if name not in chosen]
    dates = {
        column(question, wave)
        for question in instrument.questions
        for wave in question.waves
        if question.type == "date"
    }
    views = {"exact": table[chosen], "coarse": _coarse(table[chosen], dates)}
    return [_view(name, groups, table[marked]) for name, groups in views.items()]


def check(views: Sequence[Anonymity]) -> Iterator[Finding]:
    """Nobody is alone, no group is small, no group gave one and the same sensitive answer."""
    for view in views:
        if view.view == "exact":
            holes = {"n": view.alone, "people": view.people}
            yield Finding("protection.alone", view.alone == 0, view.view, "warning", holes)
            continue
        holes = {"n": view.in_small, "people": view.people, "least": SMALL}
        yield Finding("protection.small_groups", view.in_small == 0, view.view, "note", holes)
        passed = None if view.same_answer is None else view.same_answer == 0
        holes = {"n": view.same_answer or 0}
        yield Finding("protection.same_answer", passed, view.view, "warning", holes)


def table_of(views: Sequence[Anonymity], lang: str) -> list[dict[str, str]]:
    """Return the views for people to read."""
    names = {"exact": "protection.view.exact", "coarse": "protection.view.coarse"}
    return [
        {
            "view": say(names[view.view], lang),
            **{
                SHOWN_AS.get(name, name): words.number(getattr(view, name), lang)
                for name in COLUMNS[1:]
            },
        }
        for view in views
    ]


def _view(name: str, known: pd.DataFrame, sensitive: pd.DataFrame) -> Anonymity:
    if known.columns.empty:
        same = pd.Series(0, index=known.index)
    else:
        same = known.groupby(list(known.columns), dropna=False, sort=False).ngroup()
    sizes = same.map(same.value_counts())
    return Anonymity(
        view=name,
        people=len(known),
        groups=int(same.nunique()),
        smallest=int(sizes.min()) if len(sizes) else 0,
        alone=int((sizes == 1).sum()),
        in_small=int((sizes < SMALL).sum()),
        same_answer=_same_answer(same, sizes, sensitive),
    )


def _same_answer(same: pd.Series, sizes: pd.Series, sensitive: pd.DataFrame) -> int | None:
    """Count the people whose whole group, of two or more, gave one sensitive answer."""
    if sensitive.columns.empty:
        return None
    told = pd.Series(False, index=same.index)
    for name in sensitive:
        answers = sensitive[name].astype(str)
        told |= (answers.groupby(same).transform("nunique") == 1) & sensitive[name].notna()
    return int((told & (sizes > 1)).sum())


def _coarse(known: pd.DataFrame, dates: set[str]) -> pd.DataFrame:
    """Return dates by month and numbers by bands; the rest as it is."""
    coarse = known.copy()
    for name in known:
        if name in dates:
            coarse[name] = known[name].astype("string").str.slice(0, 7)
        elif pd.api.types.is_numeric_dtype(known[name]) and known[name].nunique() > YEARS:
            coarse[name] = known[name] // YEARS * YEARS
    return coarse
