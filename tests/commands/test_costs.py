"""`workbench costs`: one object or plain words, and letters instead of tracebacks."""

import json

import pytest

from workbench.base import places
from workbench.base.words import LANGS

FILE = places.templates() / "costs.yml"


def test_one_object_with_the_range_of_the_return(said):
    code, out, err = said("costs", FILE, "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert found["sroi"]["low"] < found["sroi"]["ratio"] < found["sroi"]["high"]
    assert found["sroi"]["by_proxy"] == {"wage": 1}
    assert found["per_result"][0]["outcome"] == "jobs"
    assert all({"id", "passed", "fr", "en"} <= set(one) for one in found["findings"])
    assert json.loads(said("costs", FILE, "--json")[1]) == found


@pytest.mark.parametrize("lang", LANGS)
def test_people_read_words(lang, said):
    code, out, err = said("costs", FILE, "--lang", lang, "--draws", 1000, "--seed", 3)
    assert (code, err) == (0, "")
    assert "euro" in out


@pytest.mark.parametrize(
    "args", [(), (FILE, "--draws", 3), (FILE, "--seed", "-1"), (FILE, "--draw", "300")]
)
def test_a_wrong_question_is_a_wrong_usage(args, said):
    code, out, err = said("costs", *args)
    assert (code, out) == (2, "")
    assert err.startswith("workbench: ")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("year: 2024", "", "costs.no_year"),
        ("currency: EUR", "", "costs.no_currency"),
        ("format: 1", "", "dossier.no_format"),
        ("displacement: 0.25", "displacement: 25", "costs.not_a_share"),
        ("stakeholder:", "stakeholders:", "record.faults"),
    ],
)
def test_what_cannot_be_counted_is_a_finding_in_both_forms(old, new, key, tmp_path, said):
    text = FILE.read_text("utf-8")
    assert old in text
    (tmp_path / "costs.yml").write_text(text.replace(old, new, 1), "utf-8")
    code, out, err = said("costs", tmp_path / "costs.yml")
    assert (code, out) == (1, "")
    assert err.startswith("workbench: ")
    code, out, err = said("costs", tmp_path / "costs.yml", "--json")
    assert (code, err) == (1, "")
    assert [one["id"] for one in json.loads(out)["findings"]] == [key]


def test_a_file_that_is_not_there_gets_a_letter(said):
    code, out, err = said("costs", "none.yml")
    assert (code, out) == (1, "")
    assert err.startswith("workbench: ")
