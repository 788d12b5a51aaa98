"""A plan is proposed as an evaluator would write it, and never promises more than the chooser."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import analysis
from workbench.analysis import advise_plan
from workbench.analysis.advise_plan import by_hand, outdated, proposals, standing, with_choice
from workbench.analysis.designs import ALL
from workbench.base.dossier import Dossier, open_dossier
from workbench.base.places import templates
from workbench.collection import Analysis, Plan, check, instrument_of
from workbench.collection.planning import Planning
from workbench.evaluation import Evaluation
from workbench.indicators import Choices

TODAY = date(2026, 1, 15)
EMPTY = Plan(format=1, analyses=())
SAME = {"id": "same", "label": "same", "family": None, "seed": 1}


def plain(one):
    """Return an analysis without what it is called."""
    return one.model_copy(update=SAME)


def taken(dossier, plan=EMPTY):
    return advise_plan.with_all(plan, proposals(dossier), TODAY)


def blocked(dossier, plan):
    ids = {one.id for one in plan.analyses}
    found = check(instrument_of(dossier), dossier.read(Choices), plan)
    return [f for f in found if f.passed is False and f.where in {*ids, Plan.FILE}]


def test_the_young_of_three_structures_get_the_plan_that_was_written_for_them(example):
    dossier = example("trajectoires")
    written, made = dossier.read(Plan), taken(dossier)
    assert [plain(one) for one in made.analyses] == [plain(one) for one in written.analyses]
    assert made.decided_on == TODAY


def test_a_drawn_trial_gets_a_comparison_of_its_two_groups(example):
    dossier = example("nsw")
    dossier.write(Planning(format=1, comparison=True, who="treat", lot=True, people=445))
    written = [one for one in dossier.read(Plan).analyses if one.id.endswith("_unadjusted")]
    made = taken(dossier)
    wanted = [plain(one).model_copy(update={"unit": "points"}) for one in written]
    assert [plain(o).model_copy(update={"unit": "points"}) for o in made.analyses] == wanted
    assert {p.advice.level for p in proposals(dossier)} == {"caused"}


def test_a_cause_without_a_group_is_refused_and_described_meanwhile(example):
    found = {one.choice.indicator: one for one in proposals(example("nsw"))}
    assert found["ECO-30"].advice.design is None
    assert found["ECO-30"].chosen == "progress"
    assert found["ECO-29"].chosen is None
    assert found["ECO-29"].lacks == "planning.lacks.entry"


def test_an_empty_dossier_of_two_waves_gets_a_plan_that_can_be_carried_out():
    dossier = Dossier(templates() / "dossier")
    made = taken(dossier)
    assert [one.design for one in made.analyses] == ["before_after"]
    assert blocked(dossier, made) == []


def test_what_was_done_is_no_outcome(club):
    assert [one.choice.indicator for one in proposals(club)] == ["IND-41"]


def test_the_proposed_plan_of_a_whole_dossier_gives_results(example):
    dossier = example("trajectoires")
    dossier.write(taken(dossier))
    effects = analysis.results(dossier)
    assert [one.design for one in effects] == ["progress", "progress", "before_after"]


def test_few_people_are_described():
    found = advise_plan.proposals(Dossier(templates() / "dossier"))[0]
    from workbench.analysis.chooser import Answers, level_of

    assert level_of(found.answers, "before_after") == "evolved"
    assert level_of(Answers(people=12), "before_after") == "described"


def test_what_is_accepted_stands_in_the_plan_and_can_be_left_out_again(example):
    dossier = example("trajectoires")
    found = proposals(dossier)
    plan = taken(dossier)
    assert [standing(plan, one) for one in found] == ["progress", "progress", "before_after"]
    less = with_choice(plan, found, {"remobilised": None}, TODAY)
    assert [one.outcome for one in less.analyses] == ["positive_exit", "confidence__exit"]
    again = with_choice(less, found, {"remobilised": "progress"}, TODAY)
    assert {one.outcome for one in again.analyses} == {one.outcome for one in plan.analyses}
    assert with_choice(again, found, {}, date(2027, 1, 1)) == again


def test_what_was_written_by_hand_stays_in_its_place(example):
    dossier = example("nsw")
    dossier.write(Planning(format=1, comparison=True, who="treat", lot=True))
    plan, found = dossier.read(Plan), proposals(dossier)
    hand = by_hand(plan, found)
    assert {one.id for one in hand} >= {"earnings_78_adjusted", "earnings_78_lin"}
    changed = with_choice(plan, found, {"re78": None, "employed_78": "progress"}, TODAY)
    assert [one for one in changed.analyses if one in hand] == hand
    assert by_hand(changed, found) == hand


def test_a_plan_that_an_earlier_answer_left_behind_says_so_and_follows(example, spoil):
    dossier = example("trajectoires")
    plan = taken(dossier)
    spoil(dossier, Choices.FILE, ("value: 0.5", "value: 0.6"))
    found = proposals(dossier)
    exits = next(one for one in found if one.choice.indicator == "IND-07")
    assert outdated(plan, exits)
    assert by_hand(plan, found) == []
    new = with_choice(plan, found, {"positive_exit": standing(plan, exits)}, TODAY)
    assert not outdated(new, exits)
    assert [one.target for one in new.analyses] == [0.6, 0.3, None]


def test_one_place_alone_is_no_cluster(example, spoil, with_keys):
    dossier = example("trajectoires")
    instrument = instrument_of(dossier)
    one = instrument.role("cluster")
    assert all(a.cluster == one.id for a in taken(dossier).analyses)
    left = one.model_copy(update={"options": one.options[:1]})
    questions = tuple(left if q.id == one.id else q for q in instrument.questions)
    dossier.write(instrument.model_copy(update={"questions": questions}))
    with_keys(dossier, Evaluation.FILE, places=["Roubaix"])
    assert all(a.cluster is None for a in taken(dossier).analyses)


def test_two_questions_asked_of_chance_are_one_family(example):
    dossier = example("nsw")
    dossier.write(Planning(format=1, comparison=True, who="treat", lot=True))
    made = taken(dossier)
    assert {one.family for one in made.analyses} == {advise_plan.FAMILY}
    alone = with_choice(made, proposals(dossier), {"re78": None}, TODAY)
    assert {one.family for one in alone.analyses} == {None}


ANSWERS = st.builds(
    Planning,
    format=st.just(1),
    comparison=st.none() | st.booleans(),
    who=st.sampled_from([None, "positive_exit", "took_part", "treat", "remobilised"]),
    lot=st.none() | st.booleans(),
    people=st.none() | st.integers(0, 500),
    clubs_with=st.none() | st.integers(0, 30),
    clubs_without=st.none() | st.integers(0, 30),
)
KINDS = st.sampled_from(["descriptive", "change", "causal"])


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    from workbench.base.dossier import copy

    return {
        name: copy(open_dossier(name), tmp_path_factory.mktemp("shelf") / name)
        for name in ("nsw", "trajectoires")
    }


@given(name=st.sampled_from(["nsw", "trajectoires"]), told=ANSWERS, kind=KINDS)
def test_every_proposed_plan_can_be_carried_out_and_the_chooser_agrees(shelf, name, told, kind):
    dossier = shelf[name]
    dossier.write(told)
    evaluation = dossier.read(Evaluation)
    asked = tuple(q.model_copy(update={"kind": kind}) for q in evaluation.questions)
    dossier.write(evaluation.model_copy(update={"questions": asked}))
    found = proposals(dossier)
    for one in found:
        advice = analysis.choose(one.answers)
        assert advice == one.advice
        assert one.chosen in (advice.design or advice.meanwhile, None)
        assert (one.chosen is None) == (one.lacks is not None)
        assert one.chosen or one.answers.before is False
        for design, option in one.options.items():
            assert option.design == design
            assert all(getattr(option, need) not in (None, ()) for need in ALL[design].NEEDS)
            assert Analysis.model_validate(dict(option)) == option
    plan = taken(dossier)
    assert blocked(dossier, plan) == []
    assert len({one.id for one in plan.analyses}) == len(plan.analyses)
    assert taken(dossier, plan) == plan
