"""How far paths may part before the answer falls, and what late starters weigh."""

import pytest

from workbench.analysis.checks import bacon_weights, honest_breakdown, parallel_trends
from workbench.analysis.checks.pitfalls.starts import already_treated_weight
from workbench.base.errors import DataError
from workbench.base.words import LANGS
from workbench.collection import Analysis
from workbench.data.simulate import Programme, panel

PLAN = Analysis(
    id="a", design="staggered", outcome="score", time="time", follows="person", first="first",
    cluster="club", label="A", unit="points",
)  # fmt: skip
STRONG = Programme(
    waves=6, starts=(4,), clubs=37, low=None, high=None, effect=1.5, reliability=0.9, icc=0.02
)


def test_a_strong_effect_bears_a_large_parting_and_no_effect_none():
    strong = honest_breakdown(PLAN, panel(STRONG, 1))
    none = honest_breakdown(PLAN, panel(STRONG.model_copy(update={"effect": 0.0}), 1))
    assert strong.finding.passed is True
    assert strong.detail["m"] > 1 > none.detail["m"]
    assert none.finding.passed is False


def test_the_weight_of_late_starters_is_that_of_goodman_bacon():
    from diff_diff import BaconDecomposition

    table = panel(Programme(waves=6, starts=(2, 4), clubs=20, size=10, treated_clubs=18), 1)
    names = {"person": "unit", "exposed": "treated", "score": "outcome"}
    rows = table.drop(columns="treated").rename(columns=names)
    library = BaconDecomposition().fit(table, "score", "person", "time", "first")
    assert already_treated_weight(rows) == pytest.approx(library.total_weight_later_vs_earlier)


TWFE = PLAN.model_copy(update={
    "design": "difference_in_differences", "treatment": "exposed", "first": None,
})  # fmt: skip
EARLY = Programme(waves=6, starts=(2, 4), clubs=20, size=10, treated_clubs=18)


def test_two_ways_to_say_when_units_began_have_the_same_paths():
    table = panel(STRONG, 1)
    for check in (honest_breakdown, parallel_trends, bacon_weights):
        one, other = check(PLAN, table), check(TWFE, table)
        assert one.detail == pytest.approx(other.detail)


def test_years_count_as_well_as_first_second_third():
    table = panel(STRONG, 1)
    years = table.assign(
        time=table["time"] + 2019, first=table["first"] + 2019 * (table["first"] > 0)
    )
    one, other = parallel_trends(PLAN, table), parallel_trends(PLAN, years)
    assert one.detail == pytest.approx(other.detail)


def test_paths_that_part_before_the_start_are_seen():
    table = panel(STRONG, 1)
    tilted = table.assign(score=table["score"] + 0.5 * table["time"] * (table["first"] > 0))
    assert parallel_trends(PLAN, table).finding.passed is True
    found = parallel_trends(PLAN, tilted)
    assert found.finding.passed is False
    assert found.detail["slope"] == pytest.approx(0.5, abs=0.2)


def test_a_small_effect_is_never_sure_of_the_slope_before():
    small = panel(STRONG.model_copy(update={"effect": 0.05}), 3)
    found = parallel_trends(PLAN, small)
    assert found.finding.passed is False
    assert found.detail["could_make"] > abs(found.figures["estimate"].iloc[0])


def test_the_least_slope_is_seen_four_times_in_five():
    table = panel(STRONG.model_copy(update={"effect": 0.0}), 1)
    least = parallel_trends(PLAN, table).detail["least"]
    seen = []
    for seed in range(12):
        drawn = panel(STRONG.model_copy(update={"effect": 0.0}), seed)
        tilt = drawn.assign(score=drawn["score"] + least * drawn["time"] * (drawn["first"] > 0))
        seen.append(parallel_trends(PLAN, tilt).detail["p_value"] < 0.05)
    assert 0.5 <= sum(seen) / 12 <= 1


def test_late_starters_compared_with_early_ones_are_weighed():
    found = bacon_weights(PLAN, panel(EARLY, 1))
    assert found.finding.passed is False
    assert found.figures["weight"].sum() == pytest.approx(1)
    late = (found.figures["others"] > 0) & (found.figures["others"] < found.figures["treated"])
    assert found.figures.loc[late, "weight"].sum() == pytest.approx(found.detail["already"])
    assert found.figures["weight"] @ found.figures["estimate"] == pytest.approx(
        found.detail["twfe"]
    )
    assert bacon_weights(PLAN, panel(STRONG, 1)).finding.passed is True
    assert all(found.say(lang) for lang in LANGS)


@pytest.mark.parametrize("check", [honest_breakdown, parallel_trends])
def test_without_two_moments_before_there_is_no_path(check):
    with pytest.raises(DataError) as error:
        check(PLAN, panel(STRONG.model_copy(update={"waves": 3, "starts": (2,)}), 1))
    assert error.value.key == "checks.no_before"


def test_two_groups_without_units_over_time_have_no_path():
    pair = PLAN.model_copy(update={"design": "comparison", "treatment": "treated"})
    with pytest.raises(DataError) as error:
        bacon_weights(pair, panel(STRONG, 1))
    assert error.value.key == "checks.no_paths"
