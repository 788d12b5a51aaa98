"""What to look at before any analysis: people twice, people lost, answers missing by site."""

from collections.abc import Iterator, Sequence

import pandas as pd

from workbench.base.findings import Finding
from workbench.base.words import Share
from workbench.collection import Instrument, Question
from workbench.collection.record import column, columns

MISSING_SHARE = 0.1
"""Above this share of missing answers the result depends on who did not answer."""
SITE_GAP = 0.2
"""Above this gap between two sites' missing shares the sites cannot be read side by side."""


def check(
    table: pd.DataFrame, waves: Sequence[pd.DataFrame], instrument: Instrument
) -> list[Finding]:
    """Return the findings about the clean *table* made from *waves* (one frame per file)."""
    person = instrument.role("person")
    key = person.id if person else table.columns[0]
    return [
        *nobody_twice(waves, key),
        *everybody_entered(waves, key),
        *answers_are_there(table, instrument),
        *sites_answer_alike(table, instrument),
    ]


def nobody_twice(waves: Sequence[pd.DataFrame], key: str) -> Iterator[Finding]:
    """A person stands once in each wave; where not, the first line was kept."""
    count = sum(int(wave[key].dropna().duplicated().sum()) for wave in waves)
    yield Finding("data.person_twice", count == 0, key, "warning", {"n": count})


def everybody_entered(waves: Sequence[pd.DataFrame], key: str) -> Iterator[Finding]:
    """Whoever is in a later wave is in the first one too; where not, the line was left out."""
    if len(waves) < 2:
        return
    entered = set(waves[0][key])
    strangers = sum(int((~wave[key].dropna().isin(entered)).sum()) for wave in waves[1:])
    yield Finding("data.unmatched", strangers == 0, key, "warning", {"n": strangers})


def answers_are_there(table: pd.DataFrame, instrument: Instrument) -> Iterator[Finding]:
    """At the last wave, few answers are missing."""
    for name, answers, question in _last_answers(table, instrument):
        missing = int(answers.isna().sum())
        holes = {
            "n": missing,
            "rows": len(table),
            "share": Share(missing / len(table)),
            "label": question.label,
        }
        passed = missing <= MISSING_SHARE * len(table)
        yield Finding("data.missing", passed, name, "warning", holes)


def sites_answer_alike(table: pd.DataFrame, instrument: Instrument) -> Iterator[Finding]:
    """Follow-up is not much better at one site than at another."""
    site = instrument.role("cluster")
    if site is None or site.id not in table or table[site.id].isna().all():
        return
    labels = {option.code: option.label for option in site.options}
    for name, answers, question in _last_answers(table, instrument):
        shares = answers.isna().groupby(table[site.id]).mean()
        gap = float(shares.max() - shares.min())
        worst = str(shares.idxmax())
        holes = {
            "label": question.label,
            "worst": labels.get(worst, worst),
            "share": Share(shares.max()),
        }
        yield Finding("data.missing_by_site", gap <= SITE_GAP, name, "warning", holes)


def _last_answers(
    table: pd.DataFrame, instrument: Instrument
) -> list[tuple[str, pd.Series, Question]]:
    """Return the names, answers and questions of the last wave, as far as it has come back.

    Where several answers may be ticked, one box that says something is an answer.
    """
    last = instrument.waves[-1]
    asked = [
        (columns(question, last), column(question, last), question)
        for question in instrument.questions
        if last in question.waves and question.role == "answer" and question.type != "text"
    ]
    there = [(names, name, q) for names, name, q in asked if names and {*names} <= {*table}]
    return [(name, table[names].bfill(axis=1).iloc[:, 0], q) for names, name, q in there]
