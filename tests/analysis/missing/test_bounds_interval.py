"""How sure Lee's bounds are: the interval holds the effect, few clubs included."""

import numpy as np
import pandas as pd
import pytest

from workbench.analysis.missing import lee_bounds, lee_interval
from workbench.base.errors import DataError


def trial(seed, clubs=24, size=20, between=0.3):
    """Draw a trial in which some are only seen with the programme, and all of these do well.

    The effect on those seen either way is 0.5; it lies on the lower bound.
    """
    draw = np.random.default_rng([7, seed])
    club = np.repeat(np.arange(clubs), size)
    treated = club % 2
    y = draw.standard_normal(len(club)) + between * draw.standard_normal(clubs)[club]
    extra = y > 1.1 * np.sqrt(1 + between**2)
    gone = (draw.random(len(club)) < 0.1) | (extra & (treated == 0))
    outcome = pd.Series(y + 0.5 * treated).mask(gone)
    return outcome, pd.Series(treated), pd.Series([f"c{one}" for one in club])


def test_the_interval_holds_the_effect_as_often_as_it_says():
    found = [lee_interval(*trial(seed), draws=99, seed=seed) for seed in range(60)]
    held = [one.ci_low <= 0.5 <= one.ci_high for one in found]
    assert np.mean(held) >= 0.88
    assert np.mean([one.bounds.low for one in found]) == pytest.approx(0.5, abs=0.05)


@pytest.mark.full
def test_the_interval_holds_the_effect_in_full_size():
    held = []
    for seed in range(400):
        one = lee_interval(*trial(seed, clubs=16), draws=199, seed=seed)
        held.append(one.ci_low <= 0.5 <= one.ci_high)
    assert np.mean(held) >= 0.93


def test_the_errors_are_as_large_as_the_bounds_vary():
    found = [lee_interval(*trial(seed, clubs=10), draws=99, seed=seed) for seed in range(40)]
    varied = np.std([one.bounds.low for one in found])
    assert np.mean([one.error_low for one in found]) == pytest.approx(varied, rel=0.3)


def test_where_nobody_is_lost_the_error_is_that_of_the_means_of_few_clubs():
    outcome, treated, club = trial(1, clubs=10)
    whole = outcome.fillna(0.0)
    means = whole.groupby(club).mean()
    arms = means.groupby(treated.groupby(club).first())
    found = lee_interval(whole, treated, club, draws=1999)
    assert found.bounds.width == pytest.approx(0)
    assert found.error_low == pytest.approx(((arms.var() / arms.size()).sum()) ** 0.5, rel=0.08)


def test_people_of_a_club_widen_the_interval():
    outcome, treated, club = trial(1, between=1.0)
    by_club, alone = lee_interval(outcome, treated, club), lee_interval(outcome, treated)
    assert by_club.error_low > 1.5 * alone.error_low
    assert by_club.df == 22
    assert by_club.bounds == alone.bounds == lee_bounds(outcome, treated)


def test_yes_or_no_answers_have_bounds_between_minus_one_and_one():
    outcome, treated, club = trial(2)
    found = lee_interval((outcome > 0.5).where(outcome.notna()).astype(float), treated, club)
    assert -1 <= found.bounds.low <= found.bounds.high <= 1
    assert found.ci_low < found.bounds.low


def test_counts_stand_for_as_many_people():
    outcome, treated, _ = trial(3, clubs=6)
    twice = pd.concat([outcome, outcome], ignore_index=True)
    both = pd.concat([treated, treated], ignore_index=True)
    doubled = lee_bounds(outcome, treated, np.full(len(outcome), 2.0))
    assert (doubled.low, doubled.high) == pytest.approx(
        (lee_bounds(twice, both).low, lee_bounds(twice, both).high)
    )


def test_three_clubs_in_a_group_carry_no_interval():
    found = lee_interval(*trial(1, clubs=6))
    assert (found.ci_low, found.ci_high) == (None, None)
    assert found.bounds.low < found.bounds.high


def test_the_same_seed_gives_the_same_interval():
    assert lee_interval(*trial(1), draws=50) == lee_interval(*trial(1), draws=50)


def test_bad_input_gets_a_letter():
    outcome, treated, club = trial(1)
    for given, key in (
        ((outcome, treated.mask(treated.index < 3), club), "missing.must_be_known"),
        ((outcome, treated, club.mask(club.index < 3)), "missing.must_be_known"),
        ((outcome, treated * 2, club), "missing.not_two_arms"),
        ((outcome.mask(treated == 1), treated, club), "missing.nobody_seen"),
        ((outcome, treated, club, 1.2), "analysis.level_out_of_range"),
    ):
        with pytest.raises(DataError) as error:
            lee_interval(*given)
        assert error.value.key == key
