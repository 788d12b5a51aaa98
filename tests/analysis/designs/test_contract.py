"""Every design here keeps the same promises, whatever the data."""

import numpy as np
import pandas as pd
import pytest

from workbench.analysis import check, estimate
from workbench.analysis.claims import LEVELS
from workbench.analysis.designs import ALL
from workbench.analysis.ladder import sentence
from workbench.base.errors import DataError
from workbench.base.words import LANGS, known, say

DESIGNS = (
    "matching",
    "weighting",
    "staggered",
    "discontinuity",
    "interrupted_series",
    "time_to_event",
    "synthetic_control",
    "instrument",
)
QUICK = [design for design in DESIGNS if design != "discontinuity"]
SLOW = [*QUICK, pytest.param("discontinuity", marks=pytest.mark.full)]
NUMBERS = ("estimate", "ci_low", "ci_high", "std_error", "df", "p_value")


def numbers_of(effect):
    found = [getattr(effect, name) for name in NUMBERS]
    return [np.nan if value is None else value for value in found]


def test_no_design_is_forgotten():
    assert set(DESIGNS) <= set(ALL)


@pytest.mark.parametrize("design", DESIGNS)
def test_it_says_all_that_it_has_to_say(design, plan, drawn):
    table = drawn(design)
    table.loc[::37, table.columns[-1]] = np.nan if design == "instrument" else table.iloc[0, -1]
    before = table.copy(deep=True)
    analysis = plan(design)
    effect = estimate(analysis, table)
    findings = check(analysis, table, effect)
    pd.testing.assert_frame_equal(table, before)
    assert effect.design == design
    assert effect.ci_low <= effect.estimate <= effect.ci_high
    assert effect.claim in LEVELS[2:4]
    assert effect.rests_on == ALL[design].rests_on(analysis)
    assert all(say(key, lang) for key in effect.rests_on for lang in LANGS)
    assert all(sentence(effect, lang) for lang in LANGS)
    assert all(known(finding.id) for finding in findings)
    assert all(finding.sentence(lang) for finding in findings for lang in LANGS)
    assert all(np.isfinite(value) for value in effect.detail.values())


@pytest.mark.parametrize("design", QUICK)
def test_the_order_of_rows_changes_nothing(design, plan, drawn):
    table = drawn(design)
    other = table.sample(frac=1, random_state=3)
    first, second = (estimate(plan(design), rows) for rows in (table, other))
    assert numbers_of(first) == pytest.approx(numbers_of(second), rel=1e-6)


@pytest.mark.parametrize("design", QUICK)
def test_rows_may_have_the_same_name(design, plan, drawn):
    table = drawn(design)
    twins = table.set_axis([0] * len(table))
    first, second = (estimate(plan(design), rows) for rows in (table, twins))
    assert numbers_of(first) == pytest.approx(numbers_of(second), rel=1e-9)


@pytest.mark.parametrize("design", QUICK)
def test_a_wider_confidence_gives_a_wider_interval(design, plan, drawn):
    narrow, wide = (estimate(plan(design), drawn(design), level) for level in (0.8, 0.99))
    assert wide.ci_low < narrow.ci_low < narrow.ci_high < wide.ci_high


@pytest.mark.parametrize("design", [name for name in QUICK if name != "time_to_event"])
def test_another_unit_changes_nothing_but_the_unit(design, plan, drawn):
    table = drawn(design)
    scaled = table.assign(y=table["y"] * 250)
    first, second = (estimate(plan(design), rows) for rows in (table, scaled))
    for name in ("estimate", "ci_low", "ci_high"):
        assert getattr(second, name) == pytest.approx(250 * getattr(first, name), rel=1e-6)


@pytest.mark.parametrize("design", ["matching", "weighting", "time_to_event", "instrument"])
def test_people_without_a_site_are_left_out_and_counted(design, plan, drawn):
    table = drawn(design)
    table["site"] = table["site"].astype(float).mask(table.index < 4)
    effect = estimate(plan(design, cluster="site"), table)
    assert effect.n_left_out >= 4
    assert effect.n_clusters == table["site"].nunique()
    used = effect.n if design != "matching" else len(table) - 4  # those without a twin are known
    assert used + effect.n_left_out == len(table)


@pytest.mark.parametrize(
    "design", ["matching", "weighting", "staggered", "time_to_event", "instrument"]
)
def test_with_sites_the_quantile_is_never_the_normal_one(design, plan, drawn):
    effect = estimate(plan(design, cluster="site"), drawn(design))
    half = (effect.ci_high - effect.ci_low) / 2
    assert effect.df < 100
    assert half > 1.97 * effect.std_error or design == "instrument"


@pytest.mark.parametrize("design", DESIGNS)
def test_what_it_cannot_do_is_refused(design, plan, drawn):
    table = drawn(design).assign(w=1.0)
    refused = {
        "designs.unknown_method": {"method": "magic"},
        "designs.no_ratio": {"measure": "risk_ratio"},
    }
    if design != "weighting":
        refused["designs.no_weights"] = {"weights": "w"}
    if design != "weighting":
        refused["designs.not_everyone"] = {"estimand": "ate"}
    for key, change in refused.items():
        with pytest.raises(DataError) as caught:
            estimate(plan(design, **change), table)
        assert caught.value.key == key
        assert all(caught.value.say(lang) for lang in LANGS)
