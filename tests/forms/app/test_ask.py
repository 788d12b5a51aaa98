"""An answer is kept as it is given, refused with a letter, or shown beside somebody else's."""

import pytest

from workbench.base.records import changed
from workbench.evaluation import Evaluation
from workbench.forms.app.ask import LONGEST, asked
from workbench.forms.app.steps.project import STAKES, WHAT, WHO
from workbench.forms.live import watched

EVERY = (*WHO, *WHAT, *STAKES)


@pytest.fixture
def answering(club):
    """A form about the evaluation of a small dossier, and what it answers to the browser."""
    work = watched(club)
    made = asked(work, Evaluation, EVERY, "fr")
    said = []
    made.send = lambda content, buffers=None: said.append(content)

    def answer(id, value, was=None):
        shown = {question["id"]: question["value"] for question in made.questions}
        was = shown[id] if was is None else was
        made._handle_custom_msg({"id": id, "value": value, "was": was, "asked": 7}, [])
        return said[-1]

    answer.work, answer.made = work, made
    return answer


def test_words_are_kept_in_the_language_of_the_page(answering):
    before = answering.work.read(Evaluation).title
    told = answering("guide.project.title", "  Un <b>nouveau</b> nom 🎾 ")
    after = answering.work.read(Evaluation).title
    assert (told["state"], told["asked"]) == ("kept", 7)
    assert after.fr == "Un <b>nouveau</b> nom 🎾" == told["value"]
    assert after.en == before.en


def test_the_page_follows_what_is_kept(answering):
    answering("guide.project.title", "Nom")
    shown = {question["id"]: question["value"] for question in answering.made.questions}
    assert shown["guide.project.title"] == "Nom"


@pytest.mark.parametrize(
    ("id", "value", "phrase"),
    [
        ("guide.project.title", "  ", "app.needed"),
        ("guide.project.title", "x" * (LONGEST + 1), "app.too_long"),
        ("guide.project.start", "31/02/2026", "app.not_a_day"),
        ("guide.project.questions", [{"key": "q1", "text": "", "kind": "change"}], ""),
        ("guide.project.questions", [{"key": "", "text": "Combien ?", "kind": "all"}], ""),
    ],
)
def test_what_cannot_be_kept_is_answered_by_a_letter_and_nothing_changes(
    answering, id, value, phrase
):
    path = answering.work.path("evaluation.yml")
    before = path.read_bytes()
    if isinstance(value, list) and value[0]["key"]:
        value[0]["key"] = answering.work.read(Evaluation).questions[0].id
    told = answering(id, value)
    assert told["state"] == "refused"
    assert told["letter"]
    assert path.read_bytes() == before


def test_two_answers_are_both_shown_and_neither_is_lost(answering):
    work = answering.work
    was = work.read(Evaluation).title.fr
    work.write(changed(work.read(Evaluation), title={"fr": "Le leur", "en": "Theirs"}))
    told = answering("guide.project.title", "Le mien", was)
    assert (told["state"], told["theirs"]) == ("two", "Le leur")
    assert work.read(Evaluation).title.fr == "Le leur"
    assert answering("guide.project.title", "Le mien", "Le leur")["state"] == "kept"
    assert work.read(Evaluation).title.fr == "Le mien"


def test_the_same_answer_of_two_people_is_no_conflict(answering):
    was = answering.work.read(Evaluation).title.fr
    answering("guide.project.title", "Nom")
    assert answering("guide.project.title", "Nom", was)["state"] == "kept"


@pytest.mark.parametrize(("typed", "day"), [("2025-03-04", 4), ("05/03/2025", 5), ("6.3.2025", 6)])
def test_a_day_is_understood_in_both_ways_of_writing(answering, typed, day):
    assert answering("guide.project.start", typed)["state"] == "kept"
    start = answering.work.read(Evaluation).period.start
    assert (start.year, start.month, start.day) == (2025, 3, day)


def test_a_period_never_ends_before_it_begins(answering):
    answering("guide.project.start", "2025-03-04")
    answering("guide.project.end", "2024-01-01")
    period = answering.work.read(Evaluation).period
    assert period.start <= period.end


def test_rows_are_added_changed_and_removed_and_keep_what_they_do_not_show(answering):
    first = answering.work.read(Evaluation).questions[0]
    rows = [
        {"key": first.id, "text": "Combien viennent ?", "kind": "descriptive"},
        {"key": "", "text": "Et après ?", "kind": "change"},
        {"key": "", "text": " ", "kind": ""},
    ]
    told = answering("guide.project.questions", rows)
    kept = answering.work.read(Evaluation).questions
    assert [(one.id, one.kind) for one in kept] == [
        (first.id, "descriptive"),
        ("et_apres", "change"),
    ]
    assert [row["key"] for row in told["value"]] == [first.id, "et_apres"]
    assert kept[0].text.en == first.text.en
    answering("guide.project.questions", told["value"][1:])
    assert [one.id for one in answering.work.read(Evaluation).questions] == ["et_apres"]


def test_places_keep_their_words_in_the_other_language(answering):
    work = answering.work
    work.write(changed(work.read(Evaluation), places=({"fr": "Stade", "en": "Stadium"}, "Torcy")))
    answering.made.questions = []
    answering("guide.project.places", "Stade\nGymnase\n\n", "Stade\nTorcy")
    kept = work.read(Evaluation).places
    assert [place.say("en") for place in kept] == ["Stadium", "Gymnase"]


def test_a_question_that_nobody_asked_is_not_answered(answering):
    path = answering.work.path("evaluation.yml")
    before = path.read_bytes()
    answering.made._handle_custom_msg({"id": "../evaluation", "value": "x"}, [])
    assert path.read_bytes() == before
