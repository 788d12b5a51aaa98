"""Only what is alike is averaged; what is not is found; and the order of pilots changes nothing."""

from dataclasses import replace
from datetime import date
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.pilots.by_hand import (
    A_DIFFERENCE,
    NOTHING,
    effect,
    gathered,
    member,
    rate,
)
from workbench.analysis.pilots.averages import rows
from workbench.analysis.pilots.compare import scaled
from workbench.analysis.pooling.amounts import rate as share_of
from workbench.base.records import Text
from workbench.report.programme import averages_table, compare, doubts, side_by_side

COUNTS = [("lille", 12, 40), ("lyon", 20, 45), ("metz", 30, 60), ("nancy", 15, 50)]


@pytest.fixture
def four():
    return gathered(*(rate(*one) for one in COUNTS))


def failed(compared):
    return {finding.id for finding in doubts(compared) if finding.passed is False}


@given(st.permutations(COUNTS))
def test_the_order_of_pilots_changes_nothing(counts):
    one, other = (gathered(*(rate(*pilot) for pilot in some)) for some in (COUNTS, counts))
    first, second = compare(one), compare(replace(other, members=one.members))
    assert first.groups[0].pooled == second.groups[0].pooled
    assert [f.id for f in doubts(first)] == [f.id for f in doubts(second)]
    assert [one.pilots for one in first.outcomes] == [one.pilots for one in second.outcomes]
    assert rows(first) == rows(second)
    assert side_by_side(first, "fr") == side_by_side(second, "fr")


def test_pilots_stand_by_name_whatever_they_found(four):
    compared = compare(four)
    assert [row["pilot"] for row in side_by_side(compared, "en")] == [name for name, *_ in COUNTS]
    assert [pilot.id for pilot in compared.groups[0].pooled.pilots] == [n for n, *_ in COUNTS]


@pytest.mark.parametrize(("pilot", "count", "n"), COUNTS)
def test_the_interval_of_a_rate_lies_as_far_to_both_sides_of_its_log_odds(pilot, count, n):
    value, error = scaled(rate(pilot, count, n))
    assert value == pytest.approx(log(count / (n - count)))
    row = rate(pilot, count, n)
    assert share_of(value + 1.959963984540054 * error) == pytest.approx(row.ci_high)
    assert share_of(value - 1.959963984540054 * error) == pytest.approx(row.ci_low)


def test_the_error_of_a_large_rate_is_that_of_its_log_odds():
    _, error = scaled(rate("lille", 40_000, 100_000))
    assert error == pytest.approx((1 / 40_000 + 1 / 60_000) ** 0.5, rel=1e-4)


@pytest.mark.parametrize(("count", "value"), [(0, log(0.5 / 20.5)), (20, log(20.5 / 0.5))])
def test_where_everybody_or_nobody_said_yes_a_half_is_added(count, value):
    found, error = scaled(rate("lille", count, 20))
    assert found == pytest.approx(value)
    assert error == pytest.approx((1 / 0.5 + 1 / 20.5) ** 0.5)


@pytest.mark.parametrize(
    "changes",
    [
        NOTHING,
        {"ci_low": None, "ci_high": None},
        {**A_DIFFERENCE, "std_error": 0.0},
        {**A_DIFFERENCE, "std_error": None, "ci_low": None},
        {**A_DIFFERENCE, "quantity": "ratio", "estimate": -1.0},
    ],
)
def test_what_has_no_error_is_not_averaged(changes):
    assert scaled(effect("lille", **changes)) is None


def test_a_ratio_is_averaged_as_a_logarithm():
    row = effect("lille", **{**A_DIFFERENCE, "quantity": "ratio", "estimate": 2.0})
    assert scaled(row) == (pytest.approx(log(2)), 0.2)


def test_the_average_of_rates_lies_among_them_and_is_told_as_a_rate(four):
    compared = compare(four)
    [told] = rows(compared)
    assert 0.3 < told["estimate"] < 0.5
    assert told["prediction_low"] < told["ci_low"] < told["ci_high"] < told["prediction_high"]
    assert told["clubs_rate"] == pytest.approx(77 / 195)
    assert averages_table(compared, "en")[0]["synthesis_average"].endswith("%")


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"counted": "job training / job none training"}, "synthesis.definitions"),
        ({"unit": "points"}, "synthesis.units"),
        ({"quantity": "change", "design": "before_after"}, "synthesis.quantities"),
        ({"simulated": True}, "synthesis.simulated_beside_real"),
    ],
)
def test_what_is_not_alike_is_found_and_not_averaged_together(changes, finding, four):
    mixed = compare(replace(four, effects=(*four.effects[:3], rate("nancy", 15, 50, **changes))))
    assert finding in failed(mixed)
    assert [row.pilot for group in mixed.groups for row in group.rows] == ["lille", "lyon", "metz"]


