"""Rates are averaged as log odds and told as shares: zero is then one person in two, no more."""

from dataclasses import replace
from math import log
from xml.etree import ElementTree

import numpy as np
import pytest

from workbench.analysis.pooling import doubts, forest, pilots, pool, sentence
from workbench.analysis.pooling.pictures import _rates

ABOUT_ZERO = {"pooling.next_differs", "pooling.one_decides", "pooling.spread_unknown"}


@pytest.fixture
def rates():
    """Four rates round one half, so that their average is near a log odds of zero."""
    found = pilots([-0.2, 0.1, 0.4, 0.3], [0.02, 0.03, 0.02, 0.05], list("abcd"))
    return pool(replace(found, unit="rate"))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_average_of_rates_is_told_as_a_share(rates, lang):
    assert "%" in sentence(rates, lang)


def test_no_doubt_takes_one_half_for_nothing(rates):
    assert not {doubt.id for doubt in doubts(rates)} & ABOUT_ZERO


def test_the_picture_of_rates_has_no_line_of_zero(rates):
    other = pool(pilots([-0.2, 0.1, 0.4, 0.3], [0.02, 0.03, 0.02, 0.05], list("abcd")))
    lines = [forest(one, "en").count('stroke-width="1.5"') for one in (rates, other)]
    assert lines == [0, 1]
    ElementTree.fromstring(forest(rates, "fr"))


@pytest.mark.parametrize("low", [-7.0, -2.0, -0.5])
@pytest.mark.parametrize("high", [0.5, 2.0, 7.0])
def test_ticks_of_rates_stand_apart(low, high):
    places = [place for place, _ in _rates(low, high, "fr")]
    assert np.all(np.diff(places) >= (high - low) / 9)
    assert log(1) in places
