"""A barrier is lifted when it goes down; one that nobody spoke of again is not counted."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.indicators import scale, score
from workbench.indicators.barriers import lifted

DEGREES = st.dictionaries(st.sampled_from(scale("BARRIERS").ids), st.none() | st.integers(0, 2))


@given(entry=DEGREES, exit=DEGREES)
def test_what_is_lifted_was_found_and_seen_again(entry, exit):
    told = lifted(entry, exit)
    assert 0 <= told.down <= told.found
    assert told.found + told.unseen == sum(bool(degree) for degree in entry.values())
    assert (told.share is None) == (told.found == 0)


def test_a_barrier_that_grew_or_came_later_is_not_lifted():
    told = lifted({"housing": 1, "money": 0, "health": 2}, {"housing": 2, "money": 0})
    assert (told.down, told.found, told.unseen) == (0, 1, 1)


def test_a_grid_with_a_family_nobody_spoke_of_has_no_score():
    grid = scale("BARRIERS")
    full = dict.fromkeys(grid.ids, 1)
    assert score(grid, full).value == len(grid.ids) == 14
    assert score(grid, {**full, "health": None}).value is None
    assert score(grid, {**full, "health": 3}).value is None
