"""`workbench pool`: one object or plain words, and letters instead of tracebacks."""

import json
from pathlib import Path

import pytest

from workbench.base.words import LANGS
from workbench.commands import pool as command

BCG = Path(__file__).parents[1] / "golden/bcg.csv"
ASKED = ("--effect", "yi", "--variance", "vi")
KEYS = {
    "estimate", "ci_low", "ci_high", "p_value", "tau2", "i2", "q", "prediction_low",
    "prediction_high", "k",
}  # fmt: skip


@pytest.fixture
def golden():
    whole = json.loads((BCG.parent / "pooling.json").read_text(encoding="utf-8"))
    return {case["id"]: case["values"] for case in whole["cases"]}


@pytest.mark.parametrize("method", ["REML", "DL", "PM"])
@pytest.mark.parametrize(("test", "reference"), [("t", "knha"), ("z", "z")])
def test_one_object_with_the_numbers_of_the_reference(method, test, reference, said, golden):
    code, out, err = said("pool", BCG, *ASKED, "--method", method, "--test", test, "--json")
    found, expected = json.loads(out), golden["meta_bcg"][f"{method}_{reference}"]
    assert (code, err) == (0, "")
    assert set(found) > KEYS
    for key, name in (
        ("estimate", "b"), ("ci_low", "ci_lb"), ("ci_high", "ci_ub"), ("p_value", "p"),
        ("tau2", "tau2"), ("i2", "I2"), ("q", "Q"),
    ):  # fmt: skip
        assert found[key] == pytest.approx(expected[name], rel=1e-8)
    ends = [found["prediction_low"], found["prediction_high"]]
    assert ends == pytest.approx(expected["pi_riley_km2"], rel=1e-8)
    assert found["k"] == 13


def test_hartung_and_knapp_is_what_nobody_asks_for(said):
    alone = said("pool", BCG, *ASKED, "--json")[1]
    assert alone == said("pool", BCG, *ASKED, "--method", "REML", "--test", "t", "--json")[1]


def test_moderators_have_their_coefficients(said, golden):
    found = json.loads(said("pool", BCG, *ASKED, "--moderators", "ablat", "--json")[1])
    values = golden["metareg_bcg_ablat"]
    slopes = [one["estimate"] for one in found["moderators"]["coefficients"]]
    assert slopes == pytest.approx(values["b"], rel=1e-8)
    assert found["tau2"] == pytest.approx(values["tau2"], rel=1e-8)


def test_counts_are_pooled_without_an_effect(said, tmp_path, in_a_folder_of_its_own):
    lines = "pilot,yes,n,yes_control,n_control\nA,18,40,11,40\nB,12,30,9,31\nC,7,25,8,26\n"
    (tmp_path / "pilots.csv").write_text(lines, encoding="utf-8")
    code, out, _ = said("pool", "pilots.csv", "--measure", "risk_ratio", "--json")
    assert (code, json.loads(out)["unit"]) == (0, "ratio")


@pytest.mark.parametrize("lang", LANGS)
def test_people_read_words(lang, said):
    code, out, err = said("pool", BCG, *ASKED, "--lang", lang)
    assert (code, err) == (0, "")
    assert "−0,71" in out if lang == "fr" else "−0.71" in out


@pytest.mark.parametrize(
    "args",
    [
        (),
        (BCG,),
        (BCG, "--effect", "yi"),
        (BCG, BCG, *ASKED),
        (BCG, *ASKED, "--measure", "odds_ratio"),
        (BCG, *ASKED, "--method", "REMLE"),
        (BCG, *ASKED, "--test", "knha"),
        (BCG, *ASKED, "--level", "95"),
        (BCG, *ASKED, "--level", "nan"),
        (BCG, *ASKED, "--moderator", "ablat"),
    ],
)
def test_a_wrong_question_is_a_wrong_usage(args, said):
    code, out, err = said("pool", *args)
    assert (code, out) == (2, "")
    assert err.startswith("workbench: ")


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ("a,0.1,0.01", "pooling.one_pilot"),
        ("a,0.1,0.01\na,0.2,0.02", "pooling.same_id"),
        ("a,0.1,0.01\nb,0.2,0", "pooling.variance_not_positive"),
        ("a,0.1,0.01\nb,0.2,-3", "pooling.variance_not_positive"),
        ("a,0.2,0.01\nb,0.2,0.03\nc,0.2,0.02", "pooling.all_equal"),
        ("a,0.1,0.01\nb,about 0.2,0.02\nc,0.3,0.02", "pooling.not_a_number"),
        ("", "reading.no_rows"),
    ],
)
def test_bad_pilots_get_a_letter_in_both_forms(rows, key, said, tmp_path):
    (tmp_path / "p.csv").write_text(f"pilot,yi,vi\n{rows}\n", encoding="utf-8")
    code, out, err = said("pool", "p.csv", *ASKED)
    assert (code, out) == (1, "")
    assert err.startswith("workbench: ")
    code, out, err = said("pool", "p.csv", *ASKED, "--json")
    found = json.loads(out)
    assert (code, err) == (1, "")
    assert [finding["id"] for finding in found["findings"]] == [key]
    assert set(found) >= KEYS
    assert all(found[name] is None for name in KEYS)


def test_a_file_or_a_column_that_is_not_there_gets_a_letter(said):
    for asked in (("nowhere.csv", *ASKED), (BCG, "--effect", "yj", "--variance", "vi")):
        code, out, err = said("pool", *asked)
        assert (code, out) == (1, "")
        assert err.startswith("workbench: ")


def test_four_pilots_say_the_next_site_in_both_languages(said, tmp_path):
    rows = "pilot,yi,vi\na,0.1,0.01\nb,0.4,0.02\nc,-0.1,0.02\nd,0.5,0.03\n"
    (tmp_path / "p.csv").write_text(rows, encoding="utf-8")
    found = json.loads(said("pool", "p.csv", *ASKED, "--json")[1])
    few = next(finding for finding in found["findings"] if finding["id"] == "pooling.few")
    assert few["passed"] is False
    assert all(few[lang] and found["sentences"][lang] for lang in LANGS)


def test_every_option_has_its_words(said):
    for lang in LANGS:
        code, out, _ = said("pool", "--help", "--lang", lang)
        assert code == 0
        assert all(f"--{name}" in out for name in (*command.TEXTS, *command.CHOICES))
