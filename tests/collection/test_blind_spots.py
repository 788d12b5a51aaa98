"""Somebody for whom a change is expected, and whom nobody asks, is found."""

import pytest

from workbench.base.records import changed
from workbench.collection import Instrument, blind_spots
from workbench.evaluation import Evaluation
from workbench.indicators import Choices
from workbench.theory import Theory


@pytest.fixture
def parts(example):
    dossier = example("trajectoires")
    return {kind: dossier.read(kind) for kind in (Evaluation, Theory, Choices, Instrument)}


def spots(parts):
    found = blind_spots(*(parts[kind] for kind in (Evaluation, Theory, Choices, Instrument)))
    return [finding.where for finding in found if finding.passed is False]


def test_the_professionals_of_trajectoires_are_a_blind_spot(parts):
    assert spots(parts) == ["educators"]


def test_who_expects_no_change_is_none(parts):
    framing = parts[Evaluation]
    none = tuple(changed(one, expects_change=False) for one in framing.stakeholders)
    assert spots({**parts, Evaluation: changed(framing, stakeholders=none)}) == []


def test_an_indicator_about_them_lifts_it(parts):
    choices = parts[Choices]
    about = changed(choices.choices[0], node="shared_practice")
    assert spots({**parts, Choices: changed(choices, choices=(*choices.choices, about))}) == []


def test_an_indicator_that_is_not_asked_does_not(parts):
    choices = parts[Choices]
    about = changed(choices.choices[0], node="shared_practice", outcome="nothing_asked")
    found = spots({**parts, Choices: changed(choices, choices=(*choices.choices, about))})
    assert found == ["educators"]


def test_a_question_about_them_lifts_it(parts):
    instrument = parts[Instrument]
    first, *others = instrument.questions
    asked = changed(instrument, questions=(changed(first, who="educators"), *others))
    assert spots({**parts, Instrument: asked}) == []


@pytest.mark.parametrize(("level", "left"), [("professional", []), ("territory", ["educators"])])
def test_a_box_that_names_nobody_is_about_those_of_its_level(parts, level, left):
    beliefs, choices = parts[Theory], parts[Choices]
    nodes = tuple(
        changed(node, who="", level=level) if node.id == "shared_practice" else node
        for node in beliefs.nodes
    )
    about = changed(choices.choices[0], node="shared_practice")
    parts[Choices] = changed(choices, choices=(*choices.choices, about))
    assert spots({**parts, Theory: changed(beliefs, nodes=nodes)}) == left
