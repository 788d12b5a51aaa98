"""What the browser proposes becomes a theory, or a letter; what it does not show stays."""

import pytest

from workbench.base.errors import RecordError
from workbench.base.words import LANGS
from workbench.forms.theory_editor import WORDS, proposed, theory_editor
from workbench.theory import Theory


@pytest.fixture
def beliefs(example):
    return example("trajectoires").read(Theory)


def editor_of(sheet):
    return next(part for part in sheet.children if hasattr(part, "proposal"))


def opened(beliefs, lang="en"):
    """Return an open editor, the theories it kept, and what its browser would send back."""
    kept = []
    sheet = theory_editor(beliefs, kept.append, lang)
    editor = editor_of(sheet)
    return editor, kept, {**editor.theory, "asked": 1}


@pytest.mark.parametrize("lang", LANGS)
def test_what_was_not_touched_comes_back_as_it_was(beliefs, lang):
    _, _, proposal = opened(beliefs, lang)
    assert proposed(beliefs, proposal, lang) == beliefs


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_of_the_script_is_given_in_the_language(beliefs, lang):
    editor, _, _ = opened(beliefs, lang)
    assert set(editor.words) == set(WORDS)
    assert "{label}" in editor.words["added"]


def test_a_label_typed_in_one_language_leaves_the_other_alone(beliefs):
    editor, kept, proposal = opened(beliefs)
    nodes = [
        {**n, "label": "New words"} if n["id"] == "confidence" else n for n in proposal["nodes"]
    ]
    editor.proposal = {**proposal, "nodes": nodes}
    label = kept[0].node("confidence").label
    assert (label.en, label.fr) == ("New words", beliefs.node("confidence").label.fr)


def test_an_emptied_reason_is_taken_away_and_its_assumptions_stay(beliefs):
    editor, kept, proposal = opened(beliefs)
    links = [{**link, "because": " "} for link in proposal["links"]]
    editor.proposal = {**proposal, "links": links}
    assert all(link.because is None for link in kept[0].links)
    assert [k.assumed for k in kept[0].links] == [k.assumed for k in beliefs.links]


FAULTS = {
    "a link to nowhere": {"links": [{"from": "confidence", "to": "nowhere"}]},
    "a loop": {"links": [{"from": "confidence", "to": "confidence"}]},
    "an empty label": {"nodes": [{"id": "a", "type": "need", "label": " "}], "links": []},
    "an unknown type": {"nodes": [{"id": "a", "type": "ned", "label": "A"}], "links": []},
    "an empty id": {"nodes": [{"id": "", "type": "need", "label": "A"}], "links": []},
    "two ids": {"nodes": [{"id": "a", "type": "need", "label": "A"}] * 2, "links": []},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_the_records_refuse_is_refused_and_nothing_is_kept(beliefs, fault):
    editor, kept, proposal = opened(beliefs)
    bad = {**proposal, **FAULTS[fault]}
    with pytest.raises(RecordError):
        proposed(beliefs, bad, "en")
    editor.proposal = bad
    assert kept == []
    assert editor.answer["asked"] == 1
