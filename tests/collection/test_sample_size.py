"""What a design can show: equal to R where R knows it, right in simulation where it does not."""

import numpy as np
import pytest
from statsmodels.stats.power import NormalIndPower, TTestIndPower

from workbench.base.errors import DataError
from workbench.collection.sample_size import (
    Design,
    people_needed,
    power,
    power_of_shares,
    reach,
    smallest,
    smallest_share,
    told,
)

R = {"n_t": 63.765763714273874, "n_t_d02": 393.4066562263805, "n_prop": 169.31137133382546}
"""R 4.2.2, power.t.test and power.prop.test (case power_basic of the reference numbers)."""


@pytest.mark.parametrize(("difference", "key"), [(0.5, "n_t"), (0.2, "n_t_d02")])
def test_the_people_needed_agree_with_r(difference, key):
    assert people_needed(difference) == pytest.approx(R[key], rel=1e-4)


def test_two_shares_agree_with_r():
    assert power_of_shares(Design(people=R["n_prop"]), 0.35, 0.5) == pytest.approx(0.8, abs=1e-6)


@pytest.mark.parametrize("people", [12, 50, 120])
@pytest.mark.parametrize("difference", [0.1, 0.4, 0.9])
def test_power_without_sites_is_that_of_statsmodels(people, difference):
    known = TTestIndPower().power(difference, people, 0.05)
    assert power(Design(people=people), difference) == pytest.approx(known, abs=1e-9)


@pytest.mark.parametrize("sites", [3, 6, 20])
def test_sites_of_strangers_only_cost_degrees_of_freedom(sites):
    known = TTestIndPower().power(0.4, sites * 10, 0.05, df=2 * (sites - 1))
    assert power(Design(people=10, clusters=sites), 0.4) == pytest.approx(known, abs=1e-9)


def test_a_simulation_sees_a_change_as_often_as_the_formula_says():
    sites, people, icc, difference, runs = 8, 10, 0.1, 0.6, 4000
    draw = np.random.default_rng(3)
    site = draw.normal(0, icc**0.5, (runs, 2, sites))
    means = site + draw.normal(0, ((1 - icc) / people) ** 0.5, (runs, 2, sites))
    means[:, 1] += difference
    gap = means[:, 1].mean(axis=1) - means[:, 0].mean(axis=1)
    error = (means.var(axis=2, ddof=1).sum(axis=1) / sites) ** 0.5
    seen = (np.abs(gap / error) > 2.144787).mean()  # Student's quantile, 14 degrees of freedom
    expected = power(Design(people=people, clusters=sites, icc=icc), difference)
    assert seen == pytest.approx(expected, abs=0.02)


def test_likeness_unequal_sites_and_loss_each_cost_power():
    plain = Design(people=10, clusters=6, icc=0.05)
    worse = [
        Design(people=10, clusters=6, icc=0.15),
        Design(people=10, clusters=6, icc=0.05, cv=0.8),
        Design(people=10, clusters=6, icc=0.05, lost=0.3),
        Design(people=10, clusters=4, icc=0.05),
    ]
    assert all(power(design, 0.6) < power(plain, 0.6) for design in worse)


def test_unequal_sites_follow_their_formula():
    assert Design(people=20, clusters=9, icc=0.05, cv=0.5).effect_of_sites == pytest.approx(
        1 + ((0.25 + 1) * 20 - 1) * 0.05
    )
    assert Design(people=20, clusters=9, icc=0.0, cv=0.5).effect_of_sites == 1


@pytest.mark.parametrize("design", [Design(people=40), Design(people=10, clusters=6, icc=0.05)])
def test_the_smallest_change_is_seen_eight_times_in_ten(design):
    assert power(design, smallest(design)) == pytest.approx(0.8, abs=1e-9)
    share = smallest_share(design, 0.4)
    assert power_of_shares(design, 0.4, share) == pytest.approx(0.8, abs=1e-9)


def test_a_change_that_nobody_could_miss_is_always_seen():
    assert power(Design(people=300), 0.9) == pytest.approx(1)
    assert power(Design(people=300), 9) == pytest.approx(1)


def test_one_site_speaks_for_itself_only():
    alone = Design(people=20, clusters=1)
    assert told(alone, 0.4, "en") == told(Design(people=9, clusters=1), 0.2, "en")
    assert [row["sites_a_side"] for row in reach(alone, 0.4, "en")] == ["2", "4"]


def test_where_nothing_can_be_seen_it_is_said():
    tiny = Design(people=2, clusters=2, icc=0.3)
    assert smallest_share(tiny, 0.9) is None
    for lang in ("fr", "en"):
        assert told(tiny, 0.9, lang) != told(Design(people=10, clusters=6), 0.4, lang)
        assert told(Design(people=3), 0.9, lang)
        assert [row["n_a_side"] for row in reach(tiny, 0.9, lang)] == ["4", "8", "16"]


def test_the_sentence_names_the_clubs_the_people_and_both_shares():
    said = told(Design(people=10, clusters=6, icc=0.05), 0.4, "en")
    assert all(word in said for word in ("6", "10", "40%", "0.05"))


WRONG = [
    {"people": 0}, {"people": 1}, {"people": 10, "clusters": 1}, {"people": 10, "icc": 1.2},
    {"people": 10, "lost": 1}, {"people": 10, "cv": -1},
]  # fmt: skip


@pytest.mark.parametrize("values", WRONG)
def test_a_design_that_cannot_be_is_refused(values):
    with pytest.raises(DataError):
        power(Design(**values), 0.5)


def test_a_share_that_cannot_be_is_refused():
    with pytest.raises(DataError):
        power_of_shares(Design(people=20), 0.4, 1.4)


def test_two_shares_without_sites_are_near_those_of_statsmodels():
    effect = 2 * np.arcsin(0.5**0.5) - 2 * np.arcsin(0.35**0.5)
    known = NormalIndPower().power(effect, 170, 0.05)
    assert power_of_shares(Design(people=170), 0.35, 0.5) == pytest.approx(known, abs=0.01)
