"""What is said of an average agrees with its figures, in both languages, and never climbs."""

import json

import pandas as pd
import pytest

from workbench.analysis.claims import LEVELS
from workbench.analysis.pooling import as_json, as_text, doubts, pool, sentence, table
from workbench.analysis.pooling.amounts import Amount
from workbench.analysis.pooling.told import BY_CLAIM
from workbench.base.words import LANGS, number


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("k", [3, 4, 12])
def test_the_sentence_holds_the_average_and_the_next_site(k, lang, drawn):
    found = pool(drawn(k))
    said = sentence(found, lang)
    for value in (found.estimate, found.ci_low, found.prediction_low, found.prediction_high):
        assert Amount(value, "points", 2).say(lang) in said or number(value, lang, 3, True) in said


@pytest.mark.parametrize("lang", LANGS)
def test_each_claim_has_words_of_its_own(lang, drawn):
    said = {sentence(pool(drawn(4, claims=[level] * 4)), lang) for level in LEVELS}
    assert len(said) == len(set(BY_CLAIM.values()))


def test_ratios_are_said_as_ratios_and_shares_as_points():
    assert Amount(-0.7145, "ratio", 2).say("en") == "× 0.49"
    assert Amount(0.159, "share", 2).say("fr") == "+15,9 points"
    assert Amount(0.159, "share", 2, bare=True).say("fr") == "+15,9"
    assert "10^" in Amount(300.0, "ratio", 2).say("fr")


def test_the_table_has_a_row_a_pilot_and_the_average(drawn):
    rows = table(pool(drawn(4)), "fr")
    assert [row["pilot"] for row in rows[:4]] == ["1", "2", "3", "4"]
    assert len(rows) == 5


def test_the_object_for_programs_is_plain_json_with_the_keys_of_the_contract(drawn):
    column = pd.DataFrame({"size": [1.0, 2, 4, 8, 16]})
    found = pool(drawn(5, moderators=column))
    whole = json.loads(json.dumps(as_json(found, doubts(found)), allow_nan=False))
    wanted = {"estimate", "ci_low", "ci_high", "p_value", "tau2", "i2", "q", "k"}
    assert wanted | {"prediction_low", "prediction_high"} <= set(whole)
    assert [one["name"] for one in whole["moderators"]["coefficients"]] == ["intercept", "size"]
    assert len(whole["weights"]) == len(whole["leave_one_out"]) == 5
    assert all(set(LANGS) <= set(finding) for finding in whole["findings"])


@pytest.mark.parametrize("lang", LANGS)
def test_people_get_the_same_sentence_first(lang, drawn):
    found = pool(drawn(4))
    assert as_text(found, doubts(found), lang).startswith(sentence(found, lang))
