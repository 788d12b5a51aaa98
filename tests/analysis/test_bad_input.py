"""Data that cannot carry an analysis get a letter, or a weaker claim; never a wrong number."""

from math import comb

import numpy as np
import pandas as pd
import pytest

from workbench.analysis import check, estimate
from workbench.analysis.estimate import sites
from workbench.base.errors import DataError
from workbench.base.words import LANGS
from workbench.collection import Analysis

BAD = {
    "a constant outcome": ("comparison", {}, {"after": 3.0}, "analysis.constant"),
    "no change at all": ("before_after", {"before": "after"}, {}, "analysis.constant"),
    "an outcome that is not yes or no": ("progress", {}, {"yes": 2}, "analysis.not_yes_no"),
    "groups 1 and 2": (
        "comparison",
        {},
        {"treated": lambda table: table["treated"] + 1},
        "analysis.not_two_groups",
    ),
    "one group in words": ("comparison", {}, {"treated": "yes"}, "analysis.not_two_groups"),
    "nobody treated": ("comparison", {}, {"treated": 0}, "analysis.not_two_groups"),
    "all treated": ("comparison", {}, {"treated": 1}, "analysis.not_two_groups"),
    "no answer": ("progress", {}, {"yes": np.nan}, "analysis.no_answers"),
    "no answer before": ("before_after", {}, {"before": np.nan}, "analysis.no_answers"),
    "an unknown column": ("progress", {"outcome": "yess"}, {}, "analysis.no_column"),
    "an unknown site": ("before_after", {"cluster": "sight"}, {}, "analysis.no_column"),
    "a constant covariate": ("comparison", {}, {"before": 1.0}, "analysis.collinear"),
    "an empty covariate": ("comparison", {}, {"before": 0.0}, "analysis.collinear"),
    "the group as covariate": (
        "comparison",
        {"covariates": ("treated",)},
        {},
        "analysis.collinear",
    ),
    "one site": ("progress", {}, {"site": "s"}, "analysis.one_site"),
    "one site, twice": ("before_after", {}, {"site": "s"}, "analysis.one_site"),
    "one site compared": ("comparison", {"cluster": "site"}, {"site": "s"}, "analysis.one_site"),
    "an infinite outcome": ("comparison", {}, {"after": np.inf}, "analysis.infinite"),
    "an infinite covariate": ("comparison", {}, {"before": -np.inf}, "analysis.infinite"),
    "words as outcome": ("comparison", {"outcome": "town"}, {}, "analysis.not_numbers"),
    "words as yes": ("progress", {"outcome": "town"}, {}, "analysis.not_numbers"),
    "no measure before": ("before_after", {"before": None}, {}, "plan.design_needs"),
    "no groups": ("comparison", {"treatment": None}, {}, "plan.design_needs"),
}


def wrong(findings):
    return {finding.id for finding in findings if finding.passed is False}


@pytest.mark.parametrize("case", BAD)
def test_a_letter_says_what_is_wrong(case, plan, drawn):
    design, changes, columns, key = BAD[case]
    with pytest.raises(DataError) as caught:
        estimate(plan(design, **changes), drawn().assign(**columns))
    assert caught.value.key == key
    assert all(caught.value.say(lang) for lang in LANGS)


def test_an_unknown_column_gets_the_nearest_one(plan, drawn):
    with pytest.raises(DataError) as caught:
        estimate(plan("progress", outcome="yess"), drawn())
    assert "‘yes’" in caught.value.say("en")


def test_fewer_rows_than_columns_are_refused(plan, drawn):
    table = drawn(sites=2, people=3)
    covariates = ("before", "town", "yes")
    with pytest.raises(DataError) as caught:
        estimate(plan("comparison", method="lin", covariates=covariates), table)
    assert caught.value.key == "analysis.too_few_rows"


@pytest.mark.parametrize("level", [0, 1, 95, -0.5, float("nan")])
def test_a_confidence_that_is_no_share_is_refused(level, plan, drawn):
    with pytest.raises(DataError) as caught:
        estimate(plan("progress"), drawn(), level)
    assert caught.value.key == "analysis.level_out_of_range"


