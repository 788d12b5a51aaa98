"""The diagnostic: a profile by dimension, tools with their reason, and no total anywhere."""

from workbench.capitalisation.dissemination import Readiness, questionnaire, readiness
from workbench.capitalisation.dissemination.readiness import Answer, Profile

ASKED = questionnaire()


def answers(**states):
    told = tuple(Answer(question=id, state=state) for id, state in states.items())
    return Readiness(format=1, answers=told)


def test_the_questionnaire_names_only_dimensions_and_tools_it_has_in_both_languages():
    dimensions = {one.id for one in ASKED.dimensions}
    tools = {one.id for one in ASKED.tools}
    assert {one.dimension for one in ASKED.questions} == dimensions
    assert {one.tool for one in ASKED.questions} == tools
    texts = [one.text for one in ASKED.questions] + [one.label for one in ASKED.tools]
    assert all(text.fr and text.en for text in texts)
    assert len({one.id for one in ASKED.questions}) == len(ASKED.questions)


def test_a_profile_counts_answers_by_dimension_and_has_no_total():
    told = answers(give_core="in_place", give_because="begun")
    found = {one.dimension.id: one for one in readiness.profile(told, "give", ASKED)}
    assert found["practice"].counts == {"in_place": 1, "begun": 1}
    assert (found["people"].asked, found["people"].answered) == (2, 0)
    assert not {"total", "score", "mean"} & set(vars(Profile))
    assert len(readiness.profile_table(told, "give", ASKED, "fr")) == len(found)


def test_tools_are_proposed_for_what_is_not_in_place_what_is_absent_first():
    told = answers(
        give_cost="begun", give_time="absent", give_core="in_place", receive_paid="absent"
    )
    found = readiness.next_tools(told, "give", ASKED)
    assert [one.tool.id for one in found] == ["pairs", "economics"]
    assert [reason.id for reason in found[0].reasons] == ["give_time"]


def test_an_unknown_question_and_nothing_to_show_are_found(wrong):
    found = readiness.check(answers(give_cor="begun", give_core="in_place"), ASKED)
    assert {
        ("readiness.unknown_question", "give_cor"),
        ("readiness.nothing_to_show", "give_core"),
    } <= (wrong(found))
