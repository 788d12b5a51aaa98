"""The designs give the numbers that R gives, on the same tables."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import rdrobust
from statsmodels.duration.survfunc import SurvfuncRight
from statsmodels.sandbox.regression.gmm import IV2SLS

from workbench.analysis import estimate
from workbench.analysis.designs import matching, staggered, weighting

COVARIATES = ("age", "educ", "race", "married", "nodegree", "re74", "re75")
NAMES = {"distance": "(score)", "raceblack": "race_black", "racehispan": "race_hispan"}
NAMES |= {"racewhite": "race_white"}


@pytest.fixture
def trained(plan):
    given = {"outcome": "re78", "treatment": "treat", "covariates": COVARIATES}
    return lambda design, **more: plan(design, **given, **more)


def test_matching_pairs_whom_matchit_pairs(trained, lalonde, golden):
    wanted, near = golden("matchit_nearest_lalonde")
    effect = estimate(trained("matching"), lalonde)
    assert effect.n == wanted["n_matched"]
    assert [effect.estimate, effect.std_error] == [
        near(wanted["att_diff"]),
        near(wanted["se_subclass"]),
    ]
    adjusted = estimate(trained("matching", method="nearest_adjusted"), lalonde)
    assert adjusted.estimate == near(wanted["att_adj"])
    assert adjusted.std_error == near(wanted["se_adj_subclass"])


@pytest.mark.parametrize(
    ("case", "column"),
    [
        ("smd_before", "before"),
        ("smd_after", "after"),
        ("vr_before", "variance_ratio"),
        ("ks_before", "ks"),
    ],
)
def test_matching_has_the_balance_of_matchit(case, column, trained, lalonde, golden):
    wanted, near = golden("matchit_nearest_lalonde")
    lines = matching.balance_table(trained("matching"), lalonde)[column]
    for name, value in wanted[case].items():
        found = lines[NAMES.get(name, name)]
        assert np.isnan(found) if value is None else found == near(value), name


def test_the_nearest_on_either_side_has_the_balance_that_later_releases_publish(trained, lalonde):
    analysis = trained("matching", method="either_side")
    lines = matching.balance_table(analysis, lalonde)["after"].round(4)
    published = {"(score)": 0.9739, "age": 0.0718, "educ": -0.1290, "married": -0.0552}
    assert {name: lines[name] for name in published} == published


@pytest.mark.parametrize(
    ("method", "estimand", "name"),
    [
        ("ipw", "att", "att"),
        ("ipw", "ate", "ate"),
        ("aipw", "att", "aipw_att"),
        ("aipw", "ate", "aipw_ate"),
    ],
)
def test_weighting_by_score_equals_r(method, estimand, name, trained, lalonde, golden):
    wanted, near = golden("ipw_lalonde_matchit")
    effect = estimate(trained("weighting", method=method, estimand=estimand), lalonde)
    assert effect.estimate == near(wanted[name])
    if method == "ipw":
        assert effect.detail["se_weights_known"] == near(wanted[f"{name}_HC0"])
    if estimand == "att":
        assert effect.detail["ess_control"] == near(wanted["ess_control_att"])


def test_the_score_equals_that_of_glm(trained, lalonde, golden):
    wanted, near = golden("ipw_lalonde_matchit")
    _, _, found = weighting.weighted(trained("weighting"), lalonde)
    assert list(found.score[:5]) == near(wanted["ps_first5"])


def test_entropy_balancing_equals_survey(trained, lalonde, golden):
    wanted, near = golden("entropy_balance_lalonde_matchit")
    analysis = trained("weighting", method="entropy")
    effect = estimate(analysis, lalonde)
    _, sample, found = weighting.weighted(analysis, lalonde)
    shares = weighting.weights_in_each_group(sample, found)[sample.treated == 0]
    assert effect.estimate == near(wanted["att"])
    assert effect.detail["ess_control"] == near(wanted["ess"])
    assert shares.max() == near(wanted["max_w"])
    assert list(shares[:5]) == near(wanted["w_first5"])


@pytest.fixture
def minimum_wage(plan):
    given = {"outcome": "lemp", "time": "year", "follows": "countyreal", "first": "first.treat"}
    return lambda **more: plan("staggered", **given, **more)


def test_staggered_equals_did_cell_by_cell(minimum_wage, counties, golden):
    wanted, near = golden("cs_mpdta_nocov")
    cells = staggered.cells(minimum_wage(), counties)
    assert list(zip(cells["group"], cells["time"], strict=True)) == list(
        zip(wanted["group"], wanted["t"], strict=True)
    )
    assert list(cells["att"]) == near(wanted["att"])
    assert list(cells["std_error"]) == near(wanted["se"])


def test_staggered_has_the_mean_and_the_path_of_did(minimum_wage, counties, golden):
    wanted, near = golden("cs_mpdta_nocov")
    effect = estimate(minimum_wage(), counties)
    assert effect.estimate == near(wanted["simple"]["overall"])
    assert effect.std_error == near(wanted["simple"]["se"])
    path = wanted["dynamic"]
    assert [int(part.value) for part in effect.contrasts] == path["egt"]
    assert [part.estimate for part in effect.contrasts] == near(path["att"])
    assert [part.std_error for part in effect.contrasts] == near(path["se_egt"])


def test_blank_is_never_as_zero_is(minimum_wage, counties):
    blank = counties.assign(**{"first.treat": counties["first.treat"].replace(0, np.nan)})
    first, second = (estimate(minimum_wage(), table) for table in (counties, blank))
    assert (first.estimate, first.std_error, first.n) == (
        second.estimate,
        second.std_error,
        second.n,
    )


def test_sun_and_abraham_find_the_same_mean_from_one_regression(minimum_wage, counties, golden):
    wanted, near = golden("cs_mpdta_nocov")
    effect = estimate(minimum_wage(method="sun_abraham"), counties)
    assert effect.estimate == near(wanted["simple"]["overall"])


def test_an_interrupted_series_equals_newey_west_in_r(plan, seatbelts, golden):
    wanted, near = golden("its_seatbelts")
    given = {"outcome": "y", "time": "t", "treatment": "law", "method": "months"}
    effect = estimate(plan("interrupted_series", **given), seatbelts)
    assert effect.estimate == near(wanted["coef"]["law"])
    assert effect.std_error == near(wanted["se_nw_adj"]["law"])
    assert effect.detail["trend"] == near(wanted["coef"]["t"])
    assert effect.detail["slope_change"] == near(wanted["coef"]["ta"])
    assert effect.detail["slope_std_error"] == near(wanted["se_nw_adj"]["ta"])
    assert effect.detail["durbin_watson"] == near(wanted["dw"])


@pytest.mark.full
def test_a_discontinuity_equals_the_published_example_of_rdrobust(plan):
    senate = pd.read_csv(Path(rdrobust.__file__).parent / "data" / "rdrobust_RDsenate.csv")
    given = {"outcome": "vote", "running": "margin", "cutoff": 0.0}
    effect = estimate(plan("discontinuity", **given), senate)
    names = ("ci_low_published", "ci_high_published", "bandwidth")
    found = [effect.estimate, *(effect.detail[name] for name in names)]
    assert found == pytest.approx([7.414, 4.094, 10.919, 17.754], abs=6e-4)
    assert effect.detail["std_error_conventional"] == pytest.approx(1.4587, abs=6e-5)


def test_the_curve_of_waiting_equals_statsmodels(plan, drawn):
    table = drawn("time_to_event").round(1)
    effect = estimate(plan("time_to_event", cutoff=6), table)
    for arm, name in enumerate(("mean_control", "mean_treated")):
        own = table[table["treated"] == arm]
        curve = SurvfuncRight(own["months"], own["seen"])
        at = np.searchsorted(curve.surv_times, 6, "right") - 1
        assert effect.detail[name] == pytest.approx(1 - curve.surv_prob[at], rel=1e-10)


def test_the_effect_of_coming_equals_two_stage_least_squares(plan, drawn):
    table = drawn("instrument")
    ones = np.ones(len(table))
    x, z = (np.column_stack([ones, table[name]]) for name in ("came", "offered"))
    theirs = IV2SLS(table["y"].to_numpy(), x, z).fit()
    effect = estimate(plan("instrument"), table)
    assert effect.estimate == pytest.approx(theirs.params[1], rel=1e-9)
    wald = table.groupby("offered")[["y", "came"]].mean().diff().loc[1]
    assert effect.estimate == pytest.approx(wald["y"] / wald["came"], rel=1e-9)
