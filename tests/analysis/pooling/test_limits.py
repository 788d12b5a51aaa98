"""The limits of a funnel of rates are exact: those of scipy, of the article, and of counting."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import betabinom, binom

from workbench.analysis.pooling import limits
from workbench.base.errors import DataError

SIZES, SHARES = st.integers(1, 300), st.floats(0.02, 0.98)
LEVELS = st.sampled_from(limits.LEVELS)


def published(n, rate, tail):
    """Return the limit of Spiegelhalter (2005), appendix A.1.1, with scipy's binomial."""
    r = int(binom.ppf(tail, n, rate))
    here, before = binom.cdf(r, n, rate), binom.cdf(r - 1, n, rate)
    return max((r - (here - tail) / (here - before)) / n, 0)


@given(SIZES, SHARES, LEVELS)
def test_the_lower_limit_is_the_published_one_and_the_upper_its_mirror(n, rate, level):
    low, high = limits.limits(n, rate, level)
    tail = (1 - level) / 2
    assert low == pytest.approx(published(n, rate, tail), abs=1e-7)
    assert high == pytest.approx(1 - published(n, 1 - rate, tail), abs=1e-7)


@given(SIZES, SHARES, LEVELS)
def test_chance_leaves_no_more_outside_than_it_is_said_to(n, rate, level):
    low, high = limits.limits(n, rate, level)
    counts = np.arange(n + 1)
    below, above = counts / n < low - 1e-9, counts / n > high + 1e-9
    chances = binom.pmf(counts, n, rate)
    assert chances[below].sum() <= (1 - level) / 2 + 1e-9
    assert chances[above].sum() <= (1 - level) / 2 + 1e-9


@given(st.integers(2, 120), SHARES, st.floats(0.01, 0.5))
def test_with_likeness_the_limits_are_those_of_a_beta_binomial(n, rate, alike):
    a, b = rate * (1 - alike) / alike, (1 - rate) * (1 - alike) / alike
    low, high = limits.limits(n, rate, 0.95, alike)
    counts = np.arange(n + 1)
    chances = betabinom.pmf(counts, n, a, b)
    assert chances[counts / n < low - 1e-9].sum() <= 0.025 + 1e-9
    assert chances[counts / n <= low + 1 / n + 1e-9].sum() >= 0.025 - 1e-9
    assert chances[counts / n > high + 1e-9].sum() <= 0.025 + 1e-9


@given(SIZES, SHARES)
def test_yes_and_no_are_told_alike(n, rate):
    low, high = limits.limits(n, rate, 0.95)
    assert limits.limits(n, 1 - rate, 0.95) == pytest.approx((1 - high, 1 - low), abs=1e-7)


def test_likeness_widens_and_size_narrows():
    assert limits.limits(40, 0.5, 0.95, 0.1)[0] < limits.limits(40, 0.5, 0.95)[0]
    assert limits.limits(400, 0.5, 0.95)[0] > limits.limits(40, 0.5, 0.95)[0]


def test_a_large_club_has_the_normal_limits():
    low, _ = limits.limits(100_000, 0.3, 0.95)
    assert low == pytest.approx(0.3 - 1.96 * (0.3 * 0.7 / 100_000) ** 0.5, abs=1e-5)


@pytest.mark.parametrize("rate", [0.0, 1.0])
def test_where_everybody_says_the_same_the_limits_are_within_a_share(rate):
    low, high = limits.limits(12, rate, 0.95)
    assert 0 <= low <= rate <= high <= 1


def test_the_likeness_of_clubs_drawn_with_one_is_found():
    draw = np.random.default_rng(8)
    chances = draw.beta(0.4 * 9, 0.6 * 9, 4000)  # an intra-class correlation of 0.1
    clubs = limits.rates(draw.binomial(25, chances), [25] * 4000)
    assert limits.likeness(clubs) == pytest.approx(0.1, abs=0.01)


def test_the_likeness_is_the_likeliest_one():
    draw = np.random.default_rng(5)
    x = draw.binomial(30, draw.beta(3, 4, 37))
    clubs = limits.rates(x, [30] * 37)
    found, mean = limits.likeness(clubs), x.sum() / (30 * 37)

    def likelihood(alike):
        scale = (1 - alike) / alike
        return betabinom.logpmf(x, 30, mean * scale, (1 - mean) * scale).sum()

    assert all(likelihood(found) >= likelihood(found * by) for by in (0.5, 0.98, 1.02, 2.0))


def test_few_clubs_tell_no_likeness():
    assert limits.likeness(limits.rates([5] * 9, [10] * 9)) is None
    assert limits.likeness(limits.rates([0] * 12, [10] * 12)) is None


@pytest.mark.parametrize(
    ("count", "n"), [([], []), ([3], [2]), ([-1], [2]), ([1], [0]), ([1, 2], [3])]
)
def test_counts_that_cannot_be_are_refused(count, n):
    with pytest.raises(DataError) as caught:
        limits.rates(count, n)
    assert caught.value.key == "pooling.impossible_counts"
