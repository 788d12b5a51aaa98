"""Power: equal to R and to the formula, to the simulation, and inverse to itself."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import nct, t

from workbench.analysis.power import as_json, as_text, power_of
from workbench.analysis.study import Study
from workbench.base.errors import DataError
from workbench.base.words import LANGS, say

BASIC = {
    "n_t": 63.765763714273874,
    "n_t_d02": 393.4066562263805,
    "n_prop": 169.31137133382546,
}
"""R 4.2.2, power.t.test and power.prop.test (case power_basic of the reference numbers)."""
CLUBS = Study("cluster", "continuous", clusters=20, size=20, icc=0.05, effect=0.5)
SHARES = Study("cluster", "binary", 36, 20, 0.05, baseline=0.35, effect=0.15)


@pytest.mark.parametrize(("effect", "key"), [(0.5, "n_t"), (0.2, "n_t_d02")])
def test_the_people_needed_are_those_of_r(effect, key):
    found = power_of(Study("individual", "continuous", effect=effect))
    assert found.exact == pytest.approx(BASIC[key], rel=1e-4)
    assert found.study.size == np.ceil(found.exact)


def test_the_people_needed_for_two_shares_are_those_of_r():
    found = power_of(Study("individual", "binary", baseline=0.35, effect=0.15))
    assert found.exact == pytest.approx(BASIC["n_prop"], rel=1e-4)


@pytest.mark.parametrize("clubs", [8, 20, 37])
@pytest.mark.parametrize("cv", [0.0, 0.6])
def test_clubs_follow_the_noncentral_t(clubs, cv):
    found = power_of(replace(CLUBS, clusters=clubs, cv=cv))
    inflated = 1 + ((cv**2 + 1) * 20 - 1) * 0.05
    ncp = 0.5 / np.sqrt(2 * inflated / (clubs / 2 * 20))
    bound = t.ppf(0.975, clubs - 2)
    expected = nct.sf(bound, clubs - 2, ncp) + nct.cdf(-bound, clubs - 2, ncp)
    assert found.power == pytest.approx(expected, abs=1e-9)
    assert (found.degrees, found.design_effect) == pytest.approx((clubs - 2, inflated))


@pytest.mark.parametrize("study", [CLUBS, SHARES, replace(SHARES, design="individual", size=9)])
def test_the_simulation_sees_what_the_formula_says(study):
    found = power_of(study, trials=20_000, seed=4)
    share, low, high = found.simulated
    assert low < share < high
    assert share == pytest.approx(found.power, abs=0.02)


@pytest.mark.parametrize("study", [replace(CLUBS, effect=0.0), replace(SHARES, effect=0.0)])
def test_without_an_effect_the_simulation_cries_wolf_five_times_in_a_hundred(study):
    assert power_of(study, trials=20_000, seed=5).simulated[0] == pytest.approx(0.05, abs=0.006)


def test_the_same_seed_gives_the_same_answer_and_another_one_does_not():
    draws = [power_of(CLUBS, 500, seed).simulated[0] for seed in (1, 1, 2, 3)]
    assert draws[0] == draws[1]
    assert len(set(draws)) > 1


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(["continuous", "binary"]),
    st.integers(4, 60),
    st.integers(2, 80),
    st.floats(0, 0.4),
    st.sampled_from([-1, 1]),
)
def test_the_smallest_effect_has_the_power_that_was_asked_for(outcome, clubs, size, icc, side):
    asked = Study("cluster", outcome, clubs, size, icc, baseline=0.5, effect=0.01 * side)
    smallest = power_of(asked).detectable_effect
    if smallest is not None:
        assert np.sign(smallest) == side
        assert power_of(replace(asked, effect=smallest)).power == pytest.approx(0.8, abs=1e-7)


@settings(max_examples=20, deadline=None)
@given(st.floats(0.2, 1.0), st.integers(5, 50), st.floats(0, 0.3))
def test_the_clubs_needed_are_the_fewest_even_number_that_is_enough(effect, size, icc):
    found = power_of(Study("cluster", "continuous", size=size, icc=icc, effect=effect))
    clubs = found.study.clusters
    assert clubs % 2 == 0
    assert found.power >= 0.8
    if clubs > 4:
        fewer = power_of(replace(found.study, clusters=clubs - 2))
        assert fewer.power < 0.8


BAD = {
    "no baseline": (replace(SHARES, baseline=None), "power.needs_baseline"),
    "a share above one": (replace(SHARES, effect=0.7), "sample.share_out_of_range"),
    "a likeness of one": (replace(CLUBS, icc=1.0), "sample.out_of_range"),
    "nobody": (replace(CLUBS, size=0.0), "sample.out_of_range"),
    "three clubs": (replace(CLUBS, clusters=3.0), "sample.too_few"),
    "not a number": (replace(CLUBS, effect=float("nan")), "power.not_finite"),
    "two holes": (Study("cluster", "continuous", clusters=8), "power.too_many_holes"),
    "clubs for nothing": (replace(CLUBS, clusters=None, effect=0.0), "power.no_effect"),
    "a power of 80": (replace(CLUBS, often=80.0), "power.share_out_of_range"),
    "people cannot replace clubs": (
        Study("cluster", "continuous", clusters=6, icc=0.3, effect=0.1),
        "power.never",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_gets_a_letter(case):
    study, key = BAD[case]
    with pytest.raises(DataError) as raised:
        power_of(study)
    assert raised.value.key == key


@pytest.mark.parametrize("trials", [0, -1, 10**9])
def test_a_number_of_trials_that_cannot_be_gets_a_letter(trials):
    with pytest.raises(DataError) as raised:
        power_of(CLUBS, trials)
    assert raised.value.key == "power.trials"


def test_four_clubs_see_nothing_and_say_so():
    found = power_of(Study("cluster", "binary", 4, 5, 0.3, baseline=0.9))
    assert (found.detectable_effect, found.power) == (None, None)
    assert all(as_text(found, lang) for lang in LANGS)
    with pytest.raises(DataError):
        power_of(found.study, trials=10)


def test_the_object_holds_the_contract_and_the_simulated_power():
    found = as_json(power_of(CLUBS, 1000, 2))
    assert {"power", "detectable_effect", "clusters", "size"} <= set(found)
    assert found["power"] == found["simulated_power"] != found["analytic_power"]
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize("lang", LANGS)
def test_clubs_of_strangers_are_doubted(lang):
    careful = say("power.strangers", lang)
    assert careful in as_text(power_of(replace(CLUBS, icc=0.0)), lang)
    assert careful not in as_text(power_of(CLUBS), lang)
