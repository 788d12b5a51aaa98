"""Text as a printer sets it: the letters stay, the spaces and quotes are those of the language."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.press.typeset import typeset

CHANGED = set(string.whitespace) | set("\"'’«»“”…. \u202f\u00a0")


def letters(text):
    return [sign for sign in text if sign not in CHANGED]


@pytest.mark.parametrize(
    ("text", "fr", "en"),
    [
        ("Quoi ?", "Quoi\u202f?", "Quoi ?"),
        ('"oui"', "«\u00a0oui\u00a0»", "“oui”"),
        ("l'aide", "l’aide", "l’aide"),
        ("« oui »", "«\u00a0oui\u00a0»", "« oui »"),
        ("voir : ici", "voir\u00a0: ici", "voir : ici"),
        ("http://a.org/?b=1;c", "http://a.org/?b=1;c", "http://a.org/?b=1;c"),
        ("50 % et 3 €", "50\u00a0% et 3\u00a0€", "50 % et 3 €"),
        ("a\u202eb\u0000c", "abc", "abc"),
    ],
)
def test_each_language_has_its_signs(text, fr, en):
    assert typeset(text, "fr") == fr
    assert typeset(text, "en") == en


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("C",))))
def test_letters_stay_and_a_second_time_changes_nothing(text):
    for lang in ("fr", "en"):
        once = typeset(text, lang)
        assert letters(once) == letters(text)
        assert typeset(once, lang) == once
