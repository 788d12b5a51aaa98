"""The chances by which the rules decide, held to exact figures and to simulation."""

from math import comb

import numpy as np
import pandas as pd
import pytest

from workbench.data.quality import chance
from workbench.data.quality.heaping import whipple
from workbench.data.quality.latent import all_the_same, same_answers


def binomial_tail(count, n, share):
    return sum(comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(count, n + 1))


@pytest.mark.parametrize(("count", "n", "share"), [(1, 5, 0.3), (8, 10, 0.5), (5, 20, 0.05)])
def test_the_tail_is_the_binomial_one(count, n, share):
    assert chance.at_least(count, n, share) == pytest.approx(binomial_tail(count, n, share))


def test_likeness_makes_the_same_count_less_odd():
    assert chance.at_least(12, 20, 0.2, icc=0.05) > 10 * chance.at_least(12, 20, 0.2)
    assert chance.at_least(0, 20, 0.2) == 1


def test_sites_at_a_hundred_per_cent_are_as_frequent_as_the_beta_binomial_says():
    rng = np.random.default_rng(1)
    shares = rng.beta(0.7 * 19, 0.3 * 19, 400_000)
    drawn = rng.binomial(6, shares)
    full, none = chance.all_or_none(6, 0.7, 0.05)
    assert full == pytest.approx((drawn == 6).mean(), rel=0.03)
    assert none == pytest.approx((drawn == 0).mean(), rel=0.15)


def test_the_likeness_of_people_of_one_site_is_found_again():
    rng = np.random.default_rng(1)
    sites = np.repeat(np.arange(3_000), 8)
    common, own = rng.normal(size=3_000)[sites], rng.normal(size=24_000)
    values = common * np.sqrt(0.2) + own * np.sqrt(0.8)
    assert chance.icc(pd.Series(values), pd.Series(sites)) == pytest.approx(0.2, abs=0.03)
    assert chance.icc(pd.Series([1.0, 2.0]), pd.Series(["a", "b"])) == 0


@pytest.mark.parametrize("values", [np.arange(16, 30), np.arange(0, 200)])
def test_even_digits_have_an_index_of_one(values):
    index, heaped, n = whipple(np.repeat(values, 40).astype(float))
    assert (index, 5 * heaped) == (1, n)


def test_digits_that_all_end_in_nought_have_an_index_of_five():
    assert whipple(np.repeat([10.0, 20, 30, 40, 50], 20))[0] == 5


@pytest.mark.parametrize("r", [0.3, 0.7, 0.9])
def test_answers_that_are_the_same_by_chance_are_foreseen(r):
    rng = np.random.default_rng(1)
    common = rng.normal(size=40_000)
    latent = np.sqrt(r) * common + np.sqrt(1 - r) * rng.normal(size=(2, 40_000))
    first, last = np.clip(np.rint(5 + 2 * latent), 0, 10)
    assert same_answers(first, last) == pytest.approx((first == last).mean(), abs=0.02)


def test_copied_answers_do_not_raise_what_is_foreseen():
    rng = np.random.default_rng(1)
    common = rng.normal(size=20_000)
    first, last = (np.rint(5 + 1.6 * common + 1.2 * rng.normal(size=20_000)) for _ in "ab")
    sound = same_answers(first, last)
    copied = np.where(rng.random(20_000) < 0.3, first, last)
    assert same_answers(first, copied) == pytest.approx(sound, abs=0.03)
    assert (first == copied).mean() > sound + 0.15


def test_straight_lines_by_chance_are_foreseen():
    rng = np.random.default_rng(1)
    common = rng.normal(size=(60_000, 1))
    latent = np.sqrt(0.5) * common + np.sqrt(0.5) * rng.normal(size=(60_000, 4))
    answers = np.clip(np.rint(2 + latent), 0, 4)
    inner = np.array([1.0, 2.0, 3.0])
    straight = (answers == answers[:, :1]).all(axis=1) & np.isin(answers[:, 0], inner)
    assert all_the_same(answers, inner, 0.5) == pytest.approx(straight.mean(), abs=0.005)
