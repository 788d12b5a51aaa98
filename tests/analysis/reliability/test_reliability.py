"""Alpha, omega, the table of questions and the likeness of sites: R's numbers, and refusals."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis.reliability import (
    Asked,
    agreement,
    alpha,
    alpha_interval,
    answer,
    as_text,
    icc,
    icc_reml,
    item_table,
    loadings,
    omega,
)
from workbench.base.errors import DataError
from workbench.base.words import LANGS

GOLDEN = Path(__file__).parents[2] / "golden"
CASES = {one["id"]: one for one in json.loads((GOLDEN / "few.json").read_text("utf-8"))["cases"]}
BFI = CASES["alpha_bfi"]
AGREE = [f"A{number}" for number in range(1, 6)]


def people(covariances, n=400, names=AGREE):
    """Return answers whose covariances are these, to the last digit."""
    rng = np.random.default_rng(2)
    drawn = rng.normal(size=(n, len(covariances)))
    drawn -= drawn.mean(axis=0)
    white = drawn @ np.linalg.inv(np.linalg.cholesky(np.cov(drawn.T)).T)
    made = white @ np.linalg.cholesky(np.array(covariances)).T + 4
    return pd.DataFrame(made, columns=names)


def ids(findings):
    return {finding.id for finding in findings if finding.passed is False}


@pytest.mark.parametrize("name", ["A_pairwise", "A_complete", "N_pairwise"])
def test_alpha_is_that_of_psych(name):
    covariances = np.array(BFI["covariances"][name])
    assert alpha(covariances) == pytest.approx(BFI["values"][f"alpha_{name}"], rel=1e-9)
    found, _ = answer(people(covariances), Asked(tuple(AGREE)))
    assert found.alpha == pytest.approx(BFI["values"][f"alpha_{name}"], rel=1e-6)


def test_the_table_of_questions_and_omega_are_those_of_psych():
    golden = BFI["values"]
    found, findings = answer(people(BFI["covariances"]["A_pairwise"]), Asked(tuple(AGREE)))
    assert found.alpha_standardised == pytest.approx(golden["std_alpha_A"], rel=1e-6)
    for name, key in (("alpha_without", "alpha_drop_A"), ("item_rest", "r_drop_A")):
        of_items = {one.id: getattr(one, name) for one in found.items}
        assert of_items == pytest.approx(golden[key], rel=1e-6)
    assert ids(findings) == set()
    found, _ = answer(people(BFI["correlations"]["A_pairwise"]), Asked(tuple(AGREE)))
    assert found.omega == pytest.approx(golden["omega_total_A"], rel=1e-6)
    of_items = {one.id: one.loading for one in found.items}
    assert of_items == pytest.approx(golden["fa_loadings"], rel=1e-5)  # R stops a little early


def test_the_loadings_of_one_true_factor_are_found():
    truth = np.array([0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
    correlations = np.outer(truth, truth) + np.diag(1 - truth**2)
    assert loadings(correlations) == pytest.approx(truth, abs=1e-9)
    assert omega(truth) == pytest.approx(truth.sum() ** 2 / correlations.sum())


def test_the_interval_of_alpha_covers_the_truth_as_often_as_it_says():
    rng = np.random.default_rng(5)
    covariances = np.full((4, 4), 0.4) + 0.6 * np.eye(4)
    truth, root, inside = alpha(covariances), np.linalg.cholesky(covariances), 0
    for _ in range(1000):
        drawn = rng.normal(size=(60, 4)) @ root.T
        low, high = alpha_interval(alpha(np.cov(drawn.T)), 4, 60, 0.9)
        inside += low < truth < high
    assert 0.88 < inside / 1000 < 0.92


@pytest.mark.parametrize("estimate", [icc, icc_reml])
def test_the_likeness_of_clubs_is_that_of_r(estimate):
    golden = CASES["icc_clubs37"]["values"]
    clubs = pd.read_csv(GOLDEN / "clubs37.csv")
    assert estimate(clubs["se_pre"], clubs["club"]) == pytest.approx(golden["icc_reml"], rel=1e-6)
    found = estimate(clubs["exit"], clubs["club"])
    assert found == pytest.approx(golden["icc_anova_exit"], rel=1e-6)
    assert 1 + 19 * found == pytest.approx(golden["deff_exit"], rel=1e-6)


def test_sites_of_many_sizes_are_those_of_statsmodels():
    import statsmodels.formula.api as smf

    rng = np.random.default_rng(8)
    sites = np.repeat(np.arange(25), rng.integers(2, 30, 25))
    table = pd.DataFrame({"site": sites, "y": rng.normal(size=len(sites))})
    table["y"] += rng.normal(0, 0.5, 25)[sites]
    fitted = smf.mixedlm("y ~ 1", table, groups="site").fit(reml=True)
    between = float(fitted.cov_re.iloc[0, 0])
    peer = between / (between + fitted.scale)
    assert icc_reml(table["y"], table["site"]) == pytest.approx(peer, rel=1e-3)


def test_agreement_is_that_of_shrout_and_fleiss():
    judged = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    assert agreement(pd.DataFrame(judged)) == pytest.approx(0.29, abs=0.005)  # their 1979 table 4


@given(st.integers(2, 6), st.integers(0, 1000))
def test_turning_a_question_twice_changes_nothing(k, seed):
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(80, 1))
    made = np.clip(np.round(3 + common + rng.normal(size=(80, k))), 1, 5)
    table = pd.DataFrame(made, columns=[f"q{i}" for i in range(k)])
    names = tuple(table.columns)
    plain, _ = answer(table, Asked(names))
    turned, _ = answer(table.assign(q0=6 - table["q0"]), Asked(names, ("q0",), 1, 5))
    assert turned.alpha == pytest.approx(plain.alpha)
    assert turned.items[0].mean == pytest.approx(plain.items[0].mean)


def test_a_question_turned_round_is_found():
    table = people(BFI["covariances"]["A_pairwise"]).assign(A3=lambda t: 8 - t["A3"])
    found, findings = answer(table, Asked(tuple(AGREE)))
    assert "reliability.reversed_item" in ids(findings)
    named = [f.where for f in findings if f.id == "reliability.reversed_item"]
    assert named == ["A3"]
    assert found.alpha < 0.6


def test_missing_answers_are_stated_and_never_zero():
    table = people(BFI["covariances"]["A_pairwise"])
    table.loc[table.index[:100], "A1"] = np.nan
    found, findings = answer(table, Asked(tuple(AGREE)))
    assert (found.n, found.n_complete) == (400, 300)
    assert found.items[0].missing == 0.25
    assert "reliability.missing_answers" in ids(findings)
    assert found.items[0].mean == pytest.approx(table["A1"].mean())


def test_few_people_and_two_questions_are_said():
    table = people(BFI["covariances"]["A_pairwise"], n=30)
    assert "reliability.few_people" in ids(answer(table, Asked(tuple(AGREE)))[1])
    found, findings = answer(table, Asked(("A2", "A3")))
    assert found.omega is None
    assert "reliability.only_two" in ids(findings)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"items": ("a",)}, "reliability.two_items"),
        ({"items": ("a", "a")}, "reliability.two_items"),
        ({"items": ("a", "z")}, "reliability.no_column"),
        ({"cluster": "z"}, "reliability.no_column"),
        ({"reverse": ("flat",)}, "reliability.not_an_item"),
        ({"items": ("a", "flat")}, "reliability.constant_item"),
        ({"items": ("a", "empty")}, "reliability.empty_item"),
        ({"items": ("a", "word")}, "reliability.not_a_number"),
        ({"items": ("a", "apart")}, "reliability.too_few"),
        ({"cluster": "flat"}, "reliability.no_sites"),
        ({"items": ("a", "huge")}, "reliability.not_a_number"),
        ({"items": ("a", "against")}, "reliability.too_few"),
        ({"low": 5, "high": 1}, "reliability.ends_out_of_order"),
        ({"low": 2}, "reliability.beyond_ends"),
    ],
)
def test_what_cannot_be_asked_gets_a_letter(change, key):
    table = pd.DataFrame({"a": [1.0, 2, 3, None, None], "b": [1.0, 3, 3, 2, 1]}).assign(
        flat=1,
        empty=None,
        word=["x", 1, 2, 3, 4],
        apart=[None, None, None, 1, 2],
        huge=[1e308, 1, 2, 3, 1],
        against=[3, 2, 1, None, None],
    )
    with pytest.raises(DataError) as refused:
        answer(table, Asked(**{"items": ("a", "b"), **change}))
    assert refused.value.key == key
    assert all(refused.value.say(lang) for lang in LANGS)


@pytest.mark.parametrize("lang", LANGS)
def test_people_read_a_sentence_and_a_table(lang):
    found, findings = answer(people(BFI["covariances"]["A_pairwise"]), Asked(tuple(AGREE)))
    assert "A5" in as_text(found, findings, lang)
    assert [row["question"] for row in item_table(found, lang)] == AGREE
