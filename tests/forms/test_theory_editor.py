"""What the browser proposes becomes a theory, or a letter; what it does not show stays."""

import pytest

from workbench.base.errors import RecordError
from workbench.base.words import LANGS
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
