"""Which tables a dossier publishes: the answers by site, and the counts behind each estimate."""

from collections.abc import Iterable, Sequence

import pandas as pd

from workbench.collection import Analysis, Derived, Instrument
from workbench.collection.record import column
from workbench.data.groups import age_class
from workbench.data.protection.cells import MISSING, Ask, Split, coded, split

ANSWERED = "1"
AGE, AGE_GROUP = "age", "(age)"
"""The question on age, and the column made of it: groups of age can be counted, ages cannot."""


def countable(table: pd.DataFrame, instrument: Instrument) -> pd.DataFrame:
    """Return the clean table as counts are made of it: amounts and dates only as given or not.

    Closed questions and yes-or-no answers keep their values; the key of the person is left out. Of
    ages a column of groups is made beside.
    """
    person = instrument.role("person")
    kept = coded(table.drop(columns=[person.id] if person and person.id in table else []))
    closed = _closed(instrument)
    for name in kept:
        if name not in closed and not set(kept[name]) <= {"0", "1", MISSING}:
            kept[name] = kept[name].where(kept[name] == MISSING, ANSWERED)
    age = instrument.question(AGE)
    name = column(age, age.waves[0]) if age else ""
    return kept.assign(**{AGE_GROUP: age_groups(table[name])}) if name in table else kept


def age_groups(ages: pd.Series) -> pd.Series:
    """Return the group of each age by a short name, as under_18; an empty text where none is known.

    >>> age_groups(pd.Series([17, None, 40])).tolist()
    ['under_18', '', '30_54']
    """
    return (
        age_class(ages).map(lambda key: str(key).rpartition(".")[2], na_action="ignore").fillna("")
    )


def answers_by_site(
    table: pd.DataFrame, instrument: Instrument, leave_out: Iterable[str]
) -> list[Ask]:
    """Return one table for each closed question and wave, by site where there are several."""
    site = instrument.role("cluster")
    where = [split(table, site.id)] if site and site.id in table else []
    out = {*leave_out, *(one.column for one in where)}
    names = [name for name in _closed(instrument) if name in table and name not in out]
    return [Ask(f"answers:{name}", (*where, split(table, name))) for name in names]


def behind_effect(
    table: pd.DataFrame, instrument: Instrument, analysis: Analysis, bare: bool
) -> Ask:
    """Return the counts from which an estimate could be computed back: shown whole, or not at all.

    *bare* says that the answer is sensitive: then "nobody" is not shown either.
    """
    used = [analysis.treatment, analysis.before, analysis.outcome]
    by = splits(table, instrument, used)
    return Ask(f"effect:{analysis.id}", by, whole=True, zeros=not bare)


def behind_sites(
    table: pd.DataFrame, instrument: Instrument, analysis: Analysis, bare: bool
) -> Ask:
    """Return the counts behind the figures of each site."""
    by = splits(table, instrument, [analysis.cluster, analysis.before, analysis.outcome])
    return Ask(f"sites:{analysis.id}", by, whole=True, zeros=not bare)


def columns_of(analysis: Analysis) -> set[str]:
    """Return the columns that an analysis tells of: outcome, before and treatment."""
    named = (analysis.outcome, analysis.before, analysis.treatment)
    return {name for name in named if name}


def splits(
    table: pd.DataFrame, instrument: Instrument, names: Sequence[str | None]
) -> tuple[Split, ...]:
    """Return how some columns part people, each once; what is made of a question parts by it."""
    made = {derived.id: derived for derived in instrument.derived}
    found: dict[str, Split] = {}
    for name in names:
        if name in made and (one := _of_source(table, instrument, made[name])):
            found[one.column] = one
        elif name is not None and name in table:
            found[name] = split(table, name)
    return tuple(found.values())


def _of_source(table: pd.DataFrame, instrument: Instrument, derived: Derived) -> Split | None:
    """Return yes, no and no answer as parts of the question that they are made from."""
    source = instrument.question(derived.source)
    name = column(source, source.waves[-1]) if source else ""
    if not (derived.among or derived.missing) or name not in table:
        return None
    codes = (MISSING,) if derived.missing else derived.among
    values = sorted(set(table[name]) | set(codes))
    yes = tuple(value for value in values if value in codes)
    no = tuple(value for value in values if value not in (*codes, MISSING))
    parts = (("1", yes), ("0", no), (MISSING, () if derived.missing else (MISSING,)))
    return Split(name, tuple((said, some) for said, some in parts if some))


def _closed(instrument: Instrument) -> list[str]:
    return [
        column(question, wave)
        for wave in instrument.waves
        for question in instrument.questions
        if question.options and question.role != "person" and wave in question.waves
    ]
