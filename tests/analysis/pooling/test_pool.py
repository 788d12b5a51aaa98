"""The average of pilots: what must hold for any pilots, and what is refused."""

import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis.pooling import pilots, pool
from workbench.base.errors import DataError

figures = st.floats(-3, 3).map(lambda value: round(value, 3))
variances = st.floats(0.01, 4).map(lambda value: round(value, 3))
some = st.lists(st.tuples(figures, variances), min_size=3, max_size=9).filter(
    lambda rows: len({effect for effect, _ in rows}) > 1
)


def of(rows, times=1.0, shift=0.0):
    effect, variance = np.array(rows).T
    return pilots(effect * times + shift, variance * times**2)


@given(some, st.sampled_from(["REML", "DL", "PM"]), st.sampled_from([1e-6, 0.01, 1e5]))
@settings(max_examples=25, deadline=None)
def test_the_scale_of_the_effects_changes_nothing_else(rows, method, times):
    one, other = pool(of(rows), method), pool(of(rows, times), method)
    near = {"rel": 1e-6, "abs": 1e-9}
    assert other.estimate == pytest.approx(one.estimate * times, rel=1e-6, abs=1e-9 * times)
    assert other.tau2 == pytest.approx(one.tau2 * times**2, rel=1e-5, abs=1e-8 * times**2)
    assert (other.i2, other.q, other.p_value) == pytest.approx((one.i2, one.q, one.p_value), **near)


@given(some, st.sampled_from(["REML", "DL", "PM", "ML", "HE", "SJ"]), st.randoms())
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_pilots_changes_nothing(rows, method, random):
    mixed = random.sample(rows, len(rows))
    one, other = pool(of(rows), method), pool(of(mixed), method)
    assert (other.estimate, other.tau2) == pytest.approx((one.estimate, one.tau2), abs=1e-7)


@given(some, st.sampled_from(["REML", "DL", "PM"]))
@settings(max_examples=25, deadline=None)
def test_intervals_hold_what_they_are_about(rows, method):
    found = pool(of(rows), method)
    assert found.ci_low <= found.estimate <= found.ci_high
    assert found.truncated[0] <= found.ci_low + 1e-9
    assert found.prediction_low <= found.estimate <= found.prediction_high
    assert 0 <= found.tau2_low <= found.tau2_high
    assert 0 <= found.i2 <= 100
    assert sum(pilot.weight for pilot in found.pilots) == pytest.approx(1)


def restricted(tau2, effect, variance):
    weight = 1 / (variance + tau2)
    centre = (weight * effect).sum() / weight.sum()
    spread = np.log(variance + tau2).sum() + np.log(weight.sum())
    return -(spread + (weight * (effect - centre) ** 2).sum()) / 2


@given(some)
@settings(max_examples=25, deadline=None)
def test_no_other_tau2_is_more_likely(rows):
    effect, variance = np.array(rows).T
    found = pool(of(rows)).tau2
    best = restricted(found, effect, variance)
    for other in [0.0, *np.geomspace(1e-5, 60, 60), found * 0.999, found * 1.001]:
        assert restricted(other, effect, variance) <= best + 1e-9


@given(some)
@settings(max_examples=25, deadline=None)
def test_paule_and_mandel_make_q_its_degrees_of_freedom(rows):
    effect, variance = np.array(rows).T
    tau2 = pool(of(rows), "PM").tau2
    weight = 1 / (variance + tau2)
    q = (weight * (effect - (weight * effect).sum() / weight.sum()) ** 2).sum()
    assert q == pytest.approx(len(rows) - 1) if tau2 > 0 else q <= len(rows) - 1 + 1e-9


def test_leaving_a_pilot_out_is_pooling_the_others(drawn):
    every = drawn(6)
    found = pool(every)
    for n in range(6):
        others = np.arange(6) != n
        alone = pool(pilots(every.effect[others], every.variance[others]))
        left = found.pilots[n].without
        assert (left.estimate, left.ci_low, left.tau2) == pytest.approx(
            (alone.estimate, alone.ci_low, alone.tau2), abs=1e-9
        )


def test_where_the_others_all_say_the_same_nothing_is_said_without_a_pilot():
    found = pool(pilots([0.0, 0.0, 1.0], [1.0, 1.0, 1.0]))
    assert found.pilots[2].without is None
    assert found.pilots[0].without is not None


def test_many_pilots_are_left_out_in_parts_without_a_difference(drawn, monkeypatch):
    whole = [pilot.without.estimate for pilot in pool(drawn(7)).pilots]
    module = sys.modules["workbench.analysis.pooling.pool"]
    monkeypatch.setattr(module, "AT_ONCE", 14)  # two pilots at a time
    assert [pilot.without.estimate for pilot in pool(drawn(7)).pilots] == pytest.approx(whole)