def test_a_covariate_in_words_is_taken_into_account(plan, drawn):
    table = drawn()
    in_words = estimate(plan("comparison", covariates=("town",)), table)
    by_hand = table.assign(lyon=table["town"] == "Lyon", torcy=table["town"] == "Torcy")
    as_numbers = estimate(plan("comparison", covariates=("lyon", "torcy")), by_hand)
    assert in_words.estimate == pytest.approx(as_numbers.estimate, rel=1e-10)
    assert in_words.std_error == pytest.approx(as_numbers.std_error, rel=1e-10)


def test_a_person_alone_in_their_town_does_not_spoil_the_interval(plan, drawn):
    table = drawn()
    table.loc[0, "town"] = "Arras"
    effect = estimate(plan("comparison", covariates=("town",)), table)
    without = estimate(plan("comparison", covariates=("town",)), table.drop(index=0))
    assert effect.estimate == pytest.approx(without.estimate, rel=1e-9)
    assert effect.std_error == pytest.approx(without.std_error, rel=1e-9)


def test_one_treated_person_carries_no_interval(plan, drawn):
    table = drawn().assign(treated=0)
    table.loc[3, "treated"] = 1
    analysis = plan("comparison", randomised=True, covariates=())
    effect = estimate(analysis, table)
    assert effect.claim == "described"
    assert "analysis.no_interval" in wrong(check(analysis, table, effect))
    assert (effect.ci_low, effect.ci_high, effect.std_error, effect.p_value) == (None,) * 4


@pytest.mark.parametrize("treated", [1, 2, 3])
@pytest.mark.parametrize("randomised", [True, False])
def test_fewer_than_four_treated_sites_carry_no_interval(plan, drawn, treated, randomised):
    table = drawn()
    table["treated"] = table["site"].isin([f"s{n}" for n in range(treated)]).astype(int)
    analysis = plan("comparison", cluster="site", randomised=randomised)
    effect = estimate(analysis, table)
    assert effect.claim == "described"
    assert "analysis.too_few_sites_in_a_group" in wrong(check(analysis, table, effect))
    assert (effect.ci_low, effect.ci_high, effect.std_error) == (None,) * 3
    assert effect.p_value >= 1 / comb(10, treated)  # every lot of the sites was tried


def test_four_sites_in_each_group_carry_an_interval(plan, drawn):
    effect = estimate(plan("comparison", cluster="site", randomised=True), drawn(sites=8))
    assert effect.claim == "caused"
    assert effect.ci_low < effect.estimate < effect.ci_high


def test_sites_that_changed_by_exactly_as_much_carry_no_interval(plan, drawn):
    table = drawn(sites=2, people=4).assign(before=0.0, after=[0, 1, 2, 3, 0, 1, 2, 3])
    effect = estimate(plan("before_after"), table)
    assert (effect.claim, effect.ci_low, effect.std_error) == ("described", None, None)


def test_one_person_a_site_is_as_good_as_no_sites(plan, drawn):
    effect = estimate(plan("progress"), drawn(sites=30, people=1))
    assert effect.detail["icc"] == 0


def test_a_site_is_not_shown_when_its_change_hides_a_small_cell(plan, drawn):
    table = drawn(sites=6, people=20).assign(before=0, after=0)
    table.loc[:1, "before"] = 1  # two people of one site said yes at entry
    table.loc[2:9, "after"] = 1
    rows = sites(plan("before_after", unit="share"), table)
    assert all(row["n"] is None for row in rows)


@pytest.mark.parametrize(
    ("key", "design", "given"),
    [
        ("estimate.not_heard", "progress", {"covariates": ("age",)}),
        ("designs.no_weights", "before_after", {"before": "pre", "weights": "w"}),
        ("designs.no_ratio", "before_after", {"before": "pre", "measure": "risk_ratio"}),
        (
            "designs.not_everyone",
            "difference_in_differences",
            {"treatment": "t", "time": "p", "estimand": "ate"},
        ),
    ],
)
def test_what_a_design_would_ignore_is_refused(key, design, given):
    said = {"id": "a", "label": "A", "outcome": "y", "unit": "share", "design": design, **given}
    table = pd.DataFrame({name: [0, 1, 0, 1] for name in ("y", "age", "pre", "w", "t", "p")})
    with pytest.raises(DataError) as caught:
        estimate(Analysis(**said), table)
    assert caught.value.key == key
