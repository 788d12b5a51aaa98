"""The screens of people: what each press leads to, and what is answered."""

import json
import shutil

import pytest

from workbench.base.errors import RunError
from workbench.base.words import LANGS
from workbench.data import roster
from workbench.forms import people
from workbench.forms.people import people_form


@pytest.fixture(autouse=True)
def nowhere(monkeypatch):
    """Nobody is anywhere yet."""
    monkeypatch.setattr(people, "HERE_NOW", {})


@pytest.fixture
def bare(example):
    dossier = example("trajectoires", ("received.yml", "data/*", "results/*"))
    shutil.rmtree(dossier.path("received"))
    return dossier


class Reader:
    """Somebody before the form: what they do, what is answered, what they see."""

    def __init__(self, work, lang="fr"):
        self.form = people_form(work, lang)
        self.answers = []
        self.form.send = self.answers.append

    def do(self, what, **more):
        self.form._handle_custom_msg({"do": what, **more}, [])
        return self.screen

    def give(self, question, typed, was=""):
        now = self.screen
        self.do("give", key=now["key"], wave=now["wave"], question=question, typed=typed, was=was)
        return self.answers[-1]

    @property
    def screen(self):
        return json.loads(json.dumps(self.form.screen))  # what a browser can be sent


@pytest.mark.parametrize("lang", LANGS)
def test_somebody_new_is_asked_the_first_question_under_what_they_are_told(bare, lang):
    reader = Reader(bare, lang)
    assert reader.screen["people"] == []
    now = reader.do("new")
    assert (now["name"], now["wave"], now["at"]) == ("questions", "entry", "structure")
    assert now["drawn"]
    assert now["notice"]
    assert now["more"]
    assert len(now["counts"]) == len(now["questions"]) == 5


def test_pressed_twice_somebody_new_is_added_once(bare):
    reader = Reader(bare)
    reader.do("new")
    reader.do("new")
    assert len(roster.in_app(bare)) == 1


def test_what_is_understood_is_said_and_what_is_not_is_answered(bare):
    reader = Reader(bare)
    reader.do("new")
    assert "3 avril 2026" in reader.give("entry_date", "3/4/2026")["said"]
    refused = reader.give("age", "12,5")
    assert (refused["state"], bool(refused["letter"])) == ("refused", True)
    assert reader.give("confidence", "unknown")["why"] == "unknown"


def test_the_language_is_switched_where_one_is_and_what_was_typed_is_there(bare):
    reader = Reader(bare, "fr")
    reader.do("new")
    reader.give("age", "dix-neuf")
    reader.do("at", question="age")
    now = Reader(bare, "en").screen
    assert (now["name"], now["at"], now["key"]) == ("questions", "age", reader.screen["key"])
    assert [one["typed"] for one in now["questions"] if one["id"] == "age"] == ["dix-neuf"]


def test_an_entry_is_taken_up_where_it_was_left(bare):
    reader = Reader(bare)
    key = reader.do("new")["key"]
    reader.give("structure", "torcy")
    reader.give("age", "19")
    reader.do("list")
    assert [(one["key"], one["state"]) for one in reader.screen["due"]] == [(key, "begun")]
    assert reader.do("fill", key=key, wave="entry")["at"] == "qpv"


def test_the_end_says_what_is_missing_and_an_answer_is_one_press_away(bare):
    reader = Reader(bare)
    reader.do("new")
    reader.give("structure", "torcy")
    now = reader.do("review")
    left = [one["id"] for one in now["answers"] if one["left"]]
    assert left == ["age", "qpv", "entry_date", "confidence"]
    assert not now["whole"]
    assert not now["told"]
    now = reader.do("fill", key=now["key"], wave="entry", at="confidence")
    assert now["at"] == "confidence"


def test_a_wave_is_finished_and_somebody_is_lost_with_a_reason(bare):
    reader = Reader(bare)
    key = reader.do("new")["key"]
    for question, typed in {"structure": "torcy", "entry_date": "3/4/2026"}.items():
        reader.give(question, typed)
    reader.do("told", on=True)
    reader.do("review")
    now = reader.do("finish")
    assert [(one["wave"], one["state"]) for one in now["waves"]] == [
        ("entry", "done"), ("exit", "open"),
    ]  # fmt: skip
    now = reader.do("lost", wave="exit", why="moved")
    assert [(one["state"], one["why"]) for one in now["waves"]][1] == ("lost", "moved")
    now = reader.do("gone", key=key, on=True)
    assert (now["name"], now["undo"], now["people"]) == ("list", key, [])
    assert reader.do("gone", key=key, on=False)["key"] == key


def test_a_planned_exit_is_understood_or_refused(bare):
    reader = Reader(bare)
    key = reader.do("new")["key"]
    reader.do("person", key=key)
    reader.do("planned", typed="30/6/2027")
    assert "30 juin 2027" in reader.answers[-1]["said"]
    reader.do("planned", typed="cet été")
    assert reader.answers[-1]["letter"]
    assert roster.in_app(bare)[key].planned == "2027-06-30"


def test_an_answer_that_changes_what_is_asked_shows_it(bare, spoil):
    spoil(
        bare,
        "collection/instrument.yml",
        ("  - id: qpv\n", "  - id: qpv\n    asked_if: {question: age, above: 17}\n"),
    )
    reader = Reader(bare)
    reader.do("new")
    asked = [one["id"] for one in reader.screen["questions"]]
    reader.give("age", "19")
    assert [one["id"] for one in reader.screen["questions"]] == [
        *asked[:2], "qpv", *asked[2:],
    ]  # fmt: skip


def test_a_full_disk_is_answered_with_a_letter(bare, monkeypatch):
    reader = Reader(bare)
    reader.do("new")

    def full(*_):
        raise RunError("roster.not_written")

    monkeypatch.setattr(roster, "give", full)
    answer = reader.give("age", "19")
    assert (answer["state"], bool(answer["letter"])) == ("not_kept", True)


def test_html_that_was_pasted_stays_text(bare):
    reader = Reader(bare)
    reader.do("new")
    pasted = "<img src=x onerror=alert(1)>"
    assert reader.give("age", pasted)["state"] == "refused"
    assert [one["typed"] for one in reader.do("review")["answers"]][1] == pasted


def test_a_dossier_without_questions_says_so(bare):
    bare.path("collection/instrument.yml").unlink()
    assert Reader(bare).screen["name"] == "letter"


def test_what_nobody_offers_is_not_done(bare):
    reader = Reader(bare)
    before = reader.screen
    assert reader.do("run", code="1") == before
    assert reader.answers == []
