"""What was made for counting does not change what the memory knows of the rest."""

from datetime import date

import pandas as pd

from workbench.collection import instrument_of
from workbench.data.load import load
from workbench.data.protection.cells import Ask, cell, split
from workbench.data.protection.masking import publish
from workbench.data.protection.programme import AGE_GROUP, countable
from workbench.data.protection.published import Session, fingerprint, marks

DAY = date(2026, 1, 5)
PEOPLE = pd.DataFrame({"exit": ["a"] * 12 + ["b"] * 9, "(age)": ["old", "new", "new"] * 7})


def asked(table, *names):
    return [Ask(f"t:{name}", (split(table, name),)) for name in names]


def test_a_made_column_changes_one_mark_only():
    bare = PEOPLE.drop(columns="(age)")
    assert marks(bare).held == marks(bare).made == fingerprint(bare) == marks(PEOPLE).held
    assert marks(PEOPLE).made != marks(PEOPLE).held
    assert marks(PEOPLE).of(cell([("exit", ["a"])])) == marks(PEOPLE).held
    assert marks(PEOPLE).of(cell([("exit", ["a"]), ("(age)", ["old"])])) == marks(PEOPLE).made


def test_what_was_published_before_is_known_with_and_without_the_made_column():
    bare = PEOPLE.drop(columns="(age)")
    first = publish(bare, asked(bare, "exit"), Session(), DAY).session
    second = publish(PEOPLE, asked(PEOPLE, "exit", "(age)"), first, DAY).session
    assert second.entries[: len(first.entries)] == first.entries
    added = second.entries[len(first.entries) :]
    assert {name for entry in added for name, _ in entry.cell} == {"(age)"}
    again = publish(bare, asked(bare, "exit"), second, DAY).session
    assert again == second


def test_other_ages_make_other_data_for_groups_of_age_alone():
    first = publish(PEOPLE, asked(PEOPLE, "exit", "(age)"), Session(), DAY).session
    other = PEOPLE.assign(**{"(age)": ["old"] * 10 + ["new"] * 11})
    told = publish(other, asked(other, "exit", "(age)"), first, DAY)
    assert None in told.table("t:(age)").values()
    assert None not in told.table("t:exit").values()


def test_ages_are_counted_by_group_and_never_one_by_one(example):
    dossier = example("trajectoires")
    table = load(dossier)
    people = countable(table, instrument_of(dossier))
    assert set(people["age"]) <= {"1", ""}
    young = table["age"].lt(18)
    assert people[AGE_GROUP].eq("under_18").sum() == young.sum()
    assert people[AGE_GROUP].eq("").sum() == table["age"].isna().sum()
