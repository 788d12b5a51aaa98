"""Rates drawn towards all: the formula, its ends, and that it errs less than the raw rates."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.pooling.limits import likeness, rates
from workbench.analysis.pooling.shrunken import shrunken


def test_the_mean_is_that_of_the_beta_law_written_out():
    (one,) = shrunken(rates([9], [12]), 0.2, mean=0.5)
    assert one.value == pytest.approx((9 + 4 * 0.5) / (12 + 4))  # k = 0.8 / 0.2 = 4 people
    assert one.weight == pytest.approx(12 / 16)
    assert one.low < one.value < one.high


@given(st.integers(0, 30), st.integers(1, 30), st.floats(0.001, 0.5), st.floats(0.05, 0.95))
def test_a_drawn_rate_lies_between_its_own_and_that_of_all(no, yes, alike, mean):
    (one,) = shrunken(rates([yes], [yes + no]), alike, mean=mean)
    own = yes / (yes + no)
    assert min(own, mean) - 1e-12 <= one.value <= max(own, mean) + 1e-12


def test_where_clubs_do_not_differ_each_has_the_rate_of_all():
    assert {one.value for one in shrunken(rates([4, 10, 16], [20, 20, 20]), 0.0)} == {0.5}


def test_the_smaller_a_club_the_less_it_weighs():
    small, large = shrunken(rates([5, 50], [10, 100]), 0.05, mean=0.3)
    assert small.weight < large.weight
    assert small.value < large.value


def test_drawn_rates_err_less_than_raw_ones_and_their_intervals_hold_the_truth():
    rng = np.random.default_rng(11)
    raw, drawn, inside = [], [], []
    for _ in range(40):
        truth = rng.beta(0.46 * 19, 0.54 * 19, 37)  # alike 0.05
        n = rng.integers(10, 40, 37)
        clubs = rates([*rng.binomial(n, truth)], [*n])
        found = shrunken(clubs, likeness(clubs))
        values = np.array([one.value for one in found])
        raw.append(np.mean((clubs.count / clubs.n - truth) ** 2))
        drawn.append(np.mean((values - truth) ** 2))
        ends = np.array([(one.low, one.high) for one in found])
        inside.append(np.mean((ends[:, 0] <= truth) & (truth <= ends[:, 1])))
    assert np.mean(drawn) < 0.6 * np.mean(raw)
    assert 0.88 < np.mean(inside) < 0.97  # a little too narrow, as the module says
