"""The rules as a whole: a list to read, words for all they say, and silence where nothing is."""

import inspect

import numpy as np
import pandas as pd
import pytest

from workbench.base.findings import Finding
from workbench.data.quality import ALL, check
from workbench.data.quality.seen import Names
from workbench.data.simulate.collected import waves


def test_every_rule_says_in_a_sentence_what_it_asks():
    assert len(set(ALL)) == len(ALL)
    assert all(inspect.getdoc(rule).splitlines()[0].endswith(".") for rule in ALL)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_finding_can_be_told_in_both_states(sound, findings, lang):
    from dataclasses import replace

    table, asked = sound()
    for finding in findings(table, asked):
        assert type(finding.passed) in (bool, type(None)), finding.id
        if finding.passed is not None:
            told = {replace(finding, passed=passed).sentence(lang) for passed in (True, False)}
            assert len(told) == 2


def test_what_is_found_wrong_says_what_to_do(sound, findings):
    from workbench.base.words import known

    ids = {f.id for f in findings(*sound())}
    assert [id for id in ids if id.startswith("quality.") and not known(f"{id}.todo")] == []


def test_a_rule_with_nothing_to_look_at_does_not_apply(sound, findings):
    table, asked = sound()
    none = {f.id for f in findings(table, asked) if f.passed is None}
    assert none == {"quality.wrong_shape", "quality.asked_in_vain", "quality.needed",
                    "quality.coding_changed", "exposure.length"}  # fmt: skip


def test_a_table_of_two_people_is_looked_at_without_a_fall(sound, findings):
    table, asked = sound(clubs=1, size=2)
    assert all(isinstance(f, Finding) for f in findings(table, asked))


@pytest.mark.parametrize("column", ["score__exit", "hours", "situation", "exit_date", "club"])
def test_an_empty_column_is_looked_at_without_a_fall(sound, findings, column):
    table, asked = sound(clubs=8)
    assert findings(table.assign(**{column: None}), asked)


def test_a_table_read_again_from_its_file_gives_the_same_answers(sound, cries, tmp_path):
    table, asked = sound(dropout=0.3)
    table.to_csv(tmp_path / "clean.csv", index=False)
    again = pd.read_csv(tmp_path / "clean.csv")
    assert cries(again, asked) == cries(table, asked)


def test_the_day_of_the_machine_is_today_unless_one_is_given(sound):
    table, asked = sound(clubs=4)
    found = check(table, waves(table, asked), asked)
    assert all(f.passed for f in found if f.id == "quality.date_to_come")


def test_many_names_are_cut_short():
    assert Names(("A", "B")).say("fr") == "A et B"
    assert "…" in Names(tuple("ABCDEFGH")).say("en")
    assert "H" not in Names(tuple("ABCDEFGH")).say("en")


def test_whole_numbers_of_any_kind_of_column_are_read():
    from workbench.data.quality.seen import as_numbers

    for dtype in ("Int64", "Float64", "float64", "object", "string"):
        found = as_numbers(pd.Series([1, None, 3], dtype=object).astype(dtype))
        assert np.array_equal(found, [1, np.nan, 3], equal_nan=True)
