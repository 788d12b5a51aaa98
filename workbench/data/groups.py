"""Groups to part people by, and why an answer is missing: columns that other columns give."""

import numpy as np
import pandas as pd

from workbench.collection import Instrument
from workbench.collection.record import column
from workbench.data.measures import UNSAID

AGE_CLASSES = {
    "measures.age.under_18": (0, 18),
    "measures.age.18_29": (18, 30),
    "measures.age.30_54": (30, 55),
    "measures.age.55_more": (55, 120),
}
"""The age groups of the ESF+ common indicators; those of 30 to 54 have no code there."""
NOT_BACK, NOT_ASKED, BLANK = "not_back", "not_asked", "blank"


def age_class(ages: pd.Series) -> pd.Series:
    """Return the age group of each person, by the key of its phrase; missing where no age is.

    Age is taken in whole years on the day of entry, and never updated.

    >>> age_class(pd.Series([17, 18, 41])).tolist()[1:]
    ['measures.age.18_29', 'measures.age.30_54']
    """
    years = pd.to_numeric(ages, errors="coerce").astype("Float64").astype(float)
    groups = pd.Series(None, index=ages.index, dtype=object)
    for key, (low, high) in AGE_CLASSES.items():
        groups = groups.mask((years >= low) & (years < high), key)
    return groups


def reasons(table: pd.DataFrame, instrument: Instrument) -> dict[str, pd.Series]:
    """Return why answers are missing, as far as the clean table itself tells, by column.

    ``not_back``: the person has no answer at all at that wave; ``not_asked``: the question is
    skipped for such an answer; ``blank`` otherwise. A derived answer has the reason of its source.
    Where the import knows more (a refusal, "does not know"), its codes take the place of ``blank``.
    """
    found: dict[str, pd.Series] = {}
    for wave in instrument.waves:
        there = [q for q in instrument.questions if wave in q.waves and q.role == "answer"]
        names = {q.id: column(q, wave) for q in there if column(q, wave) in table}
        absent = table[list(names.values())].isna().all(axis=1)
        for question in there:
            name = names.get(question.id)
            if name is not None:
                skipped = _skipped(table, instrument, question.id, wave)
                why = np.select([absent, skipped], [NOT_BACK, NOT_ASKED], BLANK)
                found[name] = pd.Series(why, index=table.index).where(table[name].isna())
    return found | of_derived(instrument, found)


def of_derived(instrument: Instrument, found: dict[str, pd.Series]) -> dict[str, pd.Series]:
    """Return why derived answers are missing: for the reason of what they are made from."""
    sources = {item.id: instrument.question(item.source) for item in instrument.derived}
    return {
        id: found[column(question, question.waves[-1])]
        for id, question in sources.items()
        if question is not None and column(question, question.waves[-1]) in found
    }


def _skipped(table: pd.DataFrame, instrument: Instrument, id: str, wave: str) -> pd.Series:
    """Return who is not asked this question, because of an earlier answer."""
    nobody = pd.Series(False, index=table.index)
    question = instrument.question(id)
    rule = question.asked_if if question else None
    earlier = instrument.question(rule.question) if rule else None
    if rule is None or earlier is None:
        return nobody
    source = column(earlier, wave if wave in earlier.waves else earlier.waves[-1])
    if source not in table:
        return nobody
    known = table[source].notna()
    if rule.among:
        return known & ~table[source].astype(str).isin(rule.among)
    numbers = pd.to_numeric(table[source], errors="coerce").astype("Float64").fillna(0)
    return known & ~(numbers > (rule.above or 0)).astype(bool)


def with_codes(found: dict[str, pd.Series], known: dict[str, pd.Series]) -> dict[str, pd.Series]:
    """Return the reasons with those that the import *known* better in the place of a guess.

    Whoever has a line in a file is back, even where every answer in it is missing.
    """
    better = dict(found)
    for name, why in known.items():
        old = found.get(name, pd.Series(UNSAID, index=why.index))
        better[name] = old.mask(old.isin([BLANK, UNSAID, NOT_BACK]) & why.notna(), why)
    return better