def test_two_pilots_have_an_average_and_no_next_site():
    found = pool(pilots([0.1, 0.4], [0.01, 0.02]))
    assert (found.prediction_low, found.ahead) == (None, None)
    assert [pilot.without for pilot in found.pilots] == [None, None]


def test_words_become_one_column_a_value():
    columns = pd.DataFrame({"place": ["north", "south", "west", "north", "south", "west"]})
    found = pool(pilots([0.1, 0.5, 0.3, 0.2, 0.4, 0.1], [0.01] * 6, None, columns))
    names = [one.name for one in found.moderation.coefficients]
    assert names == ["intercept", "place: south", "place: west"]
    assert found.estimate == pytest.approx(0.15, abs=1e-6)  # the two of the north


def test_a_moderator_of_one_pilot_leaves_that_pilot_in():
    columns = pd.DataFrame({"town": [1, 0, 0, 0, 0]})
    found = pool(pilots([0.9, 0.1, 0.3, 0.2, 0.25], [0.01] * 5, None, columns))
    assert found.pilots[0].without is None
    assert found.pilots[1].without is not None


def test_years_are_as_good_as_years_since():
    effect, variance = [0.1, 0.4, 0.3, 0.5, 0.6], [0.01, 0.02, 0.01, 0.03, 0.02]
    year = pd.DataFrame({"year": [2019, 2020, 2021, 2022, 2024]})
    one = pool(pilots(effect, variance, None, year), stop=0)
    other = pool(pilots(effect, variance, None, year - 2019), stop=0)
    slopes = [found.moderation.coefficients[1].estimate for found in (one, other)]
    assert slopes[0] == pytest.approx(slopes[1], rel=1e-8)
    assert one.moderation.at_mean.estimate == pytest.approx(other.moderation.at_mean.estimate)


NUMBER = pd.DataFrame({"a": [1.0, 2, 3, 5]})


@pytest.mark.parametrize(
    ("key", "made"),
    [
        ("pooling.one_pilot", lambda: pilots([0.1], [0.01])),
        ("pooling.one_pilot", lambda: pilots([], [])),
        ("pooling.same_id", lambda: pilots([0.1, 0.2], [0.01, 0.02], ["a", "a"])),
        ("pooling.variance_not_positive", lambda: pilots([0.1, 0.2], [0.01, 0])),
        ("pooling.variance_not_positive", lambda: pilots([0.1, 0.2], [0.01, -1])),
        ("pooling.variance_not_positive", lambda: pilots([0.1, 0.2], [0.01, np.inf])),
        ("pooling.effect_not_finite", lambda: pilots([0.1, np.nan], [0.01, 0.02])),
        ("pooling.lengths", lambda: pilots([0.1, 0.2], [0.01])),
        ("pooling.lengths", lambda: pilots([0.1, 0.2], [0.01, 0.02], ["a"])),
        ("pooling.unknown_claim", lambda: pilots([1, 2], [1, 1], None, None, ["proved", "caused"])),
        ("pooling.too_many_moderators", lambda: pilots([1, 2, 3], [1, 1, 1], None, two_columns(3))),
        ("pooling.moderators_overlap", lambda: pilots([1, 2, 3, 4], [1] * 4, None, two_columns(4))),
        ("pooling.moderator_constant", lambda: pilots([1, 2, 3, 4], [1] * 4, None, NUMBER * 0 + 3)),
        (
            "pooling.moderator_missing",
            lambda: pilots([1, 2, 3, 4], [1] * 4, None, NUMBER.where(NUMBER > 1)),
        ),
        ("pooling.all_equal", lambda: pool(pilots([0.2] * 3, [0.01, 0.02, 0.03]))),
        ("pooling.fits_exactly", lambda: pool(pilots([1, 2, 3, 5], [1] * 4, None, NUMBER))),
        ("pooling.no_method", lambda: pool(pilots([1, 2], [1, 1]), "REMLE")),
        ("pooling.no_test", lambda: pool(pilots([1, 2], [1, 1]), "REML", "knha")),
        ("pooling.level", lambda: pool(pilots([1, 2], [1, 1]), level=95)),
    ],
)
def test_what_cannot_be_pooled_gets_a_letter(key, made):
    with pytest.raises(DataError) as letter:
        made()
    assert letter.value.key == key
    assert letter.value.say("fr")
    assert letter.value.say("en")


def two_columns(k):
    first = np.arange(k, dtype=float)
    return pd.DataFrame({"a": first, "b": 2 * first + 1})


def test_equal_effects_have_a_normal_interval():
    found = pool(pilots([0.2] * 3, [0.01, 0.02, 0.03]), test="z")
    assert found.ci_low < 0.2 < found.ci_high
    assert found.tau2 == 0
