"""Data that cannot carry a design get a letter, or no interval; never a wrong number."""

import sys

import numpy as np
import pytest

from workbench.analysis import check, estimate
from workbench.base.errors import DataError
from workbench.base.words import LANGS

PEOPLE = ("matching", "weighting")


def late(table):
    return table["year"] >= 5


LETTERS = {
    "nobody treated": (PEOPLE, {}, {"treated": 0}, "analysis.not_two_groups"),
    "a third group": (PEOPLE, {"treatment": "site"}, {}, "analysis.not_two_groups"),
    "a constant outcome": (PEOPLE, {}, {"y": 1.0}, "analysis.constant"),
    "an infinite covariate": (PEOPLE, {}, {"x": np.inf}, "analysis.infinite"),
    "covariates that say the same": (
        PEOPLE,
        {"covariates": ("x", "twin")},
        {"twin": lambda table: 2 * table["x"] + 1},
        "analysis.collinear",
    ),
    "perfect separation": (
        PEOPLE,
        {"covariates": ("told",)},
        {"told": lambda table: table["treated"] + 0.0},
        "designs.separation",
    ),
    "negative weights": (
        ("weighting",),
        {"weights": "w"},
        {"w": lambda table: table["x"]},
        "designs.negative_weights",
    ),
    "no covariates": (PEOPLE, {"covariates": ()}, {}, "plan.design_needs"),
    "one site": (PEOPLE, {"cluster": "site"}, {"site": 1}, "analysis.one_site"),
    "everybody begins": (
        ("staggered",),
        {},
        {"first": lambda table: table["first"].replace(0, 5)},
        "designs.nobody_never",
    ),
    "nobody begins": (("staggered",), {}, {"first": 0}, "designs.nobody_begins"),
    "two starts": (
        ("staggered",),
        {},
        {"first": lambda table: table["first"] + late(table)},
        "designs.two_starts",
    ),
    "half years": (
        ("staggered", "synthetic_control"),
        {},
        {"year": lambda table: table["year"] / 2},
        "designs.not_whole",
    ),
    "a unit seen twice": (
        ("staggered", "synthetic_control"),
        {},
        {"year": lambda table: table["year"].replace(2, 1)},
        "designs.twice",
    ),
    "a series with a moment twice": (
        ("interrupted_series",),
        {},
        {"month": lambda table: table["month"].replace(2, 1)},
        "designs.moment_twice",
    ),
    "a series whose flag goes back": (
        ("interrupted_series",),
        {},
        {"after": lambda table: table["month"].between(50, 70).astype(int)},
        "designs.flag_goes_back",
    ),
    "a series with two moments after": (
        ("interrupted_series",),
        {},
        {"after": lambda table: (table["month"] > 94).astype(int)},
        "designs.too_short",
    ),
    "a duration below zero": (
        ("time_to_event",),
        {},
        {"months": lambda table: table["months"] - 5},
        "designs.negative_duration",
    ),
    "an end that is not yes or no": (
        ("time_to_event",),
        {},
        {"seen": 2},
        "analysis.not_yes_no",
    ),
    "an end that never comes": (("time_to_event",), {}, {"seen": 0}, "designs.never_happens"),
    "nobody in sight": (("time_to_event",), {"cutoff": 99}, {}, "designs.nobody_in_sight"),
    "an offer to all": (("instrument",), {}, {"offered": 1}, "designs.never_changes"),
    "nobody came": (("instrument",), {}, {"came": 0}, "designs.never_changes"),
    "all places treated": (
        ("synthetic_control",),
        {},
        {"now": lambda table: (table["year"] >= 9).astype(int)},
        "designs.nobody_never",
    ),
    "places that begin apart": (
        ("synthetic_control",),
        {},
        {"now": lambda table: (table["year"] >= 9 - 2 * table["club"]) & (table["club"] < 2)},
        "designs.several_starts",
    ),
    "no year before": (
        ("synthetic_control",),
        {},
        {"now": lambda table: (table["club"] == 0).astype(int)},
        "designs.no_before",
    ),
    "a cutoff below everybody": (
        ("discontinuity",),
        {"cutoff": 0.0},
        {},
        "designs.few_on_a_side",
    ),
}


@pytest.mark.parametrize(
    ("case", "design"), [(case, design) for case in LETTERS for design in LETTERS[case][0]]
)
def test_a_letter_says_what_is_wrong(case, design, plan, drawn):
    _, changes, columns, key = LETTERS[case]
    with pytest.raises(DataError) as caught:
        estimate(plan(design, **changes), drawn(design).assign(**columns))
    assert caught.value.key == key
    assert all(caught.value.say(lang) for lang in LANGS)


def test_fewer_people_than_parameters_are_refused(plan, drawn):
    few = drawn("matching", n=4).assign(
        treated=[0, 1, 0, 1], town=["Lille", "Lyon", "Torcy", "Lyon"]
    )
    for design in PEOPLE:
        with pytest.raises(DataError) as caught:
            estimate(plan(design), few)
        assert caught.value.key == "analysis.too_few_rows"


