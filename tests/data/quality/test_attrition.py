"""Who is lost: too many, more in one group, or other people than those who stay."""

import pytest


def test_a_programme_that_loses_many_is_found(sound, cries):
    table, asked = sound(dropout=0.35)
    assert ("quality.attrition", "person") in cries(table, asked)


def test_a_group_that_loses_more_is_found_where_the_plan_compares_it(sound, cries, findings):
    table, asked = sound(dropout=0.2, dropout_gap=0.25)
    assert ("quality.attrition_by_arm", "treated") in cries(table, asked)
    without = findings(table, asked, with_plan=False)
    assert [f.passed for f in without if f.id == "quality.attrition_by_arm"] == [None]


@pytest.mark.parametrize("seed", range(4))
def test_leavers_who_differ_are_found_and_others_are_not(sound, cries, seed):
    table, asked = sound(seed, dropout=0.25, loss="by_entry")
    assert ("quality.leavers_differ", "score__entry") in cries(table, asked)
    table, asked = sound(seed, dropout=0.25)
    assert ("quality.leavers_differ", "score__entry") not in cries(table, asked)


def test_losing_as_many_on_both_sides_is_no_difference(sound, cries):
    table, asked = sound(dropout=0.25)
    assert not {id for id, _ in cries(table, asked)} & {
        "quality.attrition_by_arm",
        "quality.attrition_by_site",
    }
