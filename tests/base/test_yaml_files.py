"""YAML as people write it: a word stays a word, a fault has its line, what is written is read."""

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.base.errors import RecordError
from workbench.base.yaml_files import line_of, read_yaml, write_yaml

WORDS = ["no", "yes", "on", "off", "true", "null", "~", "", "1:30", "010", "1e5", "1e+5", "0x1f"]
WORDS += ["2024-04-03", "3", "0.5", "a: b", "- a", "#a", " a ", "é\u202f?", "«\u00a0a\u00a0»", "<<"]

letters = st.characters(
    exclude_categories=("Cs", "Cc", "Co", "Cn"), exclude_characters="\u2028\u2029\ufeff"
)
"""Line and byte-order marks aside: no keyboard writes them."""
texts = st.one_of(st.sampled_from(WORDS), st.text(letters, max_size=12), st.just("a\nb\n"))
scalars = st.one_of(
    texts,
    st.booleans(),
    st.none(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False).map(lambda value: float(f"{value:.12g}")),
    st.dates(min_value=date(1000, 1, 1)),
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


def written(tmp_path, content):
    path = tmp_path / "some.yml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@given(st.dictionaries(texts, values, min_size=1, max_size=4))
def test_what_is_written_is_read_again(content):
    with tempfile.TemporaryDirectory() as folder:
        path = write_yaml(Path(folder, "some.yml"), content)
        assert read_yaml(path) == content


@given(st.dictionaries(texts, values, min_size=1), st.dictionaries(texts, values, min_size=1))
def test_what_is_written_over_something_else_is_read_again(old, new):
    with tempfile.TemporaryDirectory() as folder:
        path = write_yaml(Path(folder, "some.yml"), old)
        write_yaml(path, new)
        assert read_yaml(path) == new


@pytest.mark.parametrize("word", ["no", "yes", "on", "off", "1:30", "010", "0x1f", "1_000"])
def test_a_plain_word_stays_a_word(tmp_path, word):
    assert read_yaml(written(tmp_path, f"answer: {word}\n")) == {"answer": word}


@pytest.mark.parametrize(
    ("plain", "value"),
    [
        ("true", True),
        ("-3", -3),
        ("0.5", 0.5),
        ("2024-04-03", date(2024, 4, 3)),
        ("2024-02-30", "2024-02-30"),
        ("~", None),
    ],
)
def test_numbers_dates_and_answers_are_read_as_such(tmp_path, plain, value):
    assert read_yaml(written(tmp_path, f"answer: {plain}\n")) == {"answer": value}


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", "3"),
        ("a:\n  b: 1\n  c: 1\n  b: 2\n", "4"),
        ("a: 1\nb: [1, 2\n", "3"),
        ("a:\n\tb: 1\n", "2"),
        ("a: 1\nb: {{x}}\n", "2"),
        ("? [a, b]\n: 1\n", "1"),
        ("a: *b\n", "1"),
        ("a: 1\n---\nb: 1\n", "2"),
        ("a: !!python/object/apply:os.getcwd []\n", "1"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_its_line(tmp_path, content, line):
    with pytest.raises(RecordError) as caught:
        read_yaml(written(tmp_path, content))
    assert caught.value.key == "yaml.unreadable"
    assert caught.value.holes["file"] == "some.yml"
    assert caught.value.holes["line"] == line


@pytest.mark.parametrize("content", ["", "# only a comment\n", "- a\n- b\n", "just words\n"])
def test_a_file_without_keys_is_refused(tmp_path, content):
    with pytest.raises(RecordError) as caught:
        read_yaml(written(tmp_path, content))
    assert caught.value.key == "yaml.not_keys"


@pytest.mark.parametrize("content", ["a: é".encode("cp1252"), b"a: \x01\n", b"\xff\xfea\x00"])
def test_a_file_that_is_not_text_is_refused(tmp_path, content):
    with pytest.raises(RecordError) as caught:
        read_yaml(written(tmp_path, content))
    assert caught.value.key == "file.not_text"


def test_a_file_that_is_not_there_is_named_with_its_folder(tmp_path):
    with pytest.raises(RecordError) as caught:
        read_yaml(tmp_path / "none.yml")
    assert caught.value.key == "file.missing"
    assert caught.value.holes == {"file": "none.yml", "folder": tmp_path}


def test_a_file_saved_by_a_windows_editor_is_read(tmp_path):
    assert read_yaml(written(tmp_path, "\ufeffa: é\r\nb: 1\r\n".encode())) == {"a": "é", "b": 1}


def test_the_line_of_a_place_is_found(tmp_path):
    path = written(tmp_path, "a: 1\nb:\n  - c: 1\n  - c: 2\n    d: 3\n")
    assert line_of(path, ("b", 1, "d")) == 5
    assert line_of(path, ("b", 1, "missing")) == 4
    assert line_of(path, ()) is None


def test_comments_stay_where_they_were(tmp_path):
    path = written(tmp_path, "# head\na: 1  # one\nb:\n  # inside\n  c: 2\nd: 3\n")
    write_yaml(path, {"a": 5, "b": {"c": 2}})
    assert path.read_text(encoding="utf-8") == "# head\na: 5  # one\nb:\n  # inside\n  c: 2\n"
