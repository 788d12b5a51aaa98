"""What the browser proposes becomes a theory, or a letter; what it does not show stays."""

import pytest

from workbench.base.errors import RecordError
from workbench.base.history import versions
from workbench.base.words import LANGS
from workbench.forms.live import Watched
from workbench.forms.theory_editor import WORDS, proposed, theory_editor
from workbench.theory import Theory


@pytest.fixture
def work(example):
    return example("trajectoires")


@pytest.fixture
def beliefs(work):
    return work.read(Theory)


def editor_of(sheet):
    return next(part for part in sheet.children if hasattr(part, "proposal"))


def opened(work, lang="en"):
    """Return an open editor, and what its browser would send back."""
    editor = editor_of(theory_editor(work, lang))
    return editor, {**editor.theory, "asked": 1}


@pytest.mark.parametrize("lang", LANGS)
def test_what_was_not_touched_comes_back_as_it_was(work, beliefs, lang):
    _, proposal = opened(work, lang)
    assert proposed(beliefs, proposal, lang) == beliefs


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_of_the_script_is_given_in_the_language(work, lang):
    editor, _ = opened(work, lang)
    assert set(editor.words) == set(WORDS)
    assert "{label}" in editor.words["added"]


def test_a_label_typed_in_one_language_leaves_the_other_alone(work, beliefs):
    editor, proposal = opened(work)
    nodes = [
        {**n, "label": "New words"} if n["id"] == "confidence" else n for n in proposal["nodes"]
    ]
    editor.proposal = {**proposal, "nodes": nodes}
    label = work.read(Theory).node("confidence").label
    assert (label.en, label.fr) == ("New words", beliefs.node("confidence").label.fr)


def test_an_emptied_reason_is_taken_away_and_its_assumptions_stay(work, beliefs):
    editor, proposal = opened(work)
    links = [{**link, "because": " "} for link in proposal["links"]]
    editor.proposal = {**proposal, "links": links}
    kept = work.read(Theory).links
    assert all(link.because is None for link in kept)
    assert [link.assumed for link in kept] == [link.assumed for link in beliefs.links]


FAULTS = {
    "a link to nowhere": {"links": [{"from": "confidence", "to": "nowhere"}]},
    "a loop": {"links": [{"from": "confidence", "to": "confidence"}]},
    "an empty label": {"nodes": [{"id": "a", "type": "need", "label": " "}], "links": []},
    "an unknown type": {"nodes": [{"id": "a", "type": "ned", "label": "A"}], "links": []},
    "an empty id": {"nodes": [{"id": "", "type": "need", "label": "A"}], "links": []},
    "two ids": {"nodes": [{"id": "a", "type": "need", "label": "A"}] * 2, "links": []},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_the_records_refuse_is_refused_and_nothing_is_kept(work, beliefs, fault):
    editor, proposal = opened(work)
    before = work.path("theory.yml").read_bytes()
    bad = {**proposal, **FAULTS[fault]}
    with pytest.raises(RecordError):
        proposed(beliefs, bad, "en")
    editor.proposal = bad
    assert work.path("theory.yml").read_bytes() == before
    assert editor.answer["asked"] == 1


def test_a_rule_muted_meanwhile_stays_muted(work, with_keys):
    editor, proposal = opened(work)
    mute = {"rule": "theory.no_reason", "where": "confidence → positive_exit", "reason": "So"}
    with_keys(work, "theory.yml", mute=[mute])
    nodes = [{**n, "label": "New"} if n["id"] == "confidence" else n for n in proposal["nodes"]]
    editor.proposal = {**proposal, "nodes": nodes}
    kept = work.read(Theory)
    assert kept.node("confidence").label.en == "New"
    assert [one.rule for one in kept.mute] == ["theory.no_reason"]


def named(proposal, asked, **labels):
    """Return what a browser sends whose reader has renamed boxes."""
    nodes = [{**n, "label": labels.get(n["id"], n["label"])} for n in proposal["nodes"]]
    return {**proposal, "nodes": nodes, "asked": asked}


def label(work, id):
    return work.read(Theory).node(id).label.en


def test_two_people_who_draw_different_boxes_both_keep_theirs(work):
    (ana, first), (bob, second) = opened(work), opened(work)
    ana.proposal = named(first, 1, confidence="Of Ana")
    bob.proposal = named(second, 1, entered="Of Bob")
    assert (label(work, "confidence"), label(work, "entered")) == ("Of Ana", "Of Bob")
    ana.proposal = named(first, 2, confidence="Of Ana, again")  # her screen has not seen his
    assert (label(work, "confidence"), label(work, "entered")) == ("Of Ana, again", "Of Bob")


def test_two_people_who_draw_one_box_are_asked_which_one_stays(work):
    watched = Watched(work.folder)
    (ana, first), (bob, second) = opened(watched), opened(watched)
    ana.proposal = named(first, 1, confidence="Of Ana", entered="Of Ana too")
    mine = named(second, 1, confidence="Of Bob")
    bob.proposal = mine
    assert label(work, "confidence") == "Of Ana"
    assert versions(watched)[0].how == "aside"
    bob.proposal = {**mine, "asked": 2}
    assert (label(work, "confidence"), label(work, "entered")) == ("Of Bob", "Of Ana too")
