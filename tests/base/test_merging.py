"""What two people change of the same thing is put together; nothing of either goes in silence."""

from operator import eq

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.base.merging import ABSENT, at, differences, merge

scalars = st.one_of(st.text("ab", max_size=3), st.integers(0, 3), st.booleans(), st.none())
rows = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from("abcde")}, optional={"n": scalars, "m": scalars}),
    max_size=4,
    unique_by=lambda row: row["id"],
)
things = st.dictionaries(
    st.sampled_from("xyz"),
    st.one_of(scalars, rows, st.dictionaries(st.sampled_from("pq"), scalars)),
)


@given(things, things)
def test_who_changes_alone_has_their_way(shown, new):
    assert merge(shown, new, shown).value == new
    assert merge(shown, shown, new).value == new
    assert merge(shown, new, new).value == new
    assert merge(shown, new, new).clashes == merge(shown, new, shown).clashes == ()


@given(things, things, things)
def test_each_change_is_there_or_is_told(shown, mine, theirs):
    merged = merge(shown, mine, theirs)
    for place in differences(shown, mine):
        told = [c for c in merged.clashes if all(map(eq, c.place, place))]  # above, there or below
        if not told and not isinstance(at(mine, place), dict | list):
            assert at(merged.value, place) == at(mine, place)


@given(things, things, things)
def test_both_people_are_told_of_the_same_clashes(shown, mine, theirs):
    one, other = merge(shown, mine, theirs).clashes, merge(shown, theirs, mine).clashes
    assert {(c.place, repr(c.mine), repr(c.theirs)) for c in one} == {
        (c.place, repr(c.theirs), repr(c.mine)) for c in other
    }


@given(things, things, things)
def test_what_clashes_is_what_was_kept_first_or_what_is_asked_for(shown, mine, theirs):
    first, second = merge(shown, mine, theirs), merge(shown, mine, theirs, mine_first=True)
    assert first.clashes == second.clashes
    for clash in first.clashes:
        assert at(first.value, clash.place) == clash.theirs
        assert at(second.value, clash.place) == clash.mine


@pytest.mark.parametrize(
    ("shown", "mine", "theirs", "value"),
    [
        # two rows added, each by one person
        ([], [{"key": "", "t": "m"}], [{"key": "a", "t": "t"}], 2),
        ([{"id": "a"}], [{"id": "a"}, {"id": "b"}], [{"id": "a"}, {"id": "c"}], 3),
        # one takes a row away, the other changes another
        ([{"id": "a"}, {"id": "b"}], [{"id": "b"}], [{"id": "a"}, {"id": "b", "n": 1}], 1),
    ],
)
def test_rows_are_put_together_row_by_row(shown, mine, theirs, value):
    merged = merge(shown, mine, theirs)
    assert merged.clashes == ()
    assert len(merged.value) == value


def test_a_row_taken_away_by_one_and_changed_by_the_other_clashes():
    merged = merge([{"id": "a", "n": 1}], [], [{"id": "a", "n": 2}])
    assert [(c.place, c.mine) for c in merged.clashes] == [(("a",), ABSENT)]


def test_who_moves_rows_keeps_their_order():
    shown = [{"id": "a"}, {"id": "b"}, {"id": "c"}]
    theirs = [{"id": "a"}, {"id": "b"}, {"id": "d"}, {"id": "c"}]
    merged = merge(shown, [shown[2], shown[0], shown[1]], theirs)
    assert [row["id"] for row in merged.value] == ["c", "a", "b", "d"]


@given(things, things)
def test_two_things_differ_where_they_differ(old, new):
    assert bool(list(differences(old, new))) == (merge(old, new, old).value != old)
    assert list(differences(old, old)) == []
