"""Effects counted from counts and means: zero cells, and figures that cannot be."""

import numpy as np
import pytest

from workbench.analysis.pooling import effect_sizes as sizes
from workbench.analysis.pooling import mantel_haenszel
from workbench.base.errors import DataError


def test_a_group_where_nobody_said_yes_gets_a_half():
    found = sizes.risk_ratio([0, 5], [10, 10], [4, 4], [10, 10])
    assert np.isfinite([found.effect, found.variance]).all()
    assert found.effect[0] == pytest.approx(np.log((0.5 / 11) / (4.5 / 11)))
    assert found.effect[1] == pytest.approx(np.log(5 / 4))  # the others stay as they are


def test_a_difference_of_shares_is_only_moved_where_it_would_be_certain():
    found = sizes.risk_difference([0, 0], [10, 10], [0, 4], [10, 10])
    assert found.variance[0] > 0
    assert found.effect[1] == pytest.approx(-0.4)


def test_a_mean_difference_has_the_variance_of_both_groups():
    found = sizes.mean_difference((15, 12), (4, 5), (20, 22))
    assert (float(found.effect), float(found.variance)) == pytest.approx((3, 16 / 20 + 25 / 22))


@pytest.mark.parametrize(
    "impossible",
    [
        lambda: sizes.risk_ratio(11, 10, 4, 10),
        lambda: sizes.odds_ratio(-1, 10, 4, 10),
        lambda: sizes.risk_difference(1, 0, 4, 10),
        lambda: sizes.standardised_mean_difference((1, 2), (0, 1), (10, 10)),
        lambda: sizes.standardised_mean_difference((1, 2), (1, 1), (1, 10)),
        lambda: sizes.standardised_mean_change((1, 2), (1, None), 10, 1.0),
        lambda: sizes.double_arcsine(11, 10),
    ],
)
def test_counts_that_cannot_be_are_refused(impossible):
    with pytest.raises(DataError) as letter:
        impossible()
    assert letter.value.key == "pooling.impossible_counts"


def test_a_ratio_needs_somebody_who_said_yes():
    with pytest.raises(DataError) as letter:
        mantel_haenszel("risk_ratio", ([0, 0], [10, 12], [1, 2], [10, 12]))
    assert letter.value.key == "pooling.nobody_had_it"
