"""A file that came back becomes cells of text, or is refused with its name and what to do."""

import pandas as pd
import pytest

from workbench.base.errors import DataError
from workbench.data.cells import cells


def a_file(tmp_path, content):
    path = tmp_path / "back.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_table_is_read_however_it_was_saved(tmp_path, separator, encoding, ending):
    text = ending.join([f"clé{separator}âge", f"P1{separator}24", f"P2{separator}", ""])
    table = cells(a_file(tmp_path, text.encode(encoding)))
    assert table.columns.tolist() == ["clé", "âge"]
    assert table.to_numpy().tolist() == [["P1", "24"], ["P2", ""]]
    assert table.index.tolist() == [2, 3]


def test_the_lines_are_those_of_the_file(tmp_path):
    text = '\n\na;b\n1;"two\nlines"\n;\n3;4\n'
    assert cells(a_file(tmp_path, text)).index.tolist() == [4, 7]


def test_a_separator_inside_quotes_is_text(tmp_path):
    table = cells(a_file(tmp_path, 'a,b\n"1,5",2\n'))
    assert table.to_numpy().tolist() == [["1,5", "2"]]


def test_a_messy_workbook_becomes_the_same_cells(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Notice"
    sheet = book.create_sheet("Sorties")
    rows = [["Sorties 2024"], [], ["clé", "âge"], ["P1", 24], ["P2", None], ["Total", 24]]
    for row in [*rows, [], ["* au 31 décembre"]]:
        sheet.append(row)
    book.save(tmp_path / "back.xlsx")
    table = cells(tmp_path / "back.xlsx", "Sorties")
    assert table.columns.tolist() == ["clé", "âge"]
    assert table.to_numpy().tolist() == [["P1", "24"], ["P2", ""]]
    assert table.index.tolist() == [4, 5]
    assert all(isinstance(dtype, pd.StringDtype) or dtype is object for dtype in table.dtypes)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("", "reading.empty"),
        ("a;b\n", "reading.no_rows"),
        (b"%PDF-1.7 a;b\n1;2\n", "reading.other_kind"),
        (b"PK\x03\x04 a;b\n1;2\n", "reading.damaged"),
        ("a;b\n1;2\n1;2;3\n", "reading.ragged"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, content, key):
    with pytest.raises(DataError) as caught:
        cells(a_file(tmp_path, content))
    assert caught.value.key == key
    assert caught.value.holes["file"] == "back.csv"
    assert caught.value.say("fr") != caught.value.say("en")


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DataError) as caught:
        cells(tmp_path / "none.csv")
    assert caught.value.key == "reading.no_file"
    assert caught.value.holes == {"file": "none.csv"}


def test_a_day_in_words_or_as_a_count_of_days_is_written_as_a_day(tmp_path):
    path = tmp_path / "sortie.csv"
    days = ["3 mars 2024", "12 avril 2024", "1er mai 2024", "NSP"]
    lines = [f"A{n};{day};{n}" for n, day in enumerate(days)]
    path.write_text("cle;date de sortie;n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    said = list(cells(path)["date de sortie"])
    assert said == ["2024-03-03", "2024-04-12", "2024-05-01", "NSP"]
