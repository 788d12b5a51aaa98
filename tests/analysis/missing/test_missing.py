"""Missing outcomes: bounds hold the truth, weights repair, fillings agree with R."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.missing import (
    attrition_weights,
    imputations,
    imputed_effect,
    lee_bounds,
    pool,
    tipping_point,
    worst_best,
)
from workbench.base.errors import DataError
from workbench.data.simulate import Programme, both_lives, simulate

CLUBS = Path(__file__).parents[2] / "golden" / "clubs37.csv"
RUBIN = {"df": 43.9312978640496, "fmi": 0.23313380491255867, "r": 0.24843749999999995}


def test_pooling_is_that_of_mice():
    found = pool([1.2, 1.5, 0.9, 1.35, 1.1], [0.25, 0.22, 0.3, 0.27, 0.24], 99)
    assert found.estimate == pytest.approx(1.21, rel=1e-12)
    assert found.std_error**2 == pytest.approx(0.3196, rel=1e-12)
    assert found.df == pytest.approx(RUBIN["df"], rel=1e-12)
    assert found.missing == pytest.approx(RUBIN["fmi"], rel=1e-12)
    assert found.more == pytest.approx(RUBIN["r"], rel=1e-12)


def test_fillings_agree_with_those_of_mice():
    table = pd.read_csv(CLUBS)
    found = imputed_effect(table, "se_post", "treat", ("se_pre", "female"))
    assert found.estimate == pytest.approx(1.6455947851051782, abs=0.15 * 0.2718917183242783)
    assert found.std_error == pytest.approx(0.2718917183242783, rel=0.1)


def test_people_of_a_club_go_on_resembling_each_other():
    table = pd.read_csv(CLUBS)
    plain = imputed_effect(table, "se_post", "treat", ("se_pre",))
    clubs = imputed_effect(table, "se_post", "treat", ("se_pre",), "club")
    assert clubs.df < 37 < plain.df
    assert abs(clubs.estimate - plain.estimate) < plain.std_error


def test_a_filling_leaves_what_was_seen():
    table = pd.read_csv(CLUBS)
    seen = table["se_post"].notna()
    filled = next(imputations(table, ["se_post", "se_pre"], "club", 1))
    assert filled["se_post"].notna().all()
    assert (filled["se_post"][seen] == table["se_post"][seen]).all()
    assert table["se_post"].isna().any()


def test_the_truth_lies_between_the_worst_and_the_best():
    programme = Programme(dropout=0.25, dropout_gap=0.1, loss="by_outcome", link=0.9)
    for seed in range(5):
        table, lives = simulate(programme, seed), both_lives(programme, seed)
        mine = np.where(lives["treated"] == 1, lives["success_with"], lives["success_without"])
        groups = pd.Series(mine).groupby(lives["treated"]).mean()
        bounds = worst_best(table["success"].astype(float), table["treated"])
        assert bounds.low <= groups[1] - groups[0] <= bounds.high


@given(st.lists(st.sampled_from([0.0, 1.0, None]), min_size=4, max_size=40))
def test_bounds_enclose_the_point_and_are_as_wide_as_the_gaps(answers):
    values = pd.Series(answers, dtype=float)
    if values.notna().any():
        bounds = worst_best(values)
        assert bounds.low <= bounds.point <= bounds.high
        assert bounds.width == pytest.approx(values.isna().mean())


def test_lee_trims_the_group_that_kept_more():
    outcome = pd.Series([1.0, 2, 3, 4, 1, 2, None, None])
    bounds = lee_bounds(outcome, pd.Series([1, 1, 1, 1, 0, 0, 0, 0]))
    assert (bounds.low, bounds.high, bounds.trimmed) == (0.0, 2.0, 0.5)
    turned = lee_bounds(outcome, pd.Series([0, 0, 0, 0, 1, 1, 1, 1]))
    assert (turned.low, turned.high) == (-2.0, 0.0)


def test_weights_repair_what_the_entry_explains():
    programme = Programme(dropout=0.4, loss="by_entry", loss_strength=2, clubs=200, effect=0)
    table = simulate(programme, 3)
    full = simulate(programme.model_copy(update={"dropout": 0.0}), 3)["after"].mean()
    seen = table["after"].notna()
    weights = attrition_weights(seen, table[["before"]], table["treated"])
    repaired = np.average(table["after"][seen], weights=weights[seen])
    assert abs(repaired - full) < 0.25 * abs(table["after"].mean() - full)
    assert weights[~seen].eq(0).all()


def test_weights_say_which_covariate_has_gaps():
    with pytest.raises(DataError) as error:
        attrition_weights(pd.Series([True, False]), pd.DataFrame({"age": [20.0, None]}))
    assert error.value.key == "missing.covariate_missing"


def test_an_effect_tips_later_when_fewer_are_missing():
    few = simulate(Programme(dropout=0.1, effect=1), 1)
    many = simulate(Programme(dropout=0.4, effect=1), 1)
    shifts = [tipping_point(table, "after", ["treated", "before"], "club") for table in (few, many)]
    assert shifts[1].delta is not None
    assert shifts[1].delta < 0
    assert shifts[0].delta is None or shifts[0].delta < shifts[1].delta


def test_answers_outside_the_scale_are_refused():
    with pytest.raises(DataError) as error:
        worst_best(pd.Series([2.0, 0.0]))
    assert error.value.key == "missing.outside"
