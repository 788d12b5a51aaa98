"""Numbers, dates and codes as French and English people write them; missing is not zero."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.base import words
from workbench.collection import Question
from workbench.data.parse import day, number, parse

YES_NO = [
    {"code": "yes", "label": {"fr": "Oui", "en": "Yes"}},
    {"code": "no", "label": {"fr": "Non", "en": "No"}},
    {"code": "unknown", "label": {"fr": "Ne sait pas", "en": "Not known"}},
]


def question(type="integer", **values):
    return Question(id="q", label="Q", type=type, waves=("exit",), **values)


def understood(texts, **values):
    return parse(pd.Series(texts, index=range(2, 2 + len(texts))), question(**values))


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("12.5", 12.5), ("12,5", 12.5), ("1 573,5", 1573.5), ("1\u202f573", 1573),
     ("1\u00a0573", 1573), ("-3", -3), ("−3,5", -3.5)],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(text, value):
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "douze", "12 ans", "1,573.5", "inf", "nan", "1_000", "12/20"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the caller turns it into a finding
        number(text)


@given(st.floats(min_value=-1e12, max_value=1e12), st.integers(min_value=0, max_value=6))
def test_a_number_written_in_french_is_read_again(value, digits):
    assert number(words.number(value, "fr", digits)) == round(value, digits) + 0.0


@given(st.floats(min_value=-999, max_value=999), st.integers(min_value=0, max_value=6))
def test_a_number_written_in_english_without_thousands_is_read_again(value, digits):
    assert number(words.number(value, "en", digits)) == round(value, digits) + 0.0


@pytest.mark.parametrize("text", ["2024-04-03", "03/04/2024", "3/4/2024", "03-04-2024"])
def test_a_date_is_read_day_first(text):
    assert day(text) == date(2024, 4, 3)


@pytest.mark.parametrize("text", ["31/02/2024", "04/13/2024", "03/04/24", "avril 2024", "45385"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the caller turns it into a finding
        day(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_date_is_read_in_every_way_it_is_written(value):
    assert {day(value.strftime(way)) for way in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")} == {value}


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "blank"), ("  ", "blank"), ("NSP", "unknown"), ("Ne sait pas", "unknown"),
     ("refus", "refused"), ("Refusé", "refused"), ("NC", "pending"), ("en cours", "pending")],
)  # fmt: skip
def test_why_an_answer_is_missing_is_kept_apart(text, why):
    column = understood([text, "0"])
    assert column.missing == {**dict.fromkeys(column.missing, 0), why: 1}
    assert column.answers.isna().tolist() == [True, False]
    assert column.answers[3] == 0
    assert not column.wrong


def test_what_is_not_understood_is_kept_with_its_line():
    column = understood(["4", "quatre", "4,5", "5,0"])
    assert column.wrong == {3: "quatre", 4: "4,5"}
    assert column.answers.dropna().tolist() == [4, 5]
    assert sum(column.missing.values()) == 0


@pytest.mark.parametrize(("text", "fits"), [("-1", 0), ("0", 1), ("10", 1), ("11", 0)])
def test_an_answer_outside_its_range_is_not_understood(text, fits):
    column = understood([text], low=0, high=10)
    assert len(column.wrong) == 1 - fits


@pytest.mark.parametrize("text", ["yes", "YES", "Oui", " oui ", "Yes"])
def test_a_code_or_its_label_in_either_language_is_understood(text):
    assert understood([text], type="select_one", options=YES_NO).answers.tolist() == ["yes"]


def test_an_unknown_code_is_not_understood():
    column = understood(["maybe", "Oui"], type="select_one", options=YES_NO)
    assert column.wrong == {2: "maybe"}


def test_an_answer_that_is_offered_is_an_answer_even_where_it_reads_unknown():
    column = understood(["Ne sait pas", "NSP"], type="select_one", options=YES_NO)
    assert column.answers[2] == "unknown"
    assert column.missing["unknown"] == 1


def test_yes_and_no_are_read_in_every_way_people_write_them():
    found = understood(
        ["Vrai", "x", "O", "true", "0", "FAUX", "n"], type="select_one", options=YES_NO
    )
    assert list(found.answers) == ["yes"] * 4 + ["no"] * 3
    assert not found.wrong


def test_a_code_of_the_questionnaire_is_never_taken_for_yes_or_no():
    options = [*YES_NO[:2], {"code": "x", "label": {"fr": "Autre", "en": "Other"}}]
    assert list(understood(["x"], type="select_one", options=options).answers) == ["x"]


def test_rarer_ways_to_give_no_answer_are_known_but_never_in_a_text():
    found = understood(["non précisé", "refus de répondre", "n.d."])
    assert found.missing["unknown"] == 2
    assert found.missing["refused"] == 1
    assert list(understood(["sans objet"], type="text").answers) == ["sans objet"]