def test_a_unit_with_a_missing_year_is_refused_or_left_out(plan, drawn):
    table = drawn("staggered").drop(index=3)
    assert estimate(plan("staggered"), table).n == len(table) - 5
    table = drawn("synthetic_control").drop(index=30)
    with pytest.raises(DataError) as caught:
        estimate(plan("synthetic_control"), table)
    assert caught.value.key == "designs.missing_moment"


def test_a_missing_library_is_named(plan, drawn, monkeypatch):
    monkeypatch.setitem(sys.modules, "rdrobust", None)
    with pytest.raises(DataError) as caught:
        estimate(plan("discontinuity"), drawn("discontinuity"))
    assert caught.value.key == "designs.no_rdrobust"


def test_means_that_no_weights_can_make_equal_are_refused(plan, drawn):
    table = drawn("weighting")
    table["x"] += 100 * table["treated"] + 5 * (table.index == 0) * (1 - table["treated"])
    table.loc[table.index[:2], "x"] = [99.0, 2.0]
    table.loc[table.index[:2], "treated"] = [0, 1]
    with pytest.raises(DataError) as caught:
        estimate(plan("weighting", method="entropy", covariates=("x",)), table)
    assert caught.value.key == "designs.cannot_balance"


def wrong(analysis, table):
    effect = estimate(analysis, table)
    return effect, {finding.id for finding in check(analysis, table, effect) if not finding.passed}


@pytest.mark.parametrize("design", [*PEOPLE, "time_to_event"])
def test_fewer_than_four_treated_sites_carry_no_interval(design, plan, drawn):
    table = drawn(design)
    table["treated"] = (table["site"] < 3).astype(int)
    changes = {} if design == "time_to_event" else {"covariates": ("x",)}
    effect, found = wrong(plan(design, cluster="site", **changes), table)
    assert (effect.claim, effect.ci_low, effect.std_error) == ("described", None, None)
    assert "analysis.too_few_sites_in_a_group" in found


def test_three_treated_clubs_carry_no_interval(plan, drawn):
    table = drawn("staggered")
    table["first"] = table["first"].where(table["club"].isin([*range(20), 21, 22, 23]), 0)
    effect, _ = wrong(plan("staggered"), table)
    assert (effect.claim, effect.ci_low) == ("described", None)


def test_an_offer_that_moves_few_carries_no_interval(plan, drawn):
    table = drawn("instrument")
    table["came"] = (table.index % 2 + (table.index % 25 == 0) * table["offered"] > 0).astype(int)
    effect, found = wrong(plan("instrument"), table)
    assert (effect.claim, effect.ci_low) == ("described", None)
    assert "designs.weak_offer" in found


def test_paths_that_part_before_the_start_are_seen(plan, drawn):
    table = drawn("staggered")
    table["y"] += 0.6 * table["year"] * (table["first"] > 0)
    assert "designs.paths_before" in wrong(plan("staggered"), table)[1]
    assert "designs.paths_before" not in wrong(plan("staggered"), drawn("staggered"))[1]


def test_months_that_resemble_the_one_before_are_seen(plan, drawn):
    table = drawn("interrupted_series")
    errors = np.random.default_rng(5).standard_normal(len(table))
    for place in range(1, len(errors)):
        errors[place] += 0.8 * errors[place - 1]
    other = table.assign(y=errors)
    assert "designs.autocorrelated" in wrong(plan("interrupted_series"), other)[1]
    assert "designs.autocorrelated" not in wrong(plan("interrupted_series"), table)[1]


def test_groups_that_remain_apart_are_seen(plan, drawn):
    table = drawn("matching")
    table["x"] += 1.5 * table["treated"]
    _, found = wrong(plan("matching"), table)
    assert "designs.still_apart" in found


def test_people_who_weigh_too_much_are_seen(plan, drawn):
    table = drawn("weighting")
    table["x"] += 2.5 * table["treated"]
    _, found = wrong(plan("weighting"), table)
    assert {"designs.heavy_weight", "designs.few_effective"} <= found


def test_those_lost_more_often_in_a_group_are_seen(plan, drawn):
    table = drawn("time_to_event")
    early = (table["treated"] == 1) & (table.index % 3 == 0)
    table["seen"] = table["seen"].mask(early, 0)
    table["months"] = table["months"].mask(early, 1.0)
    assert "designs.lost_unequally" in wrong(plan("time_to_event"), table)[1]


def test_a_crowd_above_the_cutoff_is_seen(plan, drawn):
    table = drawn("discontinuity")
    near = table["score"].between(47, 50)
    table["score"] = table["score"].mask(near, 100 - table["score"])
    assert "designs.pushed" in wrong(plan("discontinuity"), table)[1]
