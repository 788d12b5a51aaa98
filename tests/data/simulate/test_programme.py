"""A simulated programme does what it says: each process is found again, and so is the truth."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from workbench.analysis import estimate
from workbench.base.errors import DataError
from workbench.collection import Analysis
from workbench.data.quality.chance import icc
from workbench.data.simulate import (
    Programme,
    both_lives,
    club_sums,
    effects,
    exits,
    expected_drift,
    panel,
    potential,
    simulate,
    truth,
)
from workbench.data.simulate.people import COLUMNS, PANEL

FREE = {"low": None, "high": None, "whole": False}
"""A score that nothing cuts or rounds."""


def test_the_tables_have_the_columns_that_are_told_and_say_that_they_are_simulated():
    programme = Programme()
    for table, columns in ((simulate(programme, 1), COLUMNS), (panel(programme, 1), PANEL)):
        assert tuple(table.columns) == columns
        assert table["simulated"].all()
        assert table.attrs["simulated"]


def test_the_same_seed_gives_the_same_people_and_another_gives_others():
    programme = Programme(selection=1, dropout=0.2, size_cv=0.5)
    pd.testing.assert_frame_equal(simulate(programme, 1), simulate(programme, 1))
    assert not simulate(programme, 1).equals(simulate(programme, 2))


def test_the_panel_and_the_rows_are_of_the_same_people():
    programme = Programme(waves=3, dropout=0.3)
    rows, long = simulate(programme, 1), panel(programme, 1)
    last = long[long["time"] == 3].reset_index(drop=True)
    assert list(last["person"]) == list(rows["person"])
    pd.testing.assert_series_equal(last["score"], rows["after"], check_names=False)


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"icc": 0.6, "reliability": 0.5}, "simulate.icc_above_reliability"),
        ({"clubs": 4, "treated_clubs": 5}, "simulate.too_many_treated"),
        ({"waves": 3, "starts": (2, 4)}, "simulate.start_outside"),
        ({"dropout": 0.1, "dropout_gap": 0.4}, "simulate.loss_outside"),
    ],
)
def test_a_programme_that_cannot_be_is_refused_with_a_letter(values, key):
    with pytest.raises(DataError) as caught:
        Programme(**values)
    assert caught.value.key == key
    assert caught.value.say("fr") != caught.value.say("en")


def test_a_field_that_a_programme_does_not_have_is_refused():
    with pytest.raises(ValidationError):
        Programme(club=3)


def test_scores_have_the_mean_spread_icc_and_reliability_that_were_asked():
    table = simulate(Programme(clubs=1500, icc=0.15, reliability=0.6, effect=0, **FREE), 1)
    assert table["before"].mean() == pytest.approx(5, abs=0.1)
    assert table["before"].std() == pytest.approx(2, rel=0.03)
    assert icc(table["before"], table["club"]) == pytest.approx(0.15, abs=0.02)
    assert table["before"].corr(table["after"]) == pytest.approx(0.6, abs=0.02)


def test_exits_have_the_share_and_the_icc_that_were_asked():
    table = simulate(Programme(clubs=1500, icc=0.1, success=0.3, success_effect=0), 1)
    assert table["success"].mean() == pytest.approx(0.3, abs=0.015)
    assert icc(table["success"].astype(float), table["club"]) == pytest.approx(0.1, abs=0.02)


@pytest.mark.parametrize("reliability", [0.4, 0.8])
def test_a_group_chosen_when_low_comes_back_by_as_much_as_the_formula_says(reliability):
    programme = Programme(
        clubs=400, icc=0, selection=1.5, reliability=reliability, arms="clubs", effect=1, **FREE
    )
    found = effects(potential(programme, 1, trials=10))
    assert found.before < 4.2
    assert found.drift == pytest.approx(expected_drift(programme, found.before), abs=0.05)
    assert found.drift > 0.1


def test_without_selection_nobody_comes_back():
    assert truth(Programme(**FREE), people=200_000).drift == pytest.approx(0, abs=0.02)


@given(
    effect=st.floats(-3, 3),
    trend=st.floats(-1, 1),
    selection=st.floats(0, 2),
    confounding=st.floats(-2, 2),
    arms=st.sampled_from(["all", "clubs", "people"]),
)
@settings(max_examples=25)
def test_the_truth_is_the_effect_whatever_hides_it(effect, trend, selection, confounding, arms):
    programme = Programme(
        clubs=10, effect=effect, trend=trend, selection=selection, confounding=confounding,
        arms=arms, **FREE,
    )  # fmt: skip
    found = truth(programme, people=2_000)
    assert found.ate == pytest.approx(effect, abs=1e-9)
    assert found.att == pytest.approx(effect, abs=1e-9)


def test_the_truth_of_the_people_is_that_of_their_two_lives():
    programme = Programme(effect=1, success_effect=0.2)
    lives = both_lives(programme, 3)
    treated = lives[lives["treated"] == 1]
    found = effects(potential(programme, 3))
    gain = lives["after_with"] - lives["after_without"]
    assert found.ate == pytest.approx(gain.mean())
    assert found.att == pytest.approx(gain[treated.index].mean())
    exits_gained = treated["success_with"] - treated["success_without"]
    assert found.success_att == pytest.approx(exits_gained.mean())
    assert (lives["success_with"] >= lives["success_without"]).all()


def test_what_happened_is_one_of_the_two_lives():
    programme = Programme(dropout=0)
    rows, lives = simulate(programme, 3), both_lives(programme, 3)
    lived = lives["after_with"].where(lives["treated"] == 1, lives["after_without"])
    assert list(rows["after"]) == list(lived)


def test_a_ceiling_hides_part_of_the_effect():
    found = truth(Programme(baseline=9, effect=1), people=100_000)
    assert found.att_real == pytest.approx(1)
    assert found.att < 0.75
    assert simulate(Programme(baseline=9), 1)["before"].max() == 10


def test_staggered_starts_are_dealt_out_in_equal_shares_and_grow():
    programme = Programme(
        clubs=60, arms="all", waves=5, starts=(2, 3, 4), effect=1, growth=0.5, **FREE
    )
    table = panel(programme, 1)
    clubs = table.groupby("club")["first"].first().value_counts()
    assert clubs.to_dict() == {2: 20, 3: 20, 4: 20}
    assert truth(programme, people=5_000).by_exposure == pytest.approx((1, 1.5, 2, 2.5))
    exposed = table[table["exposed"] == 1]
    assert (exposed["time"] >= exposed["first"]).all()


@pytest.mark.parametrize("loss", ["at_random", "by_entry", "by_outcome"])
def test_as_many_are_lost_as_was_asked_in_each_arm(loss):
    programme = Programme(clubs=1000, dropout=0.2, dropout_gap=0.1, loss=loss)
    table = simulate(programme, 1)
    shares = table["after"].isna().groupby(table["treated"]).mean()
    assert shares[0] == pytest.approx(0.25, abs=0.03)
    assert shares[1] == pytest.approx(0.15, abs=0.03)


@pytest.mark.parametrize(
    ("loss", "at_entry", "given_entry"),
    [("at_random", False, False), ("by_entry", True, False), ("by_outcome", True, True)],
)
def test_what_decides_who_is_lost_is_what_was_asked(loss, at_entry, given_entry):
    programme = Programme(clubs=1500, arms="all", dropout=0.3, loss=loss, loss_strength=1.5, **FREE)
    drawn = potential(programme, 1)
    before, after = drawn.seen[0][..., 0].ravel(), drawn.seen[0][..., -1].ravel()
    gone = drawn.lost[0].ravel()
    residual = after - np.polyval(np.polyfit(before, after, 1), before)
    apart = [abs(values[gone].mean() - values[~gone].mean()) for values in (before, residual)]
    assert (apart[0] > 0.2, apart[1] > 0.2) == (at_entry, given_entry)


def test_need_decides_who_is_treated_where_it_is_asked_to():
    for arms in ("clubs", "people"):
        lot = simulate(Programme(clubs=600, arms=arms), 1).groupby("treated")["before"].mean()
        need = simulate(Programme(clubs=600, arms=arms, confounding=1.5), 1)
        need = need.groupby("treated")["before"].mean()
        assert abs(lot[1] - lot[0]) < 0.1
        assert need[1] < need[0] - 0.2


def test_days_follow_one_another_and_the_call_is_near_six_months():
    table = simulate(Programme(clubs=50), 1)
    assert (table["exit_date"] > table["entry_date"]).all()
    assert (table["follow_up_date"] - table["exit_date"]).dt.days.between(169, 197).all()
    assert table["age"].between(16, 29).all()


def test_a_large_programme_finds_the_truth():
    programme = Programme(clubs=200, effect=0.6, success_effect=0.15, dropout=0.1)
    table, true = simulate(programme, 1), truth(programme)
    analyses = [("after", "points", true.att), ("success", "share", true.success_att)]
    for outcome, unit, expected in analyses:
        plan = Analysis(
            id="one", design="comparison", outcome=outcome, label="One", unit=unit,
            treatment="treated", cluster="club",
        )  # fmt: skip
        effect = estimate(plan, table.astype({"success": "float64"}))
        assert effect.ci_low < expected < effect.ci_high
        assert effect.ci_high - effect.ci_low < 0.4


def test_the_sums_of_clubs_are_those_of_the_rows():
    programme = Programme(dropout=0.2, selection=0.5, size_cv=0.4)
    drawn = potential(programme, 5, trials=3)
    sums = club_sums(programme, 4, 5)
    assert sums.n.shape == (4, 37)
    assert (sums.n <= sums.entered).all()
    assert sums.n.sum() < sums.entered.sum()
    assert (sums.successes <= sums.n).all()
    assert (sums.after_squared * sums.n >= sums.after**2 - 1e-6).all()
    assert sums.treated.sum(axis=1).tolist() == [18] * 4
    stayed = drawn.here & ~drawn.lost
    assert abs(sums.n.sum() / 4 - stayed.sum() / 3) < 40


def test_sums_do_not_depend_on_how_the_work_is_parted(monkeypatch):
    programme = Programme(clubs=6)
    whole = club_sums(programme, 7, 1)
    assert whole.n.shape == (7, 6)
    assert np.array_equal(whole.after, club_sums(programme, 7, 1).after)
    monkeypatch.setattr("workbench.data.simulate.batch.CELLS", 600)
    parted = club_sums(programme, 7, 1)
    assert parted.n.shape == (7, 6)
    assert len({tuple(row) for row in parted.after}) == 7


def test_the_two_ways_of_drawing_exits_agree():
    programme = Programme(icc=0.1, dropout=0.1)
    slow, fast = club_sums(programme, 1_500, 1), exits(programme, 1_500, 2)
    for arm in (True, False):
        shares = [s.successes[s.treated == arm] / s.n[s.treated == arm] for s in (slow, fast)]
        assert shares[0].mean() == pytest.approx(shares[1].mean(), abs=0.005)
        assert shares[0].std() == pytest.approx(shares[1].std(), rel=0.04)


@pytest.mark.parametrize(
    ("values", "draw", "key"),
    [
        ({"arms": "people"}, club_sums, "simulate.sums_need_clubs"),
        ({"selection": 1}, exits, "simulate.exits_need_plain"),
        ({"loss": "by_entry", "dropout": 0.1}, exits, "simulate.exits_need_plain"),
    ],
)
def test_what_sums_cannot_carry_is_refused(values, draw, key):
    with pytest.raises(DataError) as caught:
        draw(Programme(**values), 10, 1)
    assert caught.value.key == key
    assert caught.value.say("fr")
