"""What was met in files of the field: every row left out is told, and every value stays itself."""

import zipfile

import pytest
from openpyxl import Workbook

from workbench.base.errors import DataError
from workbench.base.words import LANGS, say
from workbench.data.reading import read, write
from workbench.data.reading.clean import safe
from workbench.data.reading.doors import LARGEST_WORKBOOK, MEGABYTE


@pytest.fixture
def text(tmp_path):
    """A builder: a CSV file of these lines."""

    def make(*lines):
        path = tmp_path / "file.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return make


def test_an_empty_row_above_the_headings_is_told_as_one_below(tmp_path):
    book = Workbook()
    for row in (["Suivi 2024"], [], ["site", "people"], ["a", 12], [], ["b", 8]):
        book.active.append(row)
    book.save(tmp_path / "book.xlsx")
    dropped = {one.row: one.why for one in read(tmp_path / "book.xlsx").dropped}
    assert dropped == {1: "title", 2: "blank", 5: "blank"}


@pytest.mark.parametrize(
    "code", ["ND", "n.d.", "Non précisé", "Ne souhaite pas répondre", "Prefer not to answer"]
)
def test_words_for_no_answer_are_neither_zero_nor_no(text, code):
    path = text("site;people", "a;12", f"b;{code}", "c;0", "d;7")
    column = read(path).columns[1]
    assert (column.type, column.missing) == ("integer", {code: 1})


def test_a_number_with_its_sign_stays_as_it_came_among_words(text, tmp_path):
    path = text("site;balance", *(f"s{n};-{n},5" for n in range(1, 9)), "s9;(3,5)", "s10;about 4")
    reading = read(path)
    assert reading.columns[1].type == "text"
    written = write(reading, tmp_path / "out.csv").read_text(encoding="utf-8")
    assert '"-1,5"' in written
    assert "'" not in written


@pytest.mark.parametrize("risky", ["=1+1", "-1+cmd|' /C calc'!A0", "+A1", "-2-3", "@SUM(1)", "-A1"])
def test_whatever_could_be_run_keeps_its_apostrophe(risky):
    assert safe(risky) == "'" + risky


def test_a_workbook_above_the_limit_is_refused_and_the_limit_is_said_beforehand(tmp_path):
    path = tmp_path / "five_hundred_megabytes.xlsx"
    with zipfile.ZipFile(path, "w") as archive:  # stored as it is: large, and no bomb
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (LARGEST_WORKBOOK + 1))
    with pytest.raises(DataError) as caught:
        read(path)
    assert caught.value.key == "reading.workbook_too_large"
    limit = str(LARGEST_WORKBOOK // MEGABYTE)
    assert all(limit in say("help.read.file", lang) for lang in LANGS)
