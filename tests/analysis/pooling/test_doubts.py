"""The doubts about an average: each is raised by its figures, and only by them."""

import numpy as np
import pandas as pd
import pytest

from workbench.analysis.claims import LEVELS
from workbench.analysis.pooling import doubts, pilots, pool
from workbench.base.words import LANGS

VARIANCE = [0.01, 0.02, 0.015, 0.03]


def raised(found):
    return {finding.id for finding in doubts(found) if finding.passed is False}


def passed(found):
    return {finding.id for finding in doubts(found) if finding.passed is True}


def test_four_pilots_say_where_the_next_site_may_be_before_the_average(drawn):
    four, five = pool(drawn(4)), pool(drawn(5))
    few = next(finding for finding in doubts(four) if finding.id == "pooling.few")
    assert few.passed is False
    ends = (few.holes["low"].value, few.holes["high"].value)
    assert ends == (four.prediction_low, four.prediction_high)
    assert "pooling.few" in passed(five)


def test_three_pilots_are_said_to_have_one_degree_of_freedom(drawn):
    assert {"pooling.few", "pooling.one_degree"} <= raised(pool(drawn(3)))
    assert "pooling.one_degree" not in raised(pool(drawn(4)))


def test_two_pilots_say_nothing_of_the_next_site(drawn):
    found = raised(pool(drawn(2)))
    assert "pooling.no_prediction" in found
    assert "pooling.few" not in found


def test_alike_pilots_have_a_truncated_interval_too():
    alike = pool(pilots([0.30, 0.31, 0.29, 0.30], VARIANCE))
    apart = pool(pilots([0.1, 0.9, -0.3, 0.5], VARIANCE), "PM")  # whose spread is 1 by its rule
    assert "pooling.truncated" in raised(alike)
    assert alike.truncated[0] < alike.ci_low
    assert "pooling.truncated" in passed(apart)
    assert apart.truncated == pytest.approx((apart.ci_low, apart.ci_high))


def test_where_tau2_may_be_more_than_its_estimate_a_careful_interval_is_given():
    alike = pool(pilots([0.1, 0.3, 0.2, 0.35, 0.15, 0.28], [0.02] * 6))
    apart = pool(pilots([0.1, 2.3, -1.2, 0.35, 1.15, -2.28], [0.02] * 6))
    assert "pooling.next_too_narrow" in raised(alike)
    assert alike.careful[0] < alike.prediction_low
    assert "pooling.next_too_narrow" in passed(apart)


def test_an_average_away_from_zero_is_not_every_site():
    found = pool(pilots([0.1, 0.9, 0.05, 0.8, 0.4, 0.5], [0.01] * 6))
    assert found.ci_low > 0
    assert "pooling.next_differs" in raised(found)
    near = pool(pilots([0.9, 1.0, 1.05, 0.95, 1.0, 1.1], [0.01] * 6))
    assert "pooling.next_differs" in passed(near)


def test_a_conclusion_that_hangs_on_one_pilot_names_it():
    found = pool(pilots([0.5, 0.45, 0.55, -0.4], [0.01] * 4, ["a", "b", "c", "d"]))
    turns = next(finding for finding in doubts(found) if finding.id == "pooling.one_decides")
    assert (turns.passed, turns.holes["pilots"]) == (False, "d")


def test_a_pilot_that_makes_most_of_the_average_is_named():
    found = pool(pilots([0.3, 0.31, 0.32], [0.001, 0.05, 0.05], ["a", "b", "c"]))
    weighs = next(finding for finding in doubts(found) if finding.id == "pooling.one_weighs")
    assert (weighs.passed, weighs.holes["pilot"]) == (False, "a")


def test_the_normal_interval_with_few_pilots_is_doubted(drawn):
    assert "pooling.normal" in raised(pool(drawn(6), test="z"))
    assert "pooling.normal" in passed(pool(drawn(12), test="z"))
    assert "pooling.normal" not in {finding.id for finding in doubts(pool(drawn(6)))}


def test_equal_effects_are_doubted_where_they_are_not_refused():
    assert "pooling.all_equal" in raised(pool(pilots([0.2] * 3, VARIANCE[:3]), test="z"))


def test_a_funnel_of_few_pilots_is_silent_and_one_of_many_may_lean(drawn):
    assert "pooling.funnel_silent" in raised(pool(drawn(9)))
    variance = np.linspace(0.01, 0.5, 14)
    leaning = pool(pilots(2 * np.sqrt(variance) + 0.01 * np.cos(range(14)), variance))
    assert "pooling.small_pilots" in raised(leaning)
    assert "pooling.small_pilots" in passed(pool(drawn(14)))


def test_few_pilots_for_moderators_are_doubted(drawn):
    column = pd.DataFrame({"size": np.arange(8.0)})
    found = raised(pool(drawn(8, moderators=column)))
    assert {"pooling.moderators_few", "pooling.at_zero"} <= found


@pytest.mark.parametrize("level", LEVELS)
def test_an_average_never_claims_more_than_its_weakest_pilot(level, drawn):
    found = pool(drawn(4, claims=["caused", level, "caused", "caused"]))
    assert found.claim == level
    assert ("pooling.claims_differ" in raised(found)) == (level != "caused")


@pytest.mark.parametrize("k", [2, 3, 4, 12])
@pytest.mark.parametrize("test", ["t", "z"])
def test_every_doubt_is_said_in_both_languages(k, test, drawn):
    for finding in doubts(pool(drawn(k), test=test)):
        assert all(finding.sentence(lang) for lang in LANGS)
