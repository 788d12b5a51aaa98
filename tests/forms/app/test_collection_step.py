"""The step of the collection: questions in rows, what follows them, what people are told."""

import pytest

from workbench.base.records import changed
from workbench.collection import Instrument
from workbench.collection.writing import started
from workbench.data.answered import answered
from workbench.data.collected import collect
from workbench.forms.app.ask import asked
from workbench.forms.app.asking import brought_in, follow, own_questions
from workbench.forms.app.doubtful import doubts, listed
from workbench.forms.app.moments import moments
from workbench.forms.app.steps import collection
from workbench.forms.app.telling import TOLD, preview
from workbench.forms.live import watched
from workbench.indicators import Choice, Choices

OWN = "asking.questions"


@pytest.fixture
def work(example):
    return watched(example("trajectoires"))


@pytest.fixture
def answering(work):
    """The questions of the step as a browser answers them."""
    said = []

    def answer(id, value, sure=False):
        every = (*moments(work), own_questions(work), *TOLD)
        made = asked(work, Instrument, every, "fr")
        made.send = lambda content, buffers=None: said.append(content)
        shown = {question["id"]: question["value"] for question in made.questions}
        new = value(shown[id]) if callable(value) else value
        content = {"id": id, "value": new, "was": shown[id], "asked": 1, "sure": sure}
        made._handle_custom_msg(content, [])
        return said[-1]

    return answer


def choose(work, *ids):
    before = work.read(Choices)
    more = [Choice(indicator=id, node="entered", outcome=id.lower()) for id in ids]
    work.write(changed(before, choices=(*before.choices, *more)))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_step_opens_on_each_dossier(example, lang):
    for name in ("trajectoires", "nsw"):
        assert len(list(collection.parts(watched(example(name)), lang))) == 8


def test_a_dossier_without_a_questionnaire_is_given_one(work):
    work.path(Instrument.FILE).unlink()
    list(collection.parts(work, "fr"))
    made = work.read(Instrument)
    assert [question.role for question in made.questions] == ["person"]
    assert made == started(work.name)


def test_nothing_is_asked_before_an_indicator_is_chosen(work):
    assert collection.missing(work) == ()
    work.write(changed(work.read(Choices), choices=()))
    assert [one.step for one in collection.missing(work)] == ["indicators"]


def test_a_question_is_written_and_its_indicator_is_read_from_it(work, answering):
    choose(work, "ECO-11")
    follow(work)
    start = own_questions(work).look.starts("fr")
    assert [one["values"]["indicator"] for one in start] == ["ECO-11"]
    told = answering(OWN, lambda rows: [*rows, {**start[0]["values"], "key": "", "label": "Né ?"}])
    assert told["state"] == "kept"
    assert told["value"][-1]["key"] == "ne"
    assert work.read(Choices).choices[-1].outcome == "ne_counted"
    assert own_questions(work).look.starts("fr") == []


def test_a_question_that_was_answered_is_removed_after_a_word(work, answering):
    before = work.read(Instrument)
    told = answering(OWN, lambda rows: rows[1:])
    assert told["state"] == "sure"
    assert "213" in told["letter"]
    assert work.read(Instrument) == before
    assert answering(OWN, lambda rows: rows[1:], sure=True)["state"] == "kept"
    assert work.read(Instrument).question("age") is None


def test_files_that_came_are_still_read_when_questions_change(work, answering):
    follow(work)
    rows = collect(work).waves[0].rows
    answering(OWN, lambda old: [*old[1:], {"key": "", "label": "Sport ?"}], sure=True)
    after = collect(work).waves[0].rows
    assert len(after) == len(rows)
    assert "age" not in after
    assert after["sport__entry"].isna().all()
    assert answered(work)["confidence"] == 369
    assert "sport" not in answered(work)


def test_a_slip_in_the_words_of_a_question_is_mended_without_a_word(work, answering):
    def mended(rows):
        return [{**rows[0], "label": "Âge à l’entrée"}, *rows[1:]]

    assert answering(OWN, mended)["state"] == "kept"
    assert work.read(Instrument).question("age").label.fr == "Âge à l’entrée"


def test_what_people_are_told_is_kept_answer_by_answer(work, answering):
    work.write(changed(work.read(Instrument), notice=None, agreements=()))
    for id, value in (
        ("asking.basis", "consent"),
        ("asking.contact", "L’accueil <b>1</b>"),
        ("asking.months_kept", "12"),
        ("asking.shared", "Personne"),
        ("asking.youngest", "14"),
        ("asking.minors", "paper"),
        ("asking.later", "form"),
    ):
        told = answering(id, value)
        assert (told["state"], told["value"]) == ("kept", value)
    made = work.read(Instrument)
    assert (made.notice.basis, made.notice.kept_months, made.youngest) == ("consent", 12, 14)
    assert [(one.about, one.kept) for one in made.agreements] == [
        ("minors", "paper"),
        ("six_months", "form"),
    ]
    shown = str(preview(work, "fr"))
    assert "L’accueil &lt;b&gt;1&lt;/b&gt;" in shown
    assert "<h1" not in shown


@pytest.mark.parametrize(
    ("id", "value"),
    [
        ("asking.months_kept", "0"),
        ("asking.months_kept", "deux"),
        ("asking.youngest", "-3"),
        ("asking.youngest", "400"),
        ("asking.basis", "because"),
        ("asking.minors", "attic"),
        ("asking.waves", ""),
        ("asking.places", "Roubaix"),
    ],
)
def test_what_cannot_be_is_refused_and_the_file_stays(work, answering, id, value):
    before = work.path(Instrument.FILE).read_bytes()
    assert answering(id, value, sure=True)["state"] == "refused"
    assert work.path(Instrument.FILE).read_bytes() == before


def test_each_doubt_has_a_way_to_its_place(work):
    choose(work, "ECO-11")
    found = {one.id for one in doubts(work) if one.passed is False}
    shown = str(listed(work, "fr"))
    assert "collection.not_asked" in found
    assert shown.count("href=") == shown.count("data-id=")
    assert "instrument.yml" not in shown


def test_what_stands_in_one_language_is_told_once(work, answering):
    rows = [{"key": "", "label": f"Question {n}", "kind": "text"} for n in range(3)]
    answering(OWN, lambda old: [*old, *rows])
    alone = [one for one in doubts(work) if one.id == "asking.only_fr"]
    assert [one.holes["n"] for one in alone] == [3]


def test_what_indicators_bring_is_shown_and_not_written(work):
    before = work.read(Instrument)
    choose(work, "EECO12")
    assert len(brought_in(work, "fr")) == 1
    assert work.read(Instrument) == before


def test_places_are_those_of_the_project(work, answering):
    told = answering("asking.several_places", "no")
    assert told["state"] == "sure"
    assert answering("asking.several_places", "no", sure=True)["value"] == "no"
    assert answering("asking.several_places", "yes")["state"] == "kept"
    assert len(work.read(Instrument).role("cluster").options) >= 2
