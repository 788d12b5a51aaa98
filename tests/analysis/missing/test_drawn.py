"""Gaps in yes-or-no answers: filled with yes or no, by club, without bias."""

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit

from workbench.analysis.missing import imputations, imputed_effect, tipping_point
from workbench.analysis.missing.drawn import Gap, Logit, matched, normal, yes_no
from workbench.base.errors import DataError


def trial(seed, clubs=24, size=20, between=0.5):
    """Draw a trial by club: the outcome and the losses hang on what was known; the whole is kept.

    Losses are larger among those treated who had a low score: the people seen mislead.
    """
    draw = np.random.default_rng([5, seed])
    club = np.repeat(np.arange(clubs), size)
    treat = (club % 2).astype(float)
    x = draw.standard_normal(len(club))
    level = between * draw.standard_normal(clubs)[club]
    job = (draw.random(len(club)) < expit(-0.2 + 1.2 * x + level)) * 1.0
    gone = draw.random(len(club)) < expit(-1.5 - 1.5 * x * treat)
    table = pd.DataFrame({"club": club, "treat": treat, "x": x, "job": job})
    return table.assign(seen=table["job"].mask(gone))


def gap(table, clubs=True):
    y, seen = table["seen"].fillna(0.0).to_numpy(), table["seen"].notna().to_numpy()
    x = np.column_stack([np.ones(len(y)), table[["treat", "x"]].to_numpy()])
    return Gap(y, x, seen, table["club"].to_numpy() if clubs else None)


@pytest.mark.parametrize("way", [yes_no, matched])
def test_yes_or_no_stays_yes_or_no_and_what_was_seen_stays(way):
    one = gap(trial(1))
    filled = way(one, np.random.default_rng(1))
    assert set(filled) == {0.0, 1.0}
    assert (filled[one.seen] == one.y[one.seen]).all()


def test_a_matched_answer_is_one_that_somebody_gave():
    table = trial(2)
    one = gap(table.assign(seen=(3 * table["x"]).round().mask(table["seen"].isna())))
    drawn, taken = (way(one, np.random.default_rng(1)) for way in (normal, matched))
    marks = set(one.y[one.seen])
    assert set(taken) <= marks
    assert not set(drawn) <= marks


def test_the_logit_is_that_of_plain_regression_where_the_prior_says_little():
    from workbench.analysis.inference.glm import curve

    one = gap(trial(3, clubs=200), clubs=False)
    names = ["(constant)", "treat", "x"]
    x = pd.DataFrame(one.x[one.seen], columns=names)
    plain = curve("logit", one.y[one.seen], x).solved.beta
    ours = Logit.of(one, one.x, np.zeros(len(one.y), dtype=int), 0.0).beta
    assert ours == pytest.approx(plain, abs=0.02)


def test_draws_spread_as_the_bend_says():
    one = gap(trial(4))
    fitted = Logit.of(one, one.x, one.clubs, 0.3)
    draw = np.random.default_rng(1)
    betas, levels = zip(*(fitted.draw(draw) for _ in range(4000)), strict=True)
    assert np.cov(np.array(betas).T) == pytest.approx(np.linalg.inv(fitted.own), abs=0.004)
    assert np.var(levels, axis=0) == pytest.approx(fitted.doubt, rel=0.15)


def test_a_covariate_that_separates_is_borne():
    table = trial(5).assign(known=lambda t: t["job"])
    filled = next(imputations(table[["seen", "known", "club"]], ["seen", "known"], "club", 1))
    assert (filled["seen"] == table["job"]).mean() > 0.9


@pytest.mark.full
def test_fillings_undo_the_bias_and_hold_the_truth_as_often_as_they_say():
    found, naive, held = [], [], []
    for seed in range(16):
        table = trial(seed)
        pooled = imputed_effect(table, "seen", "treat", ("x",), "club", seed)
        means = table.groupby("treat")["seen"].mean()
        found.append(pooled.estimate)
        naive.append(means[1] - means[0])
        low, high = pooled.interval()
        held.append(low <= 0 <= high)
    assert abs(np.mean(found)) < 0.03 < np.mean(naive)
    assert np.mean(held) >= 0.8


@pytest.mark.full
def test_fillings_hold_the_truth_in_full_size():
    held = []
    for seed in range(300):
        pooled = imputed_effect(trial(seed), "seen", "treat", ("x",), "club", seed)
        low, high = pooled.interval()
        held.append(low <= 0 <= high)
    assert 0.93 <= np.mean(held) <= 0.985


def test_without_clubs_the_fillings_are_too_sure():
    tables = [trial(seed, between=1.5) for seed in range(3)]
    errors = [
        [imputed_effect(table, "seen", "treat", ("x",), by).std_error for by in ("club", None)]
        for table in tables
    ]
    by_club, plain = np.mean(errors, axis=0)
    assert by_club > 1.3 * plain


def test_a_share_tips_after_a_shift_in_shares_and_never_beyond_the_worst():
    table = trial(1).assign(treat=lambda t: t["club"] % 2)
    better = table.assign(
        seen=table["seen"].where((table["treat"] == 0) | table["seen"].isna(), 1.0)
    )
    found = tipping_point(better, "seen", ["treat", "x"], "club")
    assert found.furthest == 1.0
    assert found.delta is None or -1 <= found.delta <= 0
    few = better.assign(seen=better["seen"].fillna(better["job"]).mask(table.index < 15))
    assert tipping_point(few, "seen", ["treat", "x"], "club").delta is None


def test_an_effect_that_is_not_there_has_tipped_already():
    assert tipping_point(trial(2), "job", ["treat", "x"], "club").delta == 0.0


BAD = {
    "words": ({"seen": "yes"}, "missing.not_numbers"),
    "infinite": ({"x": np.inf}, "missing.infinite"),
    "an unknown group": ({"treat": np.nan}, "missing.must_be_known"),
    "an unknown club": ({"club": np.nan}, "missing.must_be_known"),
    "one club": ({"club": 1}, "missing.one_club"),
    "twice the same": ({"x": lambda table: table["treat"]}, "analysis.collinear"),
    "nothing seen": ({"seen": np.nan}, "missing.too_few_answers"),
}


@pytest.mark.parametrize(("changes", "key"), BAD.values(), ids=BAD.keys())
def test_bad_input_gets_a_letter(changes, key):
    table = trial(1).assign(**changes)
    for ask in (
        lambda: imputed_effect(table, "seen", "treat", ("x",), "club"),
        lambda: tipping_point(table, "seen", ["treat", "x"], "club"),
    ):
        with pytest.raises(DataError) as error:
            ask()
        assert error.value.key == key


def test_three_groups_have_no_tipping_point():
    with pytest.raises(DataError) as error:
        tipping_point(trial(1).assign(treat=lambda t: t["club"] % 3), "seen", ["treat", "x"])
    assert error.value.key == "missing.not_two_arms"


def test_another_way_is_refused_with_those_there_are():
    with pytest.raises(DataError) as error:
        next(imputations(trial(1), ["seen", "x"], way="match"))
    assert error.value.key == "missing.no_way"
