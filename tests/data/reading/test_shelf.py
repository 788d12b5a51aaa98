"""Every awkward file of the shelf gives the expected table, or the expected refusal."""

import pandas as pd
import pytest
from refusals import REFUSED
from shelf import BOOKS, TEXTS

from workbench.base.errors import DataError
from workbench.base.words import LANGS
from workbench.data.reading import read, write

READ = (*TEXTS, *BOOKS)


def name(one):
    return one.name


def values(column):
    return [None if pd.isna(v) else v for v in column.astype(object)]


@pytest.mark.parametrize("one", READ, ids=name)
def test_an_awkward_file_gives_the_expected_table(tmp_path, one):
    path = tmp_path / one.name
    one.make(path)
    reading = read(path, one.sheet)
    assert {key: values(reading.table[key]) for key in reading.table} == one.table
    types = {column.name: column.type for column in reading.columns}
    assert one.types.items() <= types.items()
    assert reading.rows == len(reading.table)
    doubts = {finding.id for finding in reading.findings if not finding.passed}
    assert {one.finding} - {""} <= doubts


@pytest.mark.parametrize("one", READ, ids=name)
def test_it_can_be_told_in_both_languages_and_written(tmp_path, one):
    path = tmp_path / one.name
    one.make(path)
    reading = read(path, one.sheet)
    told = reading.as_json()
    assert all(finding[lang] for finding in told["findings"] for lang in LANGS)
    for column in reading.columns:
        there = reading.table[column.name].notna().sum()
        assert there + sum(column.missing.values()) == reading.rows
    for kind in (".csv", ".parquet"):
        assert write(reading, tmp_path / f"out{kind}").stat().st_size
    again = read(tmp_path / "out.csv")
    assert again.rows == reading.rows


@pytest.mark.parametrize("one", REFUSED, ids=name)
def test_a_hopeless_file_is_refused_with_the_expected_letter(tmp_path, one):
    path = tmp_path / one.name
    one.make(path)
    with pytest.raises(DataError) as caught:
        read(path, one.sheet)
    assert caught.value.key == one.refused
    assert caught.value.say("fr") != caught.value.say("en")


def test_the_shelf_has_many_difficulties():
    assert len({one.name for one in (*READ, *REFUSED)}) >= 40


def test_a_file_name_slightly_wrong_is_hinted_at(tmp_path):
    (tmp_path / "suivi_2024.csv").write_text("a;b\n1;2\n")
    with pytest.raises(DataError) as caught:
        read(tmp_path / "suivi_204.csv")
    assert caught.value.key == "reading.no_file_near"
    assert caught.value.holes["near"] == "suivi_2024.csv"


def test_a_table_away_from_the_corner_keeps_its_lines_and_no_empty_column(tmp_path):
    from openpyxl import Workbook

    workbook = Workbook()
    for cell, value in {"B3": "clé", "C3": "n", "B4": "P1", "C4": 1}.items():
        workbook.active[cell] = value
    workbook.save(tmp_path / "corner.xlsx")
    table = read(tmp_path / "corner.xlsx").table
    assert (table.columns.tolist(), table.index.tolist()) == (["clé", "n"], [4])
