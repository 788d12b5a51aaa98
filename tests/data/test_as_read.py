"""How each file was read, and every guess that was made, as rows to read."""

import pytest

from workbench import data
from workbench.base.dossier import Dossier
from workbench.base.errors import DataError
from workbench.data.as_read import how


def test_each_file_says_how_it_was_read(example):
    dossier = example("trajectoires")
    read = data.readings(dossier)
    assert [one.encoding for one in read.values()] == ["utf-8-sig", "cp1252"]
    rows = data.read_table(read, "fr")
    assert [(row["file"], row["rows"]) for row in rows] == [
        ("received/entree.csv", 214),
        ("received/sortie.csv", 193),
    ]
    assert "cp1252" in str(rows[1]["how"])


def test_every_guess_is_a_row_under_its_file(example):
    read = data.readings(example("trajectoires"))
    rows = data.guesses(read, "en")
    assert {row["file"] for row in rows} == set(read)
    wrong = [f for one in read.values() for f in one.findings if f.passed is False]
    assert len(rows) == len(wrong) > 5
    assert {row["guess"] for row in rows} == {finding.sentence("en") for finding in wrong}


def test_rows_that_are_left_out_are_counted(club):
    path = club.path("received/exit.csv")
    path.write_text(path.read_text(encoding="utf-8") + "Total,,,,\n", encoding="utf-8")
    read = data.readings(club)["received/exit.csv"]
    assert len(read.dropped) == 1
    assert len(how(read, "fr")) == 2


@pytest.mark.parametrize("name", ["trajectoires", "nsw"])
def test_each_column_says_which_question_it_answers(example, name):
    dossier = example(name)
    rows = data.tied(dossier, "fr")
    assert {row["file"] for row in rows} == set(data.readings(dossier))
    assert all(row["question"] != "–" for row in rows)


def test_a_file_that_is_gone_is_a_letter(club):
    club.path("received/exit.csv").unlink()
    with pytest.raises(DataError) as caught:
        data.readings(Dossier(club.folder))
    assert caught.value.key.startswith("reading.no_file")
