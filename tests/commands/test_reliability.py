"""`workbench reliability`: one object or plain words, and letters instead of tracebacks."""

import json

import numpy as np
import pandas as pd
import pytest

from workbench.base.words import LANGS

ITEMS = ("--items", "q1,q2,q3,q4")


@pytest.fixture
def answers(tmp_path):
    rng = np.random.default_rng(4)
    made = np.clip(np.round(3 + rng.normal(size=(90, 1)) + rng.normal(size=(90, 4))), 1, 5)
    table = pd.DataFrame(made, columns=["q1", "q2", "q3", "q4"]).assign(same=2, club=range(90))
    table["club"] %= 9
    table.to_csv(tmp_path / "answers.csv", index=False)
    return tmp_path / "answers.csv"


def test_one_object_with_the_keys_of_the_contract(answers, said):
    code, out, err = said("reliability", answers, *ITEMS, "--cluster", "club", "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert found["ci_low"] < found["alpha"] < found["ci_high"]
    assert 0 < found["omega"] < 1
    assert found["n"] == 90
    assert [item["id"] for item in found["items"]] == ["q1", "q2", "q3", "q4"]
    assert 0 <= found["icc"] < 1
    assert all({"id", "passed", "fr", "en"} <= set(one) for one in found["findings"])


@pytest.mark.parametrize("lang", LANGS)
def test_people_read_words(lang, answers, said):
    code, out, err = said("reliability", answers, *ITEMS, "--lang", lang)
    assert (code, err) == (0, "")
    assert "q4" in out


@pytest.mark.parametrize(
    "args", [(), ("a.csv",), ("a.csv", *ITEMS, "--level", "2"), ("a.csv", *ITEMS, "--itemz", "q")]
)
def test_a_wrong_question_is_a_wrong_usage(args, said):
    code, out, err = said("reliability", *args)
    assert (code, out) == (2, "")
    assert err.startswith("workbench: ")


@pytest.mark.parametrize(
    ("items", "key"),
    [
        ("q1,same", "reliability.constant_item"),
        ("q1,q9", "reliability.no_column"),
        ("q1", "reliability.two_items"),
    ],
)
def test_what_cannot_be_answered_is_a_finding_in_both_forms(items, key, answers, said):
    code, out, err = said("reliability", answers, "--items", items)
    assert (code, out) == (1, "")
    assert err.startswith("workbench: ")
    code, out, err = said("reliability", answers, "--items", items, "--json")
    assert (code, err) == (1, "")
    assert [one["id"] for one in json.loads(out)["findings"]] == [key]
    assert json.loads(out)["alpha"] is None
