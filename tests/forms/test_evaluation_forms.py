"""Page 01: what is typed in one form is not lost by the other."""

import html

import pytest

from workbench.evaluation import Evaluation, diagnosis
from workbench.forms import criteria_form, evaluation_form
from workbench.forms.evaluation import UNTOLD

IDS = ("intention", "public", "theme", "territory")


def click(button):
    button.fire_event("click", None)


def asked(form):
    """Return the two fields of each mark, the button and the reply."""
    *groups, ready, reply = form.children[1:]
    return {id: part.children[1:] for id, part in zip(IDS, groups, strict=True)}, ready, reply


def told(work):
    return {one.id: one for one in work.read(Evaluation).entry_criteria}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_yes_no_and_why_are_kept_for_each_mark(club, lang):
    marks, ready, reply = asked(criteria_form(club, lang))
    for id, met in (("intention", "met"), ("public", "not_met"), ("theme", "met")):
        marks[id][0].v_model, marks[id][1].v_model = met, f"Why {id} <i>"
    click(ready)
    kept = told(club)
    assert {id: one.met for id, one in kept.items()} == {
        "intention": True, "public": False, "theme": True,
    }  # fmt: skip
    assert kept["public"].because.say(lang) == "Why public <i>"
    assert "kept" in reply.value
    assert diagnosis(club.read(Evaluation), lang) in html.unescape(reply.value)


def test_a_reason_without_yes_or_no_is_refused_and_nothing_is_kept(club):
    before = club.path("evaluation.yml").read_bytes()
    marks, ready, reply = asked(criteria_form(club, "fr"))
    marks["intention"][0].v_model = "met"
    marks["territory"][1].v_model = "Three towns"
    click(ready)
    assert "blocker" in reply.value
    assert club.path("evaluation.yml").read_bytes() == before


def test_what_is_emptied_is_taken_away_and_the_other_language_stays_otherwise(example):
    work = example("trajectoires")
    before = told(work)
    marks, ready, _ = asked(criteria_form(work, "en"))
    click(ready)
    assert told(work) == before
    marks["public"][1].v_model = "Young people left out"
    marks["theme"][1].v_model = " "
    marks["territory"][0].v_model, marks["territory"][1].v_model = UNTOLD, ""
    click(ready)
    kept = told(work)
    assert (kept["public"].because.en, kept["public"].because.fr) == (
        "Young people left out",
        before["public"].because.fr,
    )
    assert kept["theme"].because is None
    assert "territory" not in kept


def test_the_two_forms_of_the_page_do_not_undo_each_other(club):
    marks, keep_marks, _ = asked(criteria_form(club, "fr"))
    title, _, keep_title, _ = evaluation_form(club, "fr").children[1:]
    title.v_model = "Un autre titre"
    click(keep_title)
    marks["theme"][0].v_model = "met"
    click(keep_marks)
    title.v_model = "Un titre encore"
    click(keep_title)
    assert club.read(Evaluation).title.say("fr") == "Un titre encore"
    assert list(told(club)) == ["theme"]
