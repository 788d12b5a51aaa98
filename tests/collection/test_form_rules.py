"""One planted fault a rule: names, skips, formulas, ranges, agreements, the plan."""

import pytest

from workbench import collection
from workbench.base.records import changed
from workbench.collection import Question
from workbench.collection.consent import people_are_told
from workbench.collection.expressions import faults


def with_question(instrument, id, **values):
    questions = [changed(q, **values) if q.id == id else q for q in instrument.questions]
    return changed(instrument, questions=tuple(questions))


def and_one(instrument, **values):
    given = {"id": "more", "label": "More", "type": "decimal", "waves": ("exit",), **values}
    return changed(instrument, questions=(*instrument.questions, Question(**given)))


ONE_MORE = {
    "collection.unknown_reference": {"must": ". < ${ages}"},
    "collection.unknown_function": {"must": "rond(.) > 1"},
    "collection.slash": {"must": "${hours} / 2 > 1"},
    "collection.divides_by_zero": {"type": "calculate", "formula": "${hours} div 0"},
    "collection.may_divide_by_zero": {"type": "calculate", "formula": "10 div ${hours}"},
    "collection.formula_place": {"type": "calculate"},
    "collection.range_backwards": {"low": 9, "high": 1},
    "collection.bad_pattern": {"type": "text", "pattern": "(["},
    "collection.skip_unknown": {"asked_if": {"question": "situatoin", "among": ["job"]}},
    "collection.skip_too_early": {"asked_if": {"question": "more", "above": 1}},
    "collection.skip_code": {"asked_if": {"question": "situation", "among": ["jbo"]}},
    "collection.skip_number": {"asked_if": {"question": "situation", "above": 1}},
}


@pytest.mark.parametrize("rule", ONE_MORE)
def test_a_planted_fault_is_found(rule, instrument, chosen, wrong):
    findings = collection.check(and_one(instrument, **ONE_MORE[rule]), chosen, None)
    assert wrong(findings) == {(rule, "more")}
    said = next(f for f in findings if f.id == rule and f.passed is False)
    assert all(said.sentence(lang) for lang in ("fr", "en"))


def test_a_skip_at_a_wave_where_nobody_answered_yet_is_found(instrument, chosen, wrong):
    skip = {"question": "situation", "among": ["job"]}
    bad = and_one(instrument, waves=("entry", "exit"), asked_if=skip)
    assert ("collection.skip_too_early", "more") in wrong(collection.check(bad, chosen, None))


def test_a_pattern_on_a_number_is_found(instrument, chosen, wrong):
    bad = and_one(instrument, pattern="[0-9]+")
    assert wrong(collection.check(bad, chosen, None)) == {("collection.bad_pattern", "more")}


@pytest.mark.parametrize("code", ["en emploi", "employé", ""])
def test_a_code_with_an_accent_or_a_space_is_found(instrument, chosen, wrong, code):
    options = ({"code": code, "label": "A"}, {"code": "job", "label": "B"})
    bad = with_question(instrument, "situation", options=options)
    findings = collection.check(bad, chosen, None)
    assert ("collection.name_shape", "situation") in wrong(findings)


def test_a_wave_with_a_space_is_found(instrument, chosen, wrong):
    bad = changed(instrument, waves=("entry", "exit", "six months"))
    found = wrong(collection.check(bad, chosen, None))
    assert ("collection.name_shape", "collection/instrument.yml") in found


SOUND = (
    "if(${b} > 0, ${a} div ${b}, 0)",
    "${a} div 2",
    "round(${a} * 100, 1) div 100",
    "selected(${a}, 'a/b 1 / 2') and (${b} > 0 or not(${b} = 3))",
    "${a} div ${sure}",
    "instance('list')/root/item[name = ${a}]/label",
)


@pytest.mark.parametrize("formula", SOUND)
def test_a_sound_formula_raises_no_alarm(formula):
    assert list(faults(formula, {"a", "b", "sure"}, {"a", "b"})) == []


@pytest.mark.parametrize("formula", ["${a} div 0", "${a} div 0.0", "1 div (0)", "${a} mod 0"])
def test_every_way_to_divide_by_zero_is_found(formula):
    assert [key for key, _ in faults(formula, {"a"}, set())] == ["collection.divides_by_zero"]


MINORS = {"youngest": 16}


@pytest.mark.parametrize("values", [MINORS, {"youngest": 12}])
def test_minors_without_a_place_for_their_agreement_are_found(instrument, chosen, wrong, values):
    found = wrong(collection.check(changed(instrument, **values), chosen, None))
    assert ("collection.minors", "collection/instrument.yml") in found


def test_minors_are_seen_in_the_question_about_age(instrument, chosen, wrong):
    aged = changed(instrument, questions=(
        *instrument.questions,
        Question(id="age", label="Age", type="integer", waves=("entry",), low=17, high=25),
    ))  # fmt: skip
    assert [id for id, _ in wrong(collection.check(aged, chosen, None))] == ["collection.minors"]
    agreed = changed(aged, agreements=({"about": "minors", "kept": "form"},))
    assert not wrong(collection.check(agreed, chosen, None))


def test_under_fifteen_a_box_in_a_form_is_not_enough(instrument, chosen, wrong):
    box = changed(instrument, youngest=14, agreements=({"about": "minors", "kept": "form"},))
    ids = [id for id, _ in wrong(collection.check(box, chosen, None))]
    assert ids == ["collection.under_15"]
    paper = changed(box, agreements=({"about": "minors", "kept": "paper"},))
    assert not wrong(collection.check(paper, chosen, None))


def test_a_call_six_months_later_needs_a_yes(instrument, chosen, wrong):
    later = changed(instrument, waves=("entry", "exit", "follow_up"))
    assert [id for id, _ in wrong(collection.check(later, chosen, None))] == [
        "collection.six_months"
    ]
    agreed = changed(later, agreements=({"about": "six_months", "kept": "form"},))
    assert not wrong(collection.check(agreed, chosen, None))


def test_a_notice_without_ground_or_contact_is_a_note(instrument):
    assert [f.passed for f in people_are_told(instrument)] == [False]
    told = changed(instrument, notice={"basis": "consent", "contact": "Desk"})
    assert [f.passed for f in people_are_told(told)] == [True]


@pytest.mark.parametrize(
    "values",
    [{"covariates": ("hours", "confidence__exit")}, {"before": "confidence__exit"}],
)
def test_an_outcome_that_explains_itself_is_found(instrument, chosen, plan, wrong, values):
    first, *others = plan.analyses
    bad = changed(plan, analyses=(changed(first, **values), *others))
    found = wrong(collection.check(instrument, chosen, bad))
    assert found == {("plan.outcome_explains_itself", "confidence_change")}


def test_a_family_for_some_outcomes_only_is_found(instrument, chosen, plan, wrong):
    first, *others = plan.analyses
    half = changed(plan, analyses=(changed(first, family="confidence"), *others))
    assert wrong(collection.check(instrument, chosen, half)) == {("plan.no_family", "plan.yml")}


def test_a_plan_keeps_the_day_it_was_decided(club, with_keys):
    with_keys(club, "plan.yml", decided_on="2026-01-15")
    assert str(club.read(collection.Plan).decided_on) == "2026-01-15"
