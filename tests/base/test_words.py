"""Every number, date and list as the reader's language writes it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.base import words
from workbench.base.words import LANGS, Phrase, Share, say


@pytest.mark.parametrize(
    ("value", "digits", "fr", "en"),
    [
        (1794.34, 2, "1\u202f794,34", "1,794.34"),
        (-0.004, 2, "0,00", "0.00"),
        (-12.5, 1, "−12,5", "−12.5"),
        (1200, None, "1\u202f200", "1,200"),
        (None, 1, "–", "–"),
        (float("nan"), 1, "–", "–"),
    ],
)
def test_a_number_is_written_as_the_language_does(value, digits, fr, en):
    assert words.number(value, "fr", digits) == fr
    assert words.number(value, "en", digits) == en


def test_a_sign_is_shown_where_it_is_asked_for_and_never_on_zero():
    assert words.number(4.1, "en", 1, sign=True) == "+4.1"
    assert words.number(-4.1, "en", 1, sign=True) == "−4.1"
    assert words.number(0.01, "en", 1, sign=True) == "0.0"


@given(st.floats(min_value=-1e9, max_value=1e9), st.sampled_from(LANGS))
def test_a_number_can_be_read_back(value, lang):
    text = words.number(value, lang, 2)
    thousands, point = {"fr": ("\u202f", ","), "en": (",", ".")}[lang]
    plain = text.replace(thousands, "").replace(point, ".").replace("−", "-")
    assert float(plain) == pytest.approx(value, abs=0.00501)


@pytest.mark.parametrize(
    ("count", "fr", "en"),
    [(0, "0 personne", "0 people"), (1, "1 personne", "1 person"), (2, "2 personnes", "2 people")],
)
def test_a_count_chooses_its_plural(count, fr, en):
    assert say("count.people", "fr", n=count) == fr
    assert say("count.people", "en", n=count) == en


def test_shares_dates_answers_and_lists_are_shown():
    assert words.shown(Share(0.5), "fr") == "50\u00a0%"
    assert words.shown(date(2024, 4, 3), "en") == "April 3, 2024"
    assert words.shown(True, "fr") == "oui"
    assert words.shown(["a", 1.5], "fr") == "a\n1,5"
    assert words.shown(Phrase("word.no"), "en") == "no"
    assert words.join(["a", "b", "c"], "fr") == "a, b et c"


def test_a_phrase_that_nobody_wrote_stops_the_work():
    with pytest.raises(KeyError):
        say("no.such.phrase", "en")
    assert not words.known("no.such.phrase")


def test_a_phrase_without_what_fills_it_stops_the_work():
    with pytest.raises(KeyError):
        say("period.from_to", "en", start="a")


def test_the_nearest_word_is_offered_or_else_all_of_them():
    assert words.near("poeple", ["dossier", "people"]) == "people"
    assert words.near("xyz", ["dossier", "people"]) is None
    assert words.hint("poeple", ["people"]).key == "hint.did_you_mean"
    assert words.hint("xyz", ["b", "a"]).holes == {"allowed": "a, b"}


@pytest.mark.parametrize(
    ("variables", "lang"),
    [
        ({"WORKBENCH_LANG": "fr"}, "fr"),
        ({"WORKBENCH_LANG": "FR_fr"}, "fr"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"WORKBENCH_LANG": "fr", "LANG": "en_GB.UTF-8"}, "fr"),
    ],
)
def test_the_machine_says_its_language(monkeypatch, variables, lang):
    for name in ("WORKBENCH_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert words.language_here() == lang


def test_whole_phrases_are_parted_as_the_language_parts_them():
    assert words.apart(["a", "b", "c"], "en") == "a; b; c"
    assert words.apart(["a", "b"], "fr") == "a\u202f; b"
    assert words.apart([], "fr") == ""
