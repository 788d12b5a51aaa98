"""A few words are changed in a file: the rest of it stays as a person has written it."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.base.test_yaml_files import scalars, texts
from workbench.base import yaml_files
from workbench.base.yaml_files import parsed, yaml_text

OLD = """\
# What a person wrote.
title: {fr: Le club, en: "The club"}  # two languages
people: young   # who

rows:
  # the first
  - id: a
    words: >
      some long
      words
  - id: b  # the second
    more: [1, 2]
last: 2024-01-02
"""


def text(change):
    content = parsed(OLD, Path())
    change(content)
    new = yaml_text(content, OLD)
    assert parsed(new, Path()) == content
    return new


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (lambda c: c["title"].update(en="A club"), 'en: "The club"', 'en: "A club"'),
        (lambda c: c.update(people="old"), "people: young", "people: old"),
        (lambda c: c["rows"][1].update(id="c"), "- id: b  #", "- id: c  #"),
        (lambda c: c.pop("people"), "people: young   # who\n", ""),
        (lambda c: c.update(new="x"), "last: 2024-01-02\n", "last: 2024-01-02\nnew: x\n"),
        (lambda c: c["rows"][0].update(n=1), "      words\n", "      words\n    n: 1\n"),
        (lambda c: c["rows"].append({"id": "z"}), "more: [1, 2]\n", "more: [1, 2]\n  - id: z\n"),
        (
            lambda c: c["rows"].pop(1),
            "  - id: b  # the second\n    more: [1, 2]\n",
            "",
        ),
    ],
)
def test_only_what_changes_is_written(change, old, new):
    assert old in OLD
    assert text(change) == OLD.replace(old, new)


def test_what_stays_the_same_is_the_same_text():
    assert text(lambda _: None) == OLD


small = st.one_of(
    scalars, st.lists(scalars, max_size=2), st.dictionaries(texts, scalars, max_size=2)
)
rows = st.lists(st.dictionaries(st.sampled_from(["id", "b", "c"]), small, min_size=1), max_size=4)
contents = st.dictionaries(st.sampled_from("abc"), st.one_of(small, rows), min_size=1)


@given(contents, contents)
def test_whatever_is_changed_is_read_again(old, new):
    before = yaml_text(old)
    assert parsed(yaml_text(new, before), Path()) == new


@given(contents, contents)
def test_what_cannot_be_changed_in_place_is_written_the_long_way(old, new):
    with tempfile.TemporaryDirectory() as folder:
        path = yaml_files.write_yaml(Path(folder, "x.yml"), old)
        yaml_files.write_yaml(path, new)
        assert yaml_files.read_yaml(path) == new
