"""Each start loads, holds together, says its reasons in both languages, and is only a start."""

import pytest

from workbench.base import places
from workbench.base.errors import RecordError
from workbench.base.findings import worth_reading
from workbench.base.records import Record, Text, changed
from workbench.theory import check
from workbench.theory.starts import SHELF, begun, starts, still_to_rewrite

EVERY = starts()


def texts(thing):
    if isinstance(thing, Text):
        yield thing
    elif isinstance(thing, tuple):
        for one in thing:
            yield from texts(one)
    elif isinstance(thing, Record):
        for _, value in thing:
            yield from texts(value)


def test_there_are_a_few_and_each_file_is_one():
    files = sorted(path.stem for path in (places.templates() / SHELF).iterdir())
    assert list(EVERY) == files
    assert 3 <= len(EVERY) <= 5


@pytest.mark.parametrize("id", EVERY)
def test_a_start_breaks_no_rule(id):
    assert [(one.id, one.where) for one in worth_reading(check(EVERY[id].theory))] == []


@pytest.mark.parametrize("id", EVERY)
def test_a_start_is_told_in_both_languages_and_says_its_source(id):
    assert all(text.fr and text.en for text in texts(EVERY[id]))
    assert EVERY[id].source.strip()
    assert EVERY[id].licence.strip()


@pytest.mark.parametrize("id", EVERY)
def test_a_start_says_what_could_go_wrong_and_what_else_could_explain(id):
    theory = EVERY[id].theory
    assert any(risk.sign == "harm" for risk in theory.risks)
    assert theory.rivals
    assert any(link.assumed for link in theory.links)


def test_each_box_is_to_be_rewritten_until_its_words_are_ones_own():
    old = EVERY["work"].theory
    theory = begun(old, "health")
    assert len(still_to_rewrite(theory)) == len(theory.nodes)
    first, *others = theory.nodes
    own = changed(first, label={**dict(first.label), "fr": "Nos mots"})
    assert first.id not in still_to_rewrite(changed(theory, nodes=(own, *others)))


def test_a_bad_start_is_refused(tmp_path):
    text = (places.templates() / SHELF / "work.yml").read_text(encoding="utf-8")
    (tmp_path / "work.yml").write_text(text.replace("licence:", "license:"), encoding="utf-8")
    with pytest.raises(RecordError):
        starts(tmp_path)
