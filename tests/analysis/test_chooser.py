"""The method chooser proposes what the data bear, explains it, and refuses what they cannot."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis import Answers, answers_from, choose
from workbench.analysis.chooser import QUESTIONS
from workbench.analysis.claims import HIGHEST, LEVELS
from workbench.base.dossier import open_dossier
from workbench.base.errors import DataError
from workbench.base.words import LANGS

CAUSE = Answers(
    question="causal", lot=False, comparison=True, before=True, clubs_with=18, clubs_without=19,
    moments=2, staggered=False, threshold=False, people=740, missing=0.05,
)  # fmt: skip
ANY = st.builds(
    Answers,
    question=st.sampled_from(["descriptive", "change", "causal", None]),
    lot=st.sampled_from([True, False, None]),
    comparison=st.sampled_from([True, False, None]),
    before=st.sampled_from([True, False, None]),
    clubs_with=st.integers(0, 40),
    clubs_without=st.integers(0, 40),
    moments=st.integers(1, 30),
    staggered=st.booleans(),
    threshold=st.booleans(),
    people=st.sampled_from([None, 5, 29, 30, 150, 740]),
    missing=st.sampled_from([None, 0.0, 0.1, 0.3, 0.6]),
)


@pytest.mark.parametrize(
    ("changes", "design", "level"),
    [
        ({"lot": True}, "comparison", "caused"),
        ({}, "weighting", "estimated"),
        ({"moments": 5}, "difference_in_differences", "estimated"),
        ({"moments": 5, "staggered": True}, "staggered", "estimated"),
        ({"threshold": True}, "discontinuity", "estimated"),
        ({"before": False}, "comparison", "associated"),
        ({"comparison": False, "moments": 24}, "interrupted_series", "estimated"),
        ({"question": "change", "comparison": False}, "before_after", "evolved"),
        ({"question": "descriptive"}, "progress", "described"),
        ({"lot": True, "clubs_with": 3}, "comparison", "described"),
        ({"lot": True, "missing": 0.3}, "comparison", "associated"),
    ],
)
def test_the_design_is_what_the_answers_bear(changes, design, level):
    advice = choose(replace(CAUSE, **changes))
    assert (advice.design, advice.level) == (design, level)


@pytest.mark.parametrize(
    ("changes", "meanwhile", "need"),
    [
        ({"comparison": False}, "before_after", "chooser.need.comparison"),
        ({"comparison": False, "before": False}, "progress", "chooser.need.before"),
        ({"people": 12}, "before_after", "chooser.need.people"),
        ({"missing": 0.7}, "before_after", "chooser.need.answers"),
    ],
)
def test_a_cause_that_cannot_be_known_is_refused_with_what_is_needed(changes, meanwhile, need):
    advice = choose(replace(CAUSE, **changes))
    assert (advice.design, advice.meanwhile) == (None, meanwhile)
    assert need in {phrase.key for phrase in advice.needs}


@given(ANY)
def test_an_advice_is_a_design_or_says_what_is_needed(answers):
    advice = choose(answers)
    assert (advice.design is None) == bool(advice.needs)
    assert (advice.design is None) == (advice.meanwhile is not None)
    assert all(advice.say(lang) for lang in LANGS)


@given(ANY)
def test_losing_people_never_raises_the_claim(answers):
    more = replace(answers, missing=0.6)
    assert LEVELS.index(choose(more).level) <= LEVELS.index(choose(answers).level)


@given(ANY)
def test_only_a_lot_causes(answers):
    assert choose(replace(answers, lot=False)).level != "caused"


@pytest.mark.parametrize("question", ["descriptive", "change", "causal", None])
def test_fewer_than_thirty_people_are_led_to_words_first(question):
    few = choose(replace(CAUSE, question=question, people=29))
    assert few.why[0].key == "claims.chooser.few"
    assert all(file in few.say("fr") for file in ("claims.yml", "stories.yml"))
    enough = choose(replace(CAUSE, question=question, people=30))
    assert "claims.chooser.few" not in {phrase.key for phrase in enough.why}


def test_no_advice_promises_that_an_action_contributed():
    assert set(HIGHEST.values()) <= set(LEVELS) - {"contributed", "caused"}


def test_what_is_not_answered_is_asked():
    assert set(choose(Answers()).open) == set(QUESTIONS)
    assert choose(CAUSE).open == ()


def test_impossible_answers_are_refused():
    with pytest.raises(DataError) as error:
        choose(replace(CAUSE, missing=1.2))
    assert error.value.key == "chooser.impossible"


def test_a_dossier_answers_as_far_as_it_knows():
    drawn = answers_from(open_dossier("nsw"))
    assert (drawn.lot, drawn.comparison, drawn.people) == (True, True, 445)
    assert choose(drawn).level == "caused"
    alone = answers_from(open_dossier("trajectoires"))
    assert (alone.comparison, alone.before, alone.moments) == (False, True, 2)
    assert alone.missing is not None
    assert alone.missing > 0
