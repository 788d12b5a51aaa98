"""`workbench estimate`: one object, always the same keys, and a letter instead of a traceback."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from workbench.analysis import large
from workbench.analysis.told import NUMBERS
from workbench.base import words
from workbench.base.words import LANGS

GOLDEN = Path(__file__).parents[1] / "golden"
DOSSIERS = Path(__file__).parents[2] / "datasets/dossiers"
CLUBS = GOLDEN / "clubs37.csv"
KEYS = {*NUMBERS, "claim", "findings"}
EXIT = ("--design", "comparison", "--outcome", "exit", "--treatment", "treat")


@pytest.fixture
def object_of(said):
    def call(*args):
        code, out, err = said("estimate", *args, "--json")
        return code, json.loads(out), err

    return call


@pytest.fixture
def file(tmp_path):
    """A builder: the simulated clubs with other columns, as a file."""

    def write(suffix=".csv", rows=slice(None), **columns):
        table = pd.read_csv(CLUBS).assign(**columns).iloc[rows]
        path = tmp_path / f"clubs{suffix}"
        table.to_parquet(path) if suffix == ".parquet" else table.to_csv(path, index=False)
        return path

    return write


def failed(content):
    return {finding["id"] for finding in content["findings"] if finding["passed"] is False}


def test_it_prints_the_reference_number_unrounded(object_of):
    code, content, err = object_of(CLUBS, *EXIT, "--cluster", "club")
    cases = json.loads((GOLDEN / "golden.json").read_text(encoding="utf-8"))["cases"]
    expected = next(c for c in cases if c["id"] == "cluster_clubs37_exit")["values"]
    assert (code, err) == (0, "")
    assert set(content) >= KEYS
    found = [content[name] for name in ("estimate", "std_error", "df", "p_value")]
    wanted = [expected[n] for n in ("estimate", "se_CR2", "df_satt_CR2", "p_satt_CR2")]
    assert found == pytest.approx(wanted, rel=1e-8)
    assert 0 < content["wild_p_value"] < 0.01
    assert all(content["claim"][lang] for lang in LANGS)
    assert all(finding[lang] for finding in content["findings"] for lang in LANGS)


def test_parquet_and_csv_say_the_same(object_of, file):
    one = object_of(file(".csv"), *EXIT, "--cluster", "club")[1]
    two = object_of(file(".parquet"), *EXIT, "--cluster", "club")[1]
    assert one == two


def test_a_file_with_semicolons_and_decimal_commas_says_the_same(object_of, tmp_path):
    table = pd.read_csv(CLUBS).assign(weight=lambda t: t["age"] / 8, sorti=lambda t: t["exit"])
    said = table.assign(exit=table["exit"].map({1: "Oui", 0: "Non"}), ville="Besançon")
    path = tmp_path / "french.csv"
    said.to_csv(path, index=False, sep=";", decimal=",", encoding="cp1252")
    asked = (*EXIT, "--cluster", "club", "--covariates", "weight")
    plain = tmp_path / "plain.csv"
    table.to_csv(plain, index=False)
    one, two = object_of(plain, *asked)[1], object_of(path, *asked)[1]
    for name in ("estimate", "std_error", "df", "n", "wild_p_value"):
        assert two[name] == pytest.approx(one[name], rel=1e-9)
    assert "reading.told.text" in {note["id"] for note in two["notes"]}
    assert "reading.told.text" not in {note["id"] for note in one["notes"]}


def test_a_workbook_says_the_same(object_of, tmp_path):
    table = pd.read_csv(CLUBS)
    path = tmp_path / "clubs.xlsx"
    table.to_excel(path, index=False)
    one, two = (object_of(file, *EXIT, "--cluster", "club")[1] for file in (CLUBS, path))
    assert [two[n] for n in ("estimate", "std_error")] == [
        one[n] for n in ("estimate", "std_error")
    ]


def test_a_treatment_in_words_gives_one_estimate_a_value(object_of, file):
    arm = {"arm": lambda t: np.where(t["treat"] == 0, "a", np.where(t["club"] % 2, "b", "c"))}
    content = object_of(file(**arm), *EXIT[:-1], "arm", "--cluster", "club")[1]
    assert [part["value"] for part in content["contrasts"]] == ["b", "c"]
    assert content["references"] == {"arm": "a"}
    assert all(part["value"] in content["claim"]["fr"] for part in content["contrasts"])


def test_two_words_equal_two_numbers(object_of, file):
    words = {"arm": lambda t: np.where(t["treat"] == 1, "with", "not")}
    flags = {"arm": lambda t: t["treat"] == 1}
    plain = object_of(CLUBS, *EXIT)[1]
    for columns in (words, flags):
        content = object_of(file(**columns), *EXIT[:-1], "arm")[1]
        assert content["estimate"] == pytest.approx(plain["estimate"], rel=1e-12)


def test_a_dose_is_a_slope_and_says_so(object_of, file):
    content = object_of(file(dose=lambda t: t["treat"] * (1 + t["id"] % 3)), *EXIT[:-1], "dose")[1]
    assert "estimate.dose" in {note["id"] for note in content["notes"]}
    assert content["contrasts"] == []


@pytest.mark.parametrize("measure", ["risk_difference", "risk_ratio"])
def test_risks_are_standardised_and_say_so(object_of, measure):
    content = object_of(CLUBS, *EXIT, "--measure", measure, "--covariates", "female,se_pre")[1]
    cases = json.loads((GOLDEN / "estimate.json").read_text(encoding="utf-8"))["cases"]
    expected = next(c for c in cases if c["id"] == "gcomp_rd_clubs37")["values"]["hc0"]
    wanted = expected["rd" if measure == "risk_difference" else "rr"]
    assert content["estimate"] == pytest.approx(wanted, rel=1e-8)
    assert "estimate.default.standardised" in {part["id"] for part in content["defaults"]}
    assert content["ci_low"] < content["estimate"] < content["ci_high"]


def test_rows_with_a_hole_are_left_out_and_counted(object_of, file):
    club = {"club": lambda t: t["club"].where(t.index > 9)}
    content = object_of(file(**club), *EXIT, "--cluster", "club")[1]
    assert (content["n"], content["n_left_out"]) == (730, 10)
    assert "estimate.no_site" in failed(content)


def test_a_row_without_weight_is_left_out(object_of, file):
    asked = (*EXIT, "--cluster", "club", "--weights", "w")
    content = object_of(file(w=lambda t: (t.index > 9) * 2), *asked)[1]
    without = object_of(file(rows=slice(10, None)), *EXIT, "--cluster", "club")[1]
    assert (content["n"], content["n_left_out"]) == (730, 10)
    for name in ("estimate", "std_error", "df"):
        assert content[name] == pytest.approx(without[name], rel=1e-9)


def test_three_sites_are_compared_one_by_one(object_of, file):
    path = file(rows=slice(0, 100))
    content = object_of(path, *EXIT, "--cluster", "club", "--randomised")[1]
    assert content["claim"]["level"] == "described"
    assert (content["ci_low"], content["std_error"]) == (None, None)
    assert 0 < content["p_value"] <= 1
    assert "analysis.too_few_sites_in_a_group" in failed(content)


BAD = {
    "a constant outcome": ({"exit": 1}, (), "analysis.constant"),
    "nobody treated": ({"treat": 0}, (), "analysis.not_two_groups"),
    "groups 1 and 2": ({"treat": lambda t: t["treat"] + 1}, (), "analysis.not_two_groups"),
    "one club for all": ({"club": 1}, ("--cluster", "club"), "analysis.one_site"),
    "an infinite value": (
        {"age": lambda t: t["age"].where(t.index > 0, np.inf)},
        ("--covariates", "age"),
        "analysis.infinite",
    ),
    "a covariate twice": (
        {"again": lambda t: 2 * t["age"]},
        ("--covariates", "age,again"),
        "analysis.collinear",
    ),
    "negative weights": (
        {"w": lambda t: t["age"] - 20},
        ("--weights", "w"),
        "estimate.weights",
    ),
    "separation": (
        {"x": lambda t: t["exit"]},
        ("--covariates", "x", "--measure", "risk_ratio"),
        "estimate.separation",
    ),
    "everyone treated said yes": (
        {"exit": lambda t: t["exit"].where(t["treat"] == 0, 1)},
        ("--measure", "risk_difference"),
        "estimate.separation",
    ),
    "an unknown column": ({}, ("--covariates", "ago"), "analysis.no_column"),
    "an unknown method": ({}, ("--method", "magic"), "estimate.no_method"),
    "a level of 95": ({}, ("--level", "95"), "analysis.level_out_of_range"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gets_the_same_keys_and_a_letter(case, object_of, file, said):
    columns, more, key = BAD[case]
    path = file(**columns)
    code, content, err = object_of(path, *EXIT, *more)
    assert (code, failed(content), err) == (1, {key}, "")
    assert set(content) >= KEYS
    assert content["estimate"] is None
    code, out, err = said("estimate", path, *EXIT, *more)
    assert (code, out) == (1, "")
    assert err.startswith("workbench: ")


def test_too_few_people_are_refused(object_of, file):
    path = file(rows=[0, 1, 2, 20, 21])
    names = "age,female,se_pre,se_post,cohort"
    code, content, _ = object_of(path, *EXIT, "--covariates", names)
    assert (code, content["estimate"]) == (1, None)
    assert failed(content) <= {"analysis.too_few_rows", "analysis.collinear", "analysis.constant"}


@pytest.mark.parametrize(
    "args",
    [
        (),
        (CLUBS,),
        (CLUBS, "--design", "magic", "--outcome", "exit"),
        (CLUBS, *EXIT, "--measure", "x"),
    ],
)
def test_a_wrong_question_is_a_wrong_usage(args, said):
    code, out, err = said("estimate", *args)
    assert (code, out) == (2, "")
    assert err


@pytest.mark.parametrize("name", ["none.csv", "empty.csv", "words.parquet", "words.xlsx"])
def test_a_file_that_cannot_be_read_gets_a_letter(name, object_of, tmp_path):
    path = tmp_path / name
    if name != "none.csv":
        path.write_text("" if name == "empty.csv" else "no", encoding="utf-8")
    code, content, _ = object_of(path, *EXIT)
    assert code == 1
    known = {"estimate.no_file", "estimate.unreadable", "reading.no_table", "reading.empty"}
    assert failed(content) <= known


@pytest.mark.parametrize("lang", LANGS)
def test_people_read_a_sentence_and_a_table(lang, said):
    code, out, err = said("estimate", CLUBS, *EXIT, "--cluster", "club", "--lang", lang)
    assert (code, err) == (0, "")
    assert "19" in out.splitlines()[0]
    assert "37" in out


def test_it_prints_what_page_06_prints(object_of):
    kept = pd.read_csv(DOSSIERS / "nsw/results/effects.csv").set_index("id")
    table = DOSSIERS / "nsw/data/clean.csv"
    asked = ("--design", "comparison", "--outcome", "re78", "--treatment", "treat", "--randomised")
    content = object_of(table, *asked)[1]
    expected = kept.loc["earnings_78_unadjusted"]
    for name in ("estimate", "std_error", "ci_low", "ci_high", "p_value"):
        assert content[name] == pytest.approx(expected[name], rel=1e-9)
    assert content["claim"]["level"] == expected["claim"]


def test_the_shares_of_trajectoires_are_those_of_page_06(object_of):
    folder = DOSSIERS / "trajectoires"
    kept = pd.read_csv(folder / "results/effects.csv").set_index("id")
    asked = ("--design", "progress", "--cluster", "structure", "--target", "0.5")
    content = object_of(folder / "data/clean.csv", *asked, "--outcome", "positive_exit")[1]
    change = ("--design", "before_after", "--cluster", "structure", "--pre", "confidence__entry")
    other = object_of(folder / "data/clean.csv", *change, "--outcome", "confidence__exit")[1]
    for id, found in (("positive_exits", content), ("confidence_change", other)):
        for name in ("estimate", "ci_low", "ci_high"):
            assert found[name] == pytest.approx(kept.loc[id][name], rel=1e-9)


def test_a_large_file_is_added_up_and_the_answer_says_so(object_of, said, file, monkeypatch):
    path, asked = file(".parquet"), (*EXIT, "--cluster", "club", "--covariates", "female")
    whole = object_of(str(path), *asked)[1]
    monkeypatch.setattr(large, "COMFORT", 100)
    summed = object_of(str(path), *asked)[1]
    assert "large.by_cells" in {note["id"] for note in summed["notes"]}
    assert "large.by_cells" not in {note["id"] for note in whole["notes"]}
    for name in ("estimate", "std_error", "df", "n", "n_clusters"):
        assert summed[name] == pytest.approx(whole[name], rel=1e-10)
    assert (
        words.say("large.by_cells", "en") in said("estimate", str(path), *asked, "--lang", "en")[1]
    )


def test_yes_is_not_the_end_of_a_scale(file, object_of):
    path = file(before=0)
    asked = ("--design", "before_after", "--outcome", "exit", "--pre", "before")
    _, whole, _ = object_of(path, *asked)
    assert "analysis.ceiling" not in {finding["id"] for finding in whole["findings"]}


def test_a_series_alone_is_not_said_to_have_something_to_compare_with(tmp_path, object_of):
    moment = np.arange(40)
    level = np.random.default_rng(1).standard_normal(40)
    table = pd.DataFrame({"t": moment, "after": (moment >= 20).astype(int), "y": level})
    table.to_csv(tmp_path / "series.csv", index=False)
    asked = ("--design", "interrupted_series", "--outcome", "y", "--time", "t")
    code, whole, _ = object_of(tmp_path / "series.csv", *asked, "--treatment", "after")
    assert code == 0
    assert "pitfall.change_alone" not in {finding["id"] for finding in whole["findings"]}
