"""Every acknowledged vote is kept once, and the last one at a place stands."""

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from tests.capitalisation.day.a_day import given, rated
from workbench.base.errors import DataError
from workbench.capitalisation.day.votes import COLUMNS, settled, votes_of, written

TEXTS = st.text(max_size=12)
ANSWERS = st.lists(
    st.tuples(
        st.sampled_from(["read", "learnt"]), st.integers(1, 3), st.integers(1, 3),
        st.one_of(st.none(), TEXTS, st.lists(TEXTS, max_size=2)), st.booleans(),
    ),
    max_size=25,
)  # fmt: skip


def made(rows):
    return [
        ("ROOM", given(activity, value, person, round=number, group=1, per_group=shared))
        for activity, number, person, value, shared in rows
    ]


@drawn(ANSWERS)
def test_whatever_was_said_is_read_back_as_it_was_written(rows):
    votes = settled(made(rows))
    assert votes_of(written(votes)) == votes
    assert [vote.given for vote in votes] == [one for _, one in made_again(votes)]


def made_again(votes):
    return [(vote.room, vote.given) for vote in votes]


@drawn(ANSWERS, st.randoms(use_true_random=False))
def test_a_vote_that_was_sent_again_counts_once(rows, draw):
    answers = made(rows)
    again = answers + draw.sample(answers, len(answers) // 2)
    assert settled(again) == settled(answers)


@drawn(ANSWERS)
def test_one_answer_stands_at_each_place(rows):
    votes = settled(made(rows))
    ends = [vote for vote in votes if vote.state != "replaced"]
    places = [(v.given.activity, v.given.round, v.given.who, *v.given.place) for v in ends]
    assert len(places) == len(set(places))
    assert all((vote.given.value is None) == (vote.state == "taken_back") for vote in ends)


def test_two_people_at_one_place_do_not_replace_one_another():
    votes = settled([("ROOM", rated(1, 1)), ("ROOM", rated(2, 2)), ("ROOM", rated(3, 1))])
    assert [vote.state for vote in votes] == ["replaced", "stands", "stands"]


def test_two_phones_may_draw_one_id():
    votes = settled([("ROOM", rated(1, 1, id="same-id-1")), ("ROOM", rated(2, 2, id="same-id-1"))])
    assert [vote.state for vote in votes] == ["stands", "stands"]


def test_the_order_of_the_file_settles_what_came_in_one_moment():
    first, second = rated(1, id="z-later", at=1.0), rated(2, id="a-later", at=1.0)
    votes = votes_of(written(settled([("ROOM", first), ("ROOM", second)])))
    assert [vote.given.value["score"] for vote in votes if vote.state == "stands"] == [2]


def test_a_file_without_a_column_is_refused():
    with pytest.raises(DataError) as error:
        votes_of(",".join(COLUMNS[:-1]) + "\n")
    assert (error.value.key, error.value.holes["column"]) == ("day.answers_column", "id")


@pytest.mark.parametrize("wrong", ["read,x", "read,1,1,,false,,,1,{,2020-01-01,i", "a"])
def test_a_row_that_cannot_be_read_is_named(wrong):
    with pytest.raises(DataError) as error:
        votes_of(",".join(COLUMNS) + f"\nROOM,{wrong}\n")
    assert (error.value.key, error.value.holes["row"]) == ("day.answers_row", 2)