def test_two_definitions_have_an_average_each(four):
    other = [replace(row, counted="job training / none") for row in four.effects[2:]]
    mixed = compare(replace(four, effects=(*four.effects[:2], *other)))
    assert [[row.pilot for row in group.rows] for group in mixed.groups] == [
        ["lille", "lyon"], ["metz", "nancy"],
    ]  # fmt: skip
    assert len({row["outcome"] for row in averages_table(mixed, "fr")}) == 2


def test_other_words_for_the_same_answers_are_a_note_and_averaged_together(four):
    other = replace(four.effects[0], statement=Text(any="Have you a job?"))
    mixed = compare(replace(four, effects=(other, *four.effects[1:])))
    assert "synthesis.words" in failed(mixed)
    assert mixed.groups[0].pooled.k == 4


def test_other_ways_of_comparing_are_found_and_the_claim_is_the_weakest():
    way = {**A_DIFFERENCE, "design": "matching", "estimand": "att", "claim": "estimated"}
    mixed = compare(gathered(effect("lille", **A_DIFFERENCE), effect("lyon", **way)))
    assert "synthesis.designs" in failed(mixed)
    assert mixed.groups[0].pooled is None  # both found the same: their interval has no width
    other = effect("lyon", **{**way, "estimate": 0.6})
    mixed = compare(gathered(effect("lille", **A_DIFFERENCE), other))
    assert mixed.groups[0].pooled.claim == "associated"


def test_pilots_of_other_years_are_found(four):
    late = member("nancy", start=date(2026, 1, 1), end=date(2026, 12, 31))
    assert "synthesis.periods" not in failed(compare(four))
    assert "synthesis.periods" in failed(compare(replace(four, members=(*four.members[:3], late))))


def test_intervals_of_another_confidence_are_found(four):
    other = replace(four.effects[0], level=0.9)
    assert "synthesis.levels" in failed(compare(replace(four, effects=(other, *four.effects[1:]))))


def test_simulated_pilots_beside_real_ones_are_found(four):
    mixed = replace(four, members=(*four.members[:3], member("nancy", simulated=True)))
    assert "synthesis.simulated_mixed" in failed(compare(mixed))
    assert "synthesis.simulated_mixed" not in failed(compare(four))


def test_nothing_is_wrong_where_all_pilots_are_alike(four):
    assert failed(compare(four)) == set()


def test_an_outcome_of_one_pilot_is_named_and_not_compared(four):
    alone = rate("lille", 10, 40, key="IND-99", indicator=None)
    compared = compare(replace(four, effects=(*four.effects, alone)))
    assert "synthesis.alone" in failed(compared)
    assert [outcome.key for outcome in compared.shared] == ["IND-07"]


def test_several_analyses_of_one_outcome_are_told(four):
    more = replace(four.effects[0], others=2)
    found = failed(compare(replace(four, effects=(more, *four.effects[1:]))))
    assert found == {"synthesis.others"}


@pytest.mark.parametrize(
    "state", ["failed", "waiting", "not_run", "no_effect", "unreadable", "not_there"]
)
def test_a_pilot_that_is_not_in_is_a_warning_that_speaks(state, four):
    out = member("reims", state=state)
    found = doubts(compare(replace(four, members=(*four.members, out))))
    [missing] = [finding for finding in found if finding.where == "reims"]
    assert missing.id == f"synthesis.{state}"
    assert "reims" in missing.sentence("fr")
    assert "reims" in missing.sentence("en")


def test_masked_pilots_are_counted_and_say_nothing(four):
    masked = replace(four.effects[0], **NOTHING)
    compared = compare(replace(four, effects=(masked, *four.effects[1:])))
    assert failed(compared) == {"synthesis.masked"}
    [told] = rows(compared)
    assert (told["pilots"], told["masked"], told["k"], told["clubs"]) == (4, 1, 3, 3)
    assert told["clubs_n"] == 155
    assert "pooling.left_out" not in {f.id for f in compared.groups[0].findings if not f.passed}


def test_a_group_that_is_all_masked_has_no_average_and_says_why(four):
    masked = [replace(row, **NOTHING) for row in four.effects]
    [group] = compare(replace(four, effects=tuple(masked))).groups
    assert group.pooled is None
    assert group.letter.key == "pooling.one_pilot"
    [told] = rows(compare(replace(four, effects=tuple(masked))))
    assert (told["k"], told.get("estimate"), told.get("clubs")) == (0, None, None)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_doubt_can_be_said(lang, four):
    kinds = [
        replace(four.effects[0], counted="a / b", unit="points", level=0.9, simulated=True),
        replace(four.effects[1], quantity="change", others=1, statement=Text(any="?")),
        *four.effects[2:],
    ]
    found = doubts(compare(replace(four, effects=tuple(kinds))))
    assert all(finding.sentence(lang) for finding in found)
