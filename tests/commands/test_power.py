"""`workbench power`: one object or plain words, and letters instead of tracebacks."""

import json

import pytest

from workbench.base.words import LANGS

CLUBS = ("--design", "cluster", "--outcome", "continuous", "--size", "20", "--icc", "0.05")


def test_one_object_with_the_keys_of_the_contract(said):
    code, out, err = said("power", *CLUBS, "--clusters", 20, "--effect", 0.5, "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert (found["clusters"], found["size"]) == (20, 20)
    assert found["power"] == pytest.approx(0.92276426, abs=1e-7)


def test_without_clubs_it_says_how_many(said):
    code, out, _ = said("power", *CLUBS, "--effect", 0.5, "--json")
    assert (code, json.loads(out)["clusters"]) == (0, 16)


def test_a_simulation_has_its_interval(said):
    asked = (*CLUBS, "--clusters", 20, "--effect", 0.5, "--simulate", 2000, "--seed", 7, "--json")
    found = json.loads(said("power", *asked)[1])
    assert found["simulated_low"] < found["power"] < found["simulated_high"]
    assert json.loads(said("power", *asked)[1]) == found


@pytest.mark.parametrize("lang", LANGS)
def test_people_read_words(lang, said):
    code, out, err = said("power", *CLUBS, "--clusters", 20, "--effect", 0.5, "--lang", lang)
    assert (code, err) == (0, "")
    assert "92" in out


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("--design", "clubs", "--outcome", "binary"),
        ("--design", "cluster"),
        (*CLUBS, "--clusters", "many"),
        (*CLUBS, "--clusters", "8", "--simulate", "10", "--seed", "-1"),
        (*CLUBS, "--club", "8"),
    ],
)
def test_a_wrong_question_is_a_wrong_usage(args, said):
    code, out, err = said("power", *args)
    assert (code, out) == (2, "")
    assert err.startswith("workbench: ")


@pytest.mark.parametrize("value", ["nan", "inf", "-4", "2"])
def test_a_study_that_cannot_be_gets_a_letter_in_both_forms(value, said):
    asked = ("power", *CLUBS, "--clusters", value, "--effect", "0.5")
    code, out, err = said(*asked)
    assert (code, out) == (1, "")
    assert err.startswith("workbench: ")
    code, out, err = said(*asked, "--json")
    assert (code, err) == (1, "")
    assert json.loads(out)["power"] is None
    assert json.loads(out)["findings"][0]["id"]
