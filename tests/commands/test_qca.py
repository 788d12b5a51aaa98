"""`workbench qca`: one object or a table to discuss, and letters instead of tracebacks."""

import json
from pathlib import Path

import pytest

from workbench.base.words import LANGS

LIPSET = Path(__file__).parents[1] / "golden/lipset.csv"
ASKED = (LIPSET, "--outcome", "SURV", "--conditions", "DEV,URB,LIT,IND,STB", "--inclusion", "1")


def test_one_object_with_the_keys_of_the_contract(said):
    code, out, err = said("qca", *ASKED, "--id", "case", "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert found["parsimonious"]["solution"] == "DEV*STB"
    assert set(found["conservative"]) >= {"solution", "terms", "consistency", "coverage"}
    assert found["conservative"]["terms"][0]["cases"] == ["FI", "FR", "IE", "SE"]
    assert all({"id", "passed", "fr", "en"} <= set(one) for one in found["findings"])


@pytest.mark.parametrize("lang", LANGS)
def test_people_read_words(lang, said):
    code, out, err = said("qca", *ASKED, "--lang", lang)
    assert (code, err) == (0, "")
    assert "DEV*STB" in out


def test_too_few_cases_are_a_finding_that_blocks(tmp_path, said):
    lines = LIPSET.read_text("utf-8").splitlines()[:10]
    (tmp_path / "nine.csv").write_text("\n".join(lines), "utf-8")
    code, out, _ = said("qca", tmp_path / "nine.csv", *ASKED[1:], "--json")
    found = json.loads(out)
    assert code == 1
    assert found["conservative"] is found["parsimonious"] is None
    assert found["truth_table"]
    failed = {one["id"] for one in found["findings"] if one["passed"] is False}
    assert "qca.too_many_conditions" in failed


def test_a_french_file_is_read_and_its_figures_calibrated(tmp_path, said):
    lines = ["club;âge;réussite", "a;18,5;0", "b;26,5;1", "c;22;1", "d;19;0"]
    (tmp_path / "clubs.csv").write_text("\n".join(lines), "latin-1")
    asked = ("--outcome", "réussite", "--conditions", "âge", "--anchors", "âge=18:21:25")
    code, out, _ = said("qca", tmp_path / "clubs.csv", *asked, "--id", "club", "--json")
    assert code == 0
    assert json.loads(out)["conservative"]["solution"] == "âge"


@pytest.mark.parametrize(
    "args",
    [
        (),
        (LIPSET,),
        (LIPSET, "--outcome", "SURV"),
        (LIPSET, "--outcome", "SURV", "--conditions", ","),
        (*ASKED, "--inclusion", "much"),
        (*ASKED, "--anchors", "DEV"),
        (*ASKED, "--anchors", "DEV=a:b"),
        (*ASKED, "--sure"),
    ],
)
def test_a_wrong_question_is_a_wrong_usage(args, said):
    code, out, err = said("qca", *args)
    assert (code, out) == (2, "")
    assert err.startswith("workbench: ")


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (("--outcome", "SURVE"), "qca.no_column"),
        (("--anchors", "DEV=3:2:1"), "qca.anchors_out_of_order"),
        (("--id", "SURV"), "qca.same_id"),
        (("--inclusion", "3"), "qca.inclusion_range"),
    ],
)
def test_what_cannot_be_answered_is_a_finding_in_both_forms(change, key, said):
    code, out, err = said("qca", *ASKED, *change)
    assert (code, out) == (1, "")
    assert err.startswith("workbench: ")
    code, out, err = said("qca", *ASKED, *change, "--json")
    assert (code, err) == (1, "")
    assert [one["id"] for one in json.loads(out)["findings"]] == [key]


def test_a_file_that_is_not_there_gets_a_letter(said):
    code, out, err = said("qca", "none.csv", *ASKED[1:])
    assert (code, out) == (1, "")
    assert err.startswith("workbench: ")
