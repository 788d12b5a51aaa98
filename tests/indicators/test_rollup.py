"""A total is true or it is refused: counts add up, people count once, percentages never meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.base.errors import DataError
from workbench.indicators import Counts, Reported, rollup

PEOPLE = st.frozensets(st.integers(0, 30).map(str), max_size=12)
SHARES = st.tuples(st.integers(0, 50), st.integers(1, 50)).map(
    lambda pair: Counts(count=min(pair), n=max(pair))
)


def report(indicator, value, place="A", period="2025-Q1", mode="periodic"):
    return Reported(indicator, place, period, mode, value)


def each_at_its_place(indicator, values):
    return [report(indicator, value, f"site {n}") for n, value in enumerate(values)]


@given(st.lists(SHARES, min_size=1, max_size=6))
def test_a_percentage_is_the_sum_of_its_counts_and_lies_between_its_parts(shares):
    total = rollup(each_at_its_place("IND-07", shares)).value
    assert (total.count, total.n) == (sum(s.count for s in shares), sum(s.n for s in shares))
    parts = [share.share for share in shares]
    assert min(parts) - 1e-12 <= total.share <= max(parts) + 1e-12


@given(st.lists(PEOPLE, min_size=1, max_size=6))
def test_people_of_several_places_count_once(groups):
    total = rollup(each_at_its_place("IND-02", groups))
    assert total.made_by == "union"
    assert max(map(len, groups)) <= total.value <= sum(map(len, groups))
    assert total.value == len(set().union(*groups))


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=6), st.randoms())
def test_amounts_add_up_in_any_order(amounts, chance):
    reports = each_at_its_place("POL-05", amounts)
    mixed = chance.sample(reports, len(reports))
    assert rollup(reports).value == rollup(mixed).value == sum(amounts)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=6).map(sorted))
def test_of_cumulative_figures_the_last_is_the_total(amounts):
    reports = [
        report("EECO18", amount, period=f"2025-{n:02}", mode="cumulative")
        for n, amount in enumerate(amounts)
    ]
    assert rollup(reports).value == amounts[-1]


def test_the_total_keeps_what_it_was_made_of():
    reports = each_at_its_place("IND-07", [Counts(count=5, n=10), Counts(count=40, n=80)])
    assert rollup(reports).parts == tuple(reports)
    assert rollup(reports).value.share == 0.5


FAULTS = {
    "rollup.nothing": [],
    "rollup.two_indicators": [report("IND-01", 3.0), report("IND-02", 3.0, "B")],
    "rollup.two_modes": [report("POL-05", 3.0), report("POL-05", 3.0, "B", mode="cumulative")],
    "rollup.twice": [report("POL-05", 3.0), report("POL-05", 4.0)],
    "rollup.bare_percentage": [report("IND-07", 0.5), report("IND-07", 0.4, "B")],
    "rollup.people_twice": [report("IND-02", 3.0), report("IND-02", 4.0, "B")],
    "rollup.does_not_add_up": [report("IND-41", 1.5), report("IND-41", 2.0, "B")],
    "rollup.not_an_amount": [report("POL-05", Counts(count=1, n=2))],
    "rollup.cumulative_falls": [
        report("POL-05", 9.0, period="2025-Q1", mode="cumulative"),
        report("POL-05", 7.0, period="2025-Q2", mode="cumulative"),
    ],
    "rollup.other_period": [
        report("POL-05", 9.0, "A", "2025-Q1", "cumulative"),
        report("POL-05", 7.0, "B", "2025-Q2", "cumulative"),
    ],
}


@pytest.mark.parametrize("key", FAULTS)
def test_an_untrue_total_is_refused_with_a_letter(key):
    with pytest.raises(DataError) as caught:
        rollup(FAULTS[key])
    assert caught.value.key == key
    assert caught.value.say("fr")
    assert caught.value.say("en")


def test_one_place_in_two_periods_may_hold_the_same_person_twice():
    shares = [
        report("IND-07", Counts(count=1, n=2), period="2025-Q1"),
        report("IND-07", Counts(count=1, n=2), period="2025-Q2"),
    ]
    with pytest.raises(DataError) as caught:
        rollup(shares)
    assert caught.value.key == "rollup.people_twice"
    assert rollup(shares, apart=True).value == Counts(count=2, n=4)


def test_groups_said_to_share_nobody_are_added():
    assert rollup(FAULTS["rollup.people_twice"], apart=True).value == 7
