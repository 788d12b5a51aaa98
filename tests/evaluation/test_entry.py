"""Who is concerned, and what sources only intend: one planted fault a rule."""

import pytest

from workbench import evaluation
from workbench.base.records import changed
from workbench.base.words import say
from workbench.evaluation import Evaluation

MET = tuple({"id": id, "met": True, "because": "So"} for id in ("intention", "public", "theme"))
SAID = {"id": "half", "text": "Half will find a job", "source": "project"}


@pytest.fixture
def framed(club):
    """An evaluation that nothing else can be said against: a partner stands among its people."""
    read = club.read(Evaluation)
    partner = {"id": "works", "name": "Works", "role": "employer"}
    return changed(read, stakeholders=(*read.stakeholders, partner))


def test_an_evaluation_that_tells_nothing_is_not_blamed(framed, wrong):
    assert not wrong(evaluation.check(framed))
    assert not wrong(evaluation.check(changed(framed, entry_criteria=MET, statements=(SAID,))))


@pytest.mark.parametrize("left", range(3))
def test_a_mark_that_is_missing_is_found(framed, wrong, left):
    told = (*MET[:left], *MET[left + 1 :])
    found = wrong(evaluation.check(changed(framed, entry_criteria=told)))
    assert found == {("evaluation.criterion_not_met", MET[left]["id"])}


def test_a_mark_that_is_not_met_is_found(framed, wrong):
    told = (*MET[:2], {"id": "theme", "met": False})
    found = wrong(evaluation.check(changed(framed, entry_criteria=told)))
    assert found == {("evaluation.criterion_not_met", "theme")}


def test_a_mark_without_a_reason_is_found(framed, wrong):
    told = (*MET, {"id": "territory", "met": True})
    found = wrong(evaluation.check(changed(framed, entry_criteria=told)))
    assert found == {("evaluation.criterion_without_reason", "territory")}


def test_a_statement_from_nowhere_is_found(framed, wrong):
    bad = changed(framed, statements=({**SAID, "source": "porject"},))
    assert wrong(evaluation.check(bad)) == {("evaluation.unknown_source", "half")}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_nobody_observed_is_called_an_intention(framed, lang):
    seen = {**SAID, "id": "seen", "kind": "observed"}
    both = changed(framed, statements=(SAID, seen), entry_criteria=MET)
    kinds = [row["kind"] for row in evaluation.statements(both, lang)]
    assert kinds[0].lower().startswith("intention")
    assert kinds[0] != kinds[1]
    assert len(evaluation.criteria(both, lang)) == 4


DIAGNOSES = {
    "nothing told": ((), "evaluation.diagnosis.untold"),
    "all met": (MET, "evaluation.diagnosis.met"),
    "one not told": (MET[:2], "evaluation.diagnosis.unsaid"),
    "one not met": ((*MET[:2], {"id": "theme", "met": False}), "evaluation.diagnosis.absent"),
    "no territory": ((*MET, {"id": "territory", "met": False}), "evaluation.diagnosis.met"),
}


@pytest.mark.parametrize("case", DIAGNOSES)
def test_the_diagnosis_says_where_things_stand(framed, case):
    told, key = DIAGNOSES[case]
    wanted = say(key, "en", names="@").partition("@")
    sentence = evaluation.diagnosis(changed(framed, entry_criteria=told), "en")
    assert sentence.startswith(wanted[0])
    assert sentence.endswith(wanted[2])


def test_a_statement_shows_the_title_of_its_source(framed):
    source = {"id": "project", "title": "Our project"}
    told = changed(framed, sources=(source,), statements=(SAID,))
    assert evaluation.statements(told, "en")[0]["source"] == "Our project"
