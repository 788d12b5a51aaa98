"""Sensitive answers stay out by default; every column serves something."""

import pandas as pd
import pytest

from workbench.base.errors import DataError
from workbench.collection import Instrument, Plan
from workbench.data.clean import clean
from workbench.data.load import load
from workbench.data.protection.purpose import (
    columns_have_a_purpose,
    only_with_purpose,
    purposes,
)
from workbench.data.protection.sensitive import (
    looks_sensitive,
    sensitive_columns,
    subject,
    without_sensitive,
)
from workbench.indicators import Choices, catalogue


def asks(instrument, **question):
    """Return the instrument with one more question."""
    more = {"id": "extra", "label": "Extra", "type": "text", "waves": ["exit"], **question}
    questions = [*(q.model_dump(by_alias=True) for q in instrument.questions), more]
    return Instrument.model_validate(
        {**instrument.model_dump(by_alias=True), "questions": questions}
    )


def test_what_is_marked_and_what_is_made_of_it_is_sensitive(club):
    assert sensitive_columns(club.read(Instrument)) == ["situation", "positive_exit"]


def test_a_question_of_a_sensitive_indicator_is_sensitive(club):
    marked = next(id for id, one in catalogue().items() if one.sensitive)
    instrument = asks(club.read(Instrument), id="mood", indicator=marked)
    assert "mood" in sensitive_columns(instrument)


def test_sensitive_columns_stay_out_unless_they_are_named(club):
    clean(club)
    instrument, table = club.read(Instrument), load(club)
    assert not {"situation", "positive_exit"} & set(without_sensitive(table, instrument))
    kept = without_sensitive(table, instrument, keep=["situation"])
    assert "situation" in kept
    assert "positive_exit" not in kept


def test_a_name_that_is_not_sensitive_is_told_with_the_nearest(club):
    with pytest.raises(DataError) as letter:
        without_sensitive(pd.DataFrame(), club.read(Instrument), keep=["situatoin"])
    assert letter.value.key == "protection.not_sensitive"
    assert "situation" in letter.value.say("fr")


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("Votre état de santé", "health"),
        ("Êtes-vous reconnu RQTH ?", "disability"),
        ("Religion", "religion"),
        ("Avez-vous été condamné ?", "offences"),
        ("Nationality", "origin"),
        ("Habite un quartier prioritaire de la politique de la ville", None),
        ("Temps de trajet", None),
        ("Heures de travail", None),
    ],
)
def test_the_words_of_a_question_tell_its_subject(club, words, about):
    question = asks(club.read(Instrument), label=words).questions[-1]
    assert subject(question) == about


def test_a_question_that_looks_sensitive_and_is_not_marked_is_found(club, wrong):
    plain = asks(club.read(Instrument), label={"fr": "Votre santé", "en": "Your health"})
    marked = asks(club.read(Instrument), label="Health", sensitive=True)
    assert wrong(looks_sensitive(plain)) == {("protection.looks_sensitive", "extra")}
    assert wrong(looks_sensitive(marked)) == set()


def test_each_column_is_tied_to_its_use(club):
    instrument, choices, plan = club.read(Instrument), club.read(Choices), club.read(Plan)
    uses = purposes(instrument, choices, plan)
    assert list(uses) == instrument.columns()
    assert uses["person"] == "person"
    assert uses["place"] == "cluster"
    assert uses["entry_date"] == "IND-02"
    assert uses["situation"] == uses["positive_exit"] is not None
    assert uses["hours"] is uses["works"] is None


def test_what_is_asked_to_know_whom_to_ask_serves_what_is_asked(club):
    rule = {"question": "hours", "above": 0}
    instrument = asks(club.read(Instrument), indicator="IND-07", asked_if=rule)
    assert purposes(instrument)["hours"] == "IND-07"


def test_a_column_that_serves_nothing_is_found_and_left_out(club, wrong):
    clean(club)
    instrument, choices, plan = club.read(Instrument), club.read(Choices), club.read(Plan)
    found = list(columns_have_a_purpose(instrument, choices, plan))
    assert wrong(found) == {
        ("protection.column_without_purpose", "hours"),
        ("protection.column_without_purpose", "works"),
    }
    table = only_with_purpose(load(club).assign(secret=1), purposes(instrument, choices, plan))
    assert not {"hours", "works", "secret"} & set(table)


def test_a_sensitive_column_that_serves_nothing_stops_the_work(club):
    instrument = asks(club.read(Instrument), sensitive=True)
    found = {f.where: f for f in columns_have_a_purpose(instrument)}
    assert found["extra"].blocks
    assert not found["hours"].blocks
    assert all(finding.sentence(lang) for finding in found.values() for lang in ("fr", "en"))
