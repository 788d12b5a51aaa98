"""What a careful reader asks of an evaluation before anything else."""

import pytest

from workbench import evaluation
from workbench.base.records import changed
from workbench.evaluation import Evaluation


@pytest.fixture
def framing(club):
    framed = club.read(Evaluation)
    service = {"id": "service", "name": "Service", "role": "prescriber"}
    return changed(framed, stakeholders=(*framed.stakeholders, service))


def test_a_whole_evaluation_has_nothing_wrong(framing, wrong):
    findings = evaluation.check(framing)
    assert not wrong(findings)
    assert {finding.id for finding in findings} == {
        "evaluation.no_question",
        "evaluation.period_backwards",
        "evaluation.no_professional",
        "evaluation.no_partner",
        "evaluation.criterion_not_met",
    }


def test_an_evaluation_without_a_question_is_found(framing, wrong):
    findings = evaluation.check(changed(framing, questions=()))
    assert wrong(findings) == {("evaluation.no_question", "evaluation.yml")}
    assert any(finding.blocks for finding in findings)


@pytest.mark.parametrize("things", ["questions", "stakeholders"])
def test_an_id_that_stands_twice_is_found(framing, wrong, things):
    twice = (*getattr(framing, things), getattr(framing, things)[0])
    findings = evaluation.check(changed(framing, **{things: twice}))
    assert ("evaluation.id_twice", "evaluation.yml") in wrong(findings)
    holes = next(f.holes for f in findings if f.id == "evaluation.id_twice")
    assert holes["id"] == twice[0].id


@pytest.mark.parametrize("end", ["2024-01-01", "2023-12-31"])
def test_a_period_that_does_not_run_forward_is_found(framing, wrong, end):
    period = {"start": "2024-01-01", "end": end}
    findings = evaluation.check(changed(framing, period=period))
    assert wrong(findings) == {("evaluation.period_backwards", "evaluation.yml")}


def test_no_period_is_no_fault(framing, wrong):
    findings = evaluation.check(changed(framing, period=None))
    assert not wrong(findings)
    assert [f.passed for f in findings if f.id == "evaluation.period_backwards"] == [None]


def test_forgotten_professionals_are_a_warning(framing, wrong):
    young = tuple(one for one in framing.stakeholders if one.role != "professional")
    findings = evaluation.check(changed(framing, stakeholders=young))
    assert wrong(findings) == {("evaluation.no_professional", "evaluation.yml")}
    assert not any(finding.blocks for finding in findings)


def test_forgotten_partners_are_a_warning_until_somebody_says_why(framing, wrong):
    own = tuple(one for one in framing.stakeholders if one.role != "prescriber")
    alone = changed(framing, stakeholders=own)
    assert wrong(evaluation.check(alone)) == {("evaluation.no_partner", "evaluation.yml")}
    mute = {"rule": "evaluation.no_partner", "reason": "Volunteers run it alone."}
    muted = evaluation.check(changed(alone, mute=[mute]))
    assert not wrong(muted)
    assert any("Volunteers" in finding.sentence("fr") for finding in muted)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_evaluation_is_shown_in_each_language(framing, lang):
    answers = {row["answer"] for row in evaluation.table(framing, lang)}
    assert framing.title.say(lang) in answers
    assert {"fr": "Lille et Roubaix", "en": "Lille and Roubaix"}[lang] in answers
    assert len(evaluation.questions(framing, lang)) == 1
    roles = [row["role"] for row in evaluation.stakeholders(framing, lang)]
    assert len(set(roles)) == 3


def test_what_was_left_open_is_shown_empty(framing):
    rows = evaluation.table(changed(framing, period=None, places=()), "en")
    assert sum(row["answer"] == "" for row in rows) == 2
