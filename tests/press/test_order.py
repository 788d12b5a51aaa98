"""The order of the columns crosses few arrows, and never more than the order of the file."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.press.order import crossings, ordered


def by_hand(columns, steps):
    """Count the crossings pair by pair, as one would with a pencil."""
    rows = {id: row for column in columns for row, id in enumerate(column)}
    home = {id: index for index, column in enumerate(columns) for id in column}
    return sum(
        (rows[a] - rows[c]) * (rows[b] - rows[d]) < 0
        for (a, b), (c, d) in itertools.combinations(steps, 2)
        if home[a] == home[c] and home[b] == home[d] == home[a] + 1
    )


@st.composite
def layered(draw):
    sizes = draw(st.lists(st.integers(1, 5), min_size=2, max_size=4))
    columns = [[f"{c}.{row}" for row in range(size)] for c, size in enumerate(sizes)]
    every = [(a, b) for left, right in itertools.pairwise(columns) for a in left for b in right]
    return columns, draw(st.lists(st.sampled_from(every), unique=True, max_size=15))


@given(layered())
def test_the_count_is_the_one_made_by_hand(drawn):
    assert crossings(*drawn) == by_hand(*drawn)


@given(layered())
def test_an_order_keeps_every_box_and_never_crosses_more(drawn):
    columns, steps = drawn
    found = ordered(columns, steps)
    assert [sorted(column) for column in found] == [sorted(column) for column in columns]
    assert crossings(found, steps) <= crossings(columns, steps)


def test_what_can_be_uncrossed_is():
    columns = [["a", "b", "c"], ["x", "y", "z"]]
    steps = [("a", "z"), ("b", "y"), ("c", "x")]
    assert crossings(columns, steps) == 3
    assert crossings(ordered(columns, steps), steps) == 0


def test_an_order_without_crossings_is_left_as_people_wrote_it():
    columns = [["b", "a"], ["y", "x"]]
    assert ordered(columns, [("b", "y"), ("a", "x")]) == columns


@pytest.mark.parametrize("columns", [[], [[]], [["a"]]])
def test_almost_nothing_has_an_order_too(columns):
    assert ordered(columns, []) == columns
