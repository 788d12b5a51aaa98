"""What was guessed of a file can be said otherwise, and is then read so."""

import pytest

from workbench.base.errors import DataError
from workbench.data.reading import read
from workbench.data.reading.how import How


def written(tmp_path, text, encoding="utf-8", name="file.csv"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def test_the_letters_that_are_said_are_taken(tmp_path):
    path = written(tmp_path, "clé;note\nP1;été\nP2;œuf\n", "cp1252")
    assert read(path, how=How(encoding="mac_roman")).table["note"].tolist() != ["été", "œuf"]
    assert read(path, how=How(encoding="cp1252")).table.iloc[:, 1].tolist() == ["été", "œuf"]


def test_letters_that_cannot_be_are_refused(tmp_path):
    path = written(tmp_path, "clé;note\nP1;été\n", "cp1252")
    with pytest.raises(DataError) as caught:
        read(path, how=How(encoding="utf-8-sig"))
    assert caught.value.key == "reading.mixed_encodings"


def test_the_separator_that_is_said_is_taken(tmp_path):
    path = written(tmp_path, "key,a;b\nP1,1;2\nP2,3;4\n")
    assert list(read(path, how=How(separator=";")).table.columns) == ["key,a", "b"]
    assert list(read(path, how=How(separator=",")).table.columns) == ["key", "a;b"]


def test_the_headings_stand_on_the_line_that_is_said(tmp_path):
    path = written(tmp_path, "un;deux;trois\nclé;site;âge\nP1;Lille;20\nP2;Lens;30\n")
    found = read(path, how=How(header=2))
    assert list(found.table.columns) == ["clé", "site", "âge"]
    assert found.rows == 2


@pytest.mark.parametrize("line", [3, 5, 900])
def test_a_line_without_headings_is_refused(tmp_path, line):
    path = written(tmp_path, "clé;site\nP1;Lille\n;\nP2;Lens\nP3;Lens\n")
    with pytest.raises(DataError) as caught:
        read(path, how=How(header=line))
    assert caught.value.key == "reading.no_headings_there"
