"""Step 2 keeps the drawing as it is changed, with what others change, and its doubts in rows."""

import re

import pytest

from workbench.base import words
from workbench.base.records import changed
from workbench.base.words import LANGS
from workbench.forms.app.ask import asked
from workbench.forms.app.steps.begin import beginning
from workbench.forms.app.steps.beliefs import DOUBTED
from workbench.forms.app.steps.theory import STEP, doubts, plainly
from workbench.forms.live import watched
from workbench.forms.theory_editor import live_editor
from workbench.theory import Theory
from workbench.theory.starts import starts

RISKS, RIVALS, ASSUMED = "guide.theory.risks", "guide.theory.rivals", "guide.theory.assumptions"


@pytest.fixture
def work(example):
    return watched(example("trajectoires"))


@pytest.fixture
def editor(work):
    return next(part for part in live_editor(work, "fr").children if hasattr(part, "proposal"))


def propose(editor, was=None, **labels):
    """Send what a browser would after these boxes were reworded; return what it is answered."""
    shown = was or editor.theory
    nodes = [{**n, "label": labels.get(n["id"], n["label"])} for n in shown["nodes"]]
    asked = editor.answer.get("asked", 0) + 1
    editor.proposal = {"nodes": nodes, "links": shown["links"], "was": shown, "asked": asked}
    assert editor.answer["asked"] == asked
    return editor.answer


def test_a_change_is_kept_and_told(work, editor):
    told = propose(editor, confidence="Les jeunes osent")
    assert told["state"] == "kept"
    assert work.read(Theory).node("confidence").label.fr == "Les jeunes osent"
    assert told["theory"] == editor.theory


def test_what_somebody_else_changed_meanwhile_stays(work, editor):
    was = editor.theory
    theory = work.read(Theory)
    others = [
        changed(n, label={"fr": "Leur case"}) if n.id == "local_jobs" else n for n in theory.nodes
    ]
    work.write(changed(theory, nodes=tuple(others)))
    assert propose(editor, was, confidence="Les jeunes osent")["state"] == "kept"
    kept = work.read(Theory)
    assert kept.node("local_jobs").label.fr == "Leur case"
    assert kept.node("confidence").label.fr == "Les jeunes osent"


def test_the_same_box_changed_by_two_is_told_and_not_written(work, editor):
    was = editor.theory
    propose(editor, was, confidence="La leur")
    told = propose(editor, was, confidence="La mienne")
    assert told["state"] == "two"
    assert work.read(Theory).node("confidence").label.fr == "La leur"
    assert propose(editor, told["theory"], confidence="La mienne")["state"] == "kept"


def test_an_empty_box_is_refused_and_nothing_changes(work, editor):
    before = work.path(Theory.FILE).read_bytes()
    assert propose(editor, confidence=" ")["state"] == "refused"
    assert work.path(Theory.FILE).read_bytes() == before


def test_the_editor_follows_what_other_forms_keep(work, editor):
    theory = work.read(Theory)
    work.write(changed(theory, nodes=theory.nodes[:3], links=(), rivals=()))
    assert len(editor.theory["nodes"]) == 3


@pytest.fixture
def answer(work):
    made = asked(work, Theory, DOUBTED, "fr")
    said = []
    made.send = lambda content, buffers=None: said.append(content)

    def give(id, value):
        was = {question["id"]: question["value"] for question in made.questions}[id]
        made._handle_custom_msg({"id": id, "value": value, "was": was, "asked": 1}, [])
        return said[-1]

    give.shown = lambda id: next(one for one in made.questions if one["id"] == id)
    return give


def test_what_was_not_touched_stays_as_it_was(work, answer):
    before = work.read(Theory)
    for question in DOUBTED:
        rows = question.get(before, "fr")
        assert question.put(before, rows, "fr") == before
    assert answer(RISKS, answer.shown(RISKS)["value"])["state"] == "kept"
    assert work.read(Theory) == before


def test_an_assumption_belongs_to_an_arrow(work, answer):
    row = {"key": "", "text": "On revient", "link": "", "importance": "3", "uncertainty": "3",
           "test_indicator": ""}  # fmt: skip
    rows = answer.shown(ASSUMED)["value"]
    assert answer(ASSUMED, [*rows, row])["state"] == "refused"
    row["link"] = work.read(Theory).links[0].id
    assert answer(ASSUMED, [*rows, row])["state"] == "kept"
    new = work.read(Theory).links[0].assumed[-1]
    assert (new.text.fr, new.importance, new.uncertainty) == ("On revient", 3, 3)
    found = [one for one in doubts(work) if one.id == "theory.untested_assumption"]
    assert not all(one.passed for one in found)
    answer(ASSUMED, [])
    assert not any(link.assumed for link in work.read(Theory).links)


@pytest.mark.parametrize("id", [RISKS, RIVALS])
def test_what_is_offered_can_be_kept_as_it_is(work, answer, id):
    columns = [column["name"] for column in answer.shown(id)["columns"]]
    rows = [
        {"key": "", **{name: row.get(name, "") for name in columns}}
        for row in answer.shown(id)["ready"]
    ]
    assert answer(id, rows)["state"] == "kept"
    assert len(getattr(work.read(Theory), id.rsplit(".", 1)[-1])) == len(rows)


def test_a_rival_names_the_change_that_it_explains(work, answer):
    options = [code for code, _ in answer.shown(RIVALS)["columns"][1]["options"]]
    assert "confidence" in options
    row = {"key": "", "text": "L’âge", "explains": "confidence", "answer": ""}
    answer(RIVALS, [row])
    (rival,) = work.read(Theory).rivals
    assert rival.explains == ("confidence",)


def press(widget, label):
    """Press the button of that name, wherever it is inside."""
    for one in every(widget):
        if label in (getattr(one, "attributes", None) or {}).get("aria-label", "") or label in (
            [child for child in getattr(one, "children", []) if isinstance(child, str)]
            if type(one).__name__ == "Btn" else []
        ):  # fmt: skip
            one.fire_event("click", None)
            return
    raise AssertionError(label)


def every(widget):
    yield widget
    for child in getattr(widget, "children", ()) or ():
        if not isinstance(child, str):
            yield from every(child)


def test_a_model_is_copied_with_one_press_and_the_old_drawing_can_be_taken_back(work):
    before = work.read(Theory)
    box = beginning(work, "fr")
    press(box, starts()["health"].name.fr)
    assert work.read(Theory).nodes == starts()["health"].theory.nodes
    press(box, words.say("guide.theory.take_back", "fr"))
    assert work.read(Theory) == before


@pytest.mark.parametrize("lang", LANGS)
def test_the_step_opens_and_says_the_words_of_the_boxes(work, lang):
    assert len(list(STEP.parts(work, lang))) == 5
    theory = work.read(Theory)
    broken = changed(theory, links=tuple(changed(k, because=None) for k in theory.links), risks=())
    work.write(broken)
    shown = re.sub("<[^>]+>", "", str(plainly(doubts(work), broken, lang).data))
    assert theory.node("confidence").label.say(lang) in shown
    assert not re.search(r"positive_exit|\((?:sign|type)", shown)


def test_a_drawing_without_boxes_is_no_fault(work):
    work.write(changed(work.read(Theory), nodes=(), links=(), rivals=()))
    assert len(list(STEP.parts(work, "fr"))) == 5


def test_help_stands_beside_every_question():
    for question in DOUBTED:
        for one in (question, *question.columns):
            assert words.known(f"{one.id}.help") or words.known(f"{one.id}.example"), one.id
