"""The app opens each step in both languages, keeps its place, and marks what has changed since."""

import pytest

from workbench.base.records import changed
from workbench.evaluation import Evaluation
from workbench.forms.app import progress
from workbench.forms.app.shell import _Guide
from workbench.forms.app.steps import STEPS, step_of
from workbench.forms.live import watched
from workbench.theory import Theory

LANGS = ("fr", "en")


def texts(widget):
    inside = "".join(texts(child) for child in getattr(widget, "children", ()) or ())
    return str(getattr(widget, "value", "")) + inside


def ask(guide, **what):
    guide.place.asked = {**what, "asked": len(str(guide.place.asked))}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_each_step_opens_with_its_heading_and_no_letter(example, step, lang):
    guide = _Guide(watched(example("trajectoires")), lang)
    ask(guide, step=step.id)
    shown = texts(guide.body)
    assert f'data-step="{step.id}"' in shown
    assert "data-error" not in shown
    assert guide.place.current == step.id


def test_the_language_changes_in_place_and_the_step_stays(example):
    guide = _Guide(watched(example("trajectoires")), "fr")
    ask(guide, step="theory")
    ask(guide, lang="en")
    assert (guide.place.current, guide.place.lang) == ("theory", "en")
    assert guide.place.words["other"] == "fr"
    ask(guide, lang="de")
    assert guide.place.lang == "en"


def test_an_unknown_step_is_the_first():
    assert step_of("../../etc") is STEPS[0]


def test_a_step_done_is_to_be_looked_at_again_once_an_earlier_answer_changes(example):
    work = example("trajectoires")
    theory = step_of("theory")
    states = lambda: {one["id"]: one["state"] for one in progress.told(work, STEPS, "fr")}  # noqa: E731
    assert states()["theory"] == "open"
    progress.looked_at(work, theory)
    assert states()["theory"] == "done"
    work.write(changed(work.read(Evaluation), organisation="Un autre club"))
    assert states()["theory"] == "again"
    progress.looked_at(work, theory)
    assert states()["theory"] == "done"


def test_a_step_that_waits_says_why_and_where_to_go(example, spoil):
    work = example("trajectoires")
    beliefs = work.read(Theory)
    needs = tuple(node for node in beliefs.nodes if node.type == "need")
    work.write(changed(beliefs, nodes=needs, links=(), rivals=(), risks=()))
    guide = _Guide(watched(work), "fr")
    ask(guide, step="indicators")
    assert 'data-go="theory"' in texts(guide.body)
    assert "rows" not in texts(guide.body)


def test_a_file_spoilt_by_hand_is_a_letter_in_its_step_and_the_others_open(example, spoil):
    work = spoil(example("trajectoires"), "theory.yml", ("nodes:", "nods:"))
    guide = _Guide(watched(work), "fr")
    ask(guide, step="theory")
    assert "blocker" in texts(guide.body)
    ask(guide, step="project")
    assert "blocker" not in texts(guide.body)


def test_what_nobody_foresaw_stops_one_step_and_shows_no_traceback(example, monkeypatch, caplog):
    guide = _Guide(watched(example("trajectoires")), "fr")
    monkeypatch.setattr("workbench.theory.check", lambda *_: 1 / 0)
    ask(guide, step="theory")
    shown = texts(guide.body)
    assert "ZeroDivisionError" in shown
    assert "Traceback" not in shown
    assert "unforeseen" in caplog.text
    ask(guide, step="project")
    assert "ZeroDivisionError" not in texts(guide.body)
