"""Step 1 keeps the four marks, the documents and what they say; each question has its help."""

import pytest

from workbench.base import words
from workbench.base.words import LANGS
from workbench.evaluation import Evaluation
from workbench.evaluation.entry import CRITERIA
from workbench.forms.app.ask import asked
from workbench.forms.app.steps.concerned import MARKS, SAID
from workbench.forms.app.steps.project import READY, STAKES, STEP, WHAT, WHO
from workbench.forms.live import watched

EVERY = (*WHO, *WHAT, *STAKES, *MARKS, *SAID)
NEEDLESS = {"guide.project.criteria.name"}
"""What is shown and not asked."""


@pytest.fixture
def answering(club):
    work = watched(club)
    made = asked(work, Evaluation, EVERY, "fr")
    said = []
    made.send = lambda content, buffers=None: said.append(content)

    def answer(id, value):
        was = {question["id"]: question["value"] for question in made.questions}[id]
        made._handle_custom_msg({"id": id, "value": value, "was": was, "asked": 1}, [])
        return said[-1]

    answer.work, answer.made = work, made
    return answer


def shown(made, id):
    return next(question for question in made.questions if question["id"] == id)


def with_mark(made, key, **values):
    rows = shown(made, "guide.project.criteria")["value"]
    return [{**row, **values} if row["key"] == key else row for row in rows]


def test_a_mark_is_kept_with_its_reason_and_can_be_taken_back(answering):
    rows = with_mark(answering.made, "public", met="yes", because="Des jeunes du quartier")
    assert answering("guide.project.criteria", rows)["state"] == "kept"
    kept = {one.id: one for one in answering.work.read(Evaluation).entry_criteria}["public"]
    assert (kept.met, kept.because.fr) == (True, "Des jeunes du quartier")
    rows = with_mark(answering.made, "public", met="", because="")
    answering("guide.project.criteria", rows)
    assert "public" not in [one.id for one in answering.work.read(Evaluation).entry_criteria]


def test_a_reason_without_a_yes_or_a_no_is_refused_and_told_why(answering):
    before = answering.work.path("evaluation.yml").read_bytes()
    rows = with_mark(answering.made, "theme", met="", because="L’emploi")
    assert answering("guide.project.criteria", rows)["state"] == "refused"
    assert answering.work.path("evaluation.yml").read_bytes() == before


def test_every_mark_is_asked_and_none_can_be_added(answering):
    question = shown(answering.made, "guide.project.criteria")
    assert [row["key"] for row in question["value"]] == list(CRITERIA)
    assert (question["kind"], question["add"]) == ("fixed", "")


def test_a_sentence_comes_from_a_document_that_then_stays(answering):
    told = answering("guide.project.sources", [{"key": "", "title": "Plaquette 2025"}])
    (document,) = told["value"]
    options = shown(answering.made, "guide.project.statements")["columns"][1]["options"]
    assert options == [[document["key"], "Plaquette 2025"]]
    row = {"key": "", "text": "Un jeune sur deux", "source": "", "kind": ""}
    assert answering("guide.project.statements", [row])["state"] == "refused"
    row["source"] = document["key"]
    assert answering("guide.project.statements", [row])["state"] == "kept"
    (said,) = answering.work.read(Evaluation).statements
    assert (said.source, said.kind) == (document["key"], "intention")
    assert answering("guide.project.sources", [])["state"] == "refused"
    assert len(answering.work.read(Evaluation).sources) == 1


@pytest.mark.parametrize(("typed", "simulated"), [("yes", True), ("no", False)])
def test_whether_people_are_made_up_is_kept(answering, typed, simulated):
    assert answering("guide.project.simulated", typed)["state"] == "kept"
    assert answering.work.read(Evaluation).simulated is simulated


def test_what_is_offered_can_be_kept_as_it_is(answering):
    rows = [
        {"key": "", **row} for row in shown(answering.made, "guide.project.stakeholders")["ready"]
    ]
    assert answering("guide.project.stakeholders", rows)["state"] == "kept"
    kept = answering.work.read(Evaluation).stakeholders
    assert [one.role for one in kept] == [role for _, role, _ in READY]


@pytest.mark.parametrize("lang", LANGS)
def test_the_step_opens_on_an_empty_dossier_and_follows_its_marks(club, lang):
    work = watched(club)
    parts = list(STEP.parts(work, lang))
    assert len(parts) == 6
    assert all(part.children for part in parts)


def test_help_stands_beside_every_question_and_an_example_in_each_group():
    every = [one for question in EVERY for one in (question, *question.columns)]
    for one in every:
        if one.id in NEEDLESS or one.columns:
            continue
        assert words.known(f"{one.id}.help") or words.known(f"{one.id}.example"), one.id
    for question in EVERY:
        inside = (question, *question.columns)
        assert any(words.known(f"{one.id}.example") for one in inside), question.id
