"""A file that came back is read as text, or refused with its name, its line and what to do."""

import pytest

from workbench.base.errors import DataError
from workbench.data.read import read_raw


def a_file(tmp_path, content):
    path = tmp_path / "back.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_table_is_read_however_it_was_saved(tmp_path, separator, encoding, ending):
    text = ending.join([f"clé{separator}âge", f"P1{separator}24", f"P2{separator}", ""])
    raw = read_raw(a_file(tmp_path, text.encode(encoding)))
    assert raw.separator == separator
    assert raw.table.columns.tolist() == ["clé", "âge"]
    assert raw.table.to_numpy().tolist() == [["P1", "24"], ["P2", ""]]
    assert raw.table.index.tolist() == [2, 3]


def test_the_lines_are_those_of_the_file(tmp_path):
    text = '\n\na;b\n1;"two\nlines"\n;\n3;4\n'
    assert read_raw(a_file(tmp_path, text)).table.index.tolist() == [4, 7]


def test_a_separator_inside_quotes_is_text(tmp_path):
    table = read_raw(a_file(tmp_path, 'a,b\n"1,5",2\n')).table
    assert table.to_numpy().tolist() == [["1,5", "2"]]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("", "data.empty_file"),
        (" \n\n ", "data.empty_file"),
        ("a;b\n", "data.no_rows"),
        ("a;b\n;\n \n", "data.no_rows"),
        (b"%PDF-1.7 a;b\n1;2\n", "data.not_csv"),
        (b"PK\x03\x04 a;b\n1;2\n", "data.not_csv"),
        (b"\x89PNG\x00\x00a;b\n", "data.not_csv"),
        (b"a;b\n1;\x81\x8d\n", "data.not_csv"),
        ('a;b\n"1;2\n' + "3;4\n" * 40_000, "data.not_csv"),
        ("only\n1\n2\n", "data.one_column"),
        ("a;b;a\n1;2;3\n", "data.column_twice"),
        ("a;b\n1;2\n1;2;3\n", "data.ragged"),
        ("a;b\n1;2\n\n1\n", "data.ragged"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, content, key):
    with pytest.raises(DataError) as caught:
        read_raw(a_file(tmp_path, content))
    assert caught.value.key == key
    assert caught.value.holes["file"] == "back.csv"
    assert caught.value.say("fr") != caught.value.say("en")


def test_a_ragged_row_is_named_with_its_line_and_its_cells(tmp_path):
    with pytest.raises(DataError) as caught:
        read_raw(a_file(tmp_path, "a;b\n1;2\n\n1;2;3\n"))
    holes = caught.value.holes
    assert (holes["line"], holes["found"], holes["n"]) == ("4", 3, 2)


def test_a_heading_that_stands_twice_is_named(tmp_path):
    with pytest.raises(DataError) as caught:
        read_raw(a_file(tmp_path, "a; a;b\n1;2;3\n"))
    assert caught.value.holes["columns"] == "a"


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DataError) as caught:
        read_raw(tmp_path / "none.csv")
    assert caught.value.key == "data.no_file"
    assert caught.value.holes == {"file": "none.csv", "folder": tmp_path}
