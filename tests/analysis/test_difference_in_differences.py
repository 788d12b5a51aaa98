"""Difference-in-differences: the published case, both waves by hand, and what is refused."""

import json
from pathlib import Path

import causaldata
import numpy as np
import pandas as pd
import pytest

from workbench.analysis import answer, estimate
from workbench.analysis.designs import panel
from workbench.analysis.regression import fit, solve
from workbench.base.errors import DataError
from workbench.collection import Analysis

GOLDEN = Path(__file__).parent.parent / "golden/estimate.json"


def planned(**more):
    given = {"outcome": "y", "treatment": "d", "time": "m", "unit": "points", "label": "Y"}
    return Analysis(id="a", design="difference_in_differences", **{**given, **more})


def drawn(units=16, moments=5, start=3, effect=1.0, seed=0, drift=0.0):
    """Draw units seen at several moments; the first half begins at *start*."""
    draw = np.random.default_rng(seed)
    unit, moment = np.repeat(np.arange(units), moments), np.tile(np.arange(moments), units)
    half = unit < units // 2
    treated = (half & (moment >= start)).astype(int)
    y = unit * 0.1 + moment * 0.3 + effect * treated + drift * half * moment
    y = y + draw.normal(0, 0.3, len(unit))
    return pd.DataFrame({"u": unit, "m": moment, "d": treated, "y": y, "site": unit // 2})


@pytest.fixture(scope="module")
def donors():
    table = causaldata.organ_donations.load_pandas().data
    late = table["Quarter"].isin(["Q32011", "Q42011", "Q12012"])
    return table.assign(T=((table["State"] == "California") & late).astype(int))


def test_organ_donations_equal_the_published_case(donors):
    cases = json.loads(GOLDEN.read_text(encoding="utf-8"))["cases"]
    case = next(case for case in cases if case["id"] == "organ_donations_did")
    analysis = planned(outcome="Rate", treatment="T", time="Quarter", follows="State")
    effect = estimate(analysis, donors)
    expected, near = case["values"], case["tolerance"]["value"]
    assert effect.estimate == pytest.approx(expected["est"], rel=near)
    found = effect.detail["std_error_cr1"]
    assert found == pytest.approx(expected["se_pyfixest_crv1"], rel=near)


def test_one_treated_state_is_compared_by_permutation_and_described(donors):
    analysis = planned(outcome="Rate", treatment="T", time="Quarter", follows="State")
    effect, findings = answer(analysis, donors)
    assert (effect.claim, effect.ci_low, effect.std_error) == ("described", None, None)
    assert effect.p_value * 27 == pytest.approx(round(effect.p_value * 27))
    assert "inference.changes_permuted" in effect.notes


def test_two_waves_equal_the_four_means():
    table = drawn(moments=2, start=1)
    ever = table.assign(ever=(table["u"] < 8).astype(int), after=table["m"])
    effect = estimate(planned(treatment="ever", time="after", cluster="site"), ever)
    means = ever.groupby(["ever", "after"])["y"].mean()
    assert effect.estimate == pytest.approx(means[1, 1] - means[1, 0] - means[0, 1] + means[0, 0])
    assert effect.method == "two_by_two_cr2"
    by_unit = estimate(planned(treatment="ever", time="after", follows="u"), ever)
    assert (by_unit.method, by_unit.n_clusters) == ("two_by_two_cr2", 16)


@pytest.mark.parametrize("cluster", ["u", "site"])
def test_levels_taken_out_give_the_errors_of_a_column_per_unit(cluster):
    table = drawn()
    analysis = planned(follows="u", cluster=cluster)
    effect = estimate(analysis, table)
    dummies = pd.get_dummies(table[["u", "m"]].astype(str), drop_first=True).astype(float)
    x = dummies.assign(one=1.0, d=table["d"])
    whole = fit(table["y"].to_numpy(), x, "d", table[cluster])
    assert effect.estimate == pytest.approx(whole.estimate, rel=1e-9)
    assert effect.std_error == pytest.approx(whole.std_error, rel=1e-7)
    assert effect.df == pytest.approx(whole.df, rel=1e-6)


def test_an_event_study_finds_the_effect_and_no_trend_before():
    table = drawn(units=30, effect=2.0)
    effect, findings = answer(planned(follows="u", method="event_study"), table)
    assert [part.value for part in effect.contrasts] == ["-3", "-2", "0", "1"]
    assert effect.ci_low < 2 < effect.ci_high
    assert effect.claim == "estimated"
    assert {f.id for f in findings if f.passed} >= {"estimate.parallel_trends"}


@pytest.mark.parametrize("method", ["twfe", "event_study"])
def test_a_different_trend_before_takes_the_claim_down(method):
    table = drawn(units=30, drift=0.5)
    effect, findings = answer(planned(follows="u", method=method), table)
    assert "estimate.parallel_trends" in {f.id for f in findings if f.passed is False}
    assert effect.claim == "associated"


def test_two_waves_alone_stay_associated():
    table = drawn(moments=2, start=1)
    ever = table.assign(ever=(table["u"] < 8).astype(int))
    assert estimate(planned(treatment="ever"), ever).claim == "associated"


REFUSED = {
    "twice the same moment": (
        {"follows": "u"},
        lambda t: pd.concat([t, t.head(2)]),
        "estimate.twice",
    ),
    "a treatment in 1 and 2": (
        {"follows": "u"},
        lambda t: t.assign(d=t["d"] + 1),
        "analysis.not_two_groups",
    ),
    "several moments without a unit": ({}, lambda t: t, "estimate.not_two_waves"),
    "a unit in two sites": (
        {"follows": "u", "cluster": "m"},
        lambda t: t,
        "estimate.unit_in_two_sites",
    ),
    "a treatment that stops": (
        {"follows": "u", "method": "event_study"},
        lambda t: t.assign(d=t["d"] * (t["m"] != 4)),
        "estimate.stops_again",
    ),
    "all begin together": (
        {"follows": "u", "method": "event_study"},
        lambda t: t[t["u"] < 8],
        "estimate.no_moment_before",
    ),
    "an unknown method": ({"method": "magic"}, lambda t: t, "estimate.no_method"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_done_gets_a_letter(case):
    changes, spoil, key = REFUSED[case]
    with pytest.raises(DataError) as caught:
        estimate(planned(**changes), spoil(drawn()))
    assert caught.value.key == key


def test_the_panel_is_left_as_it_was():
    table = drawn()
    before = table.copy(deep=True)
    panel.fixed_effects(planned(follows="u"), table, table[["d"]].astype(float), table["u"])
    pd.testing.assert_frame_equal(table, before)
    assert solve(table["y"].to_numpy(), table[["d"]].assign(one=1.0).astype(float)).names
