"""A correction says where, from what to what, why and by whom; files stay as they were sent."""

from dataclasses import replace
from datetime import date

import pytest

from workbench import data
from workbench.base.dossier import open_dossier
from workbench.base.errors import DataError, RunError
from workbench.base.files import sha256
from workbench.data import Correction, correct, corrections

RIGHT = Correction(
    file="received/exit.csv",
    column="confidence",
    old="7",
    new="3",
    why="read again on the paper form",
    who="the coordinator",
    when=date(2024, 9, 2),
    person="P2",
)


def stale(club):
    found = data.understand(club).findings
    return [f.holes["why"].key for f in found if f.id == "importing.correction_stale"]


def answer(club, person="P2", column="confidence__exit"):
    return data.understand(club).table.set_index("person")[column][person]


def refused(club, correction, kind=DataError):
    with pytest.raises(kind) as caught:
        correct(club, correction)
    assert caught.value.say("fr") != caught.value.say("en")
    assert not club.path("corrections.csv").exists()
    return caught.value.key


def test_a_correction_is_replayed_and_the_file_stays(club):
    before = sha256(club.path("received/exit.csv"))
    assert answer(club) == 7
    assert correct(club, RIGHT) == (RIGHT,)
    assert answer(club) == 3
    assert corrections(club) == (RIGHT,)
    assert stale(club) == []
    assert sha256(club.path("received/exit.csv")) == before


def test_a_correction_may_name_the_line_and_the_heading(club):
    item = replace(
        RIGHT, file="received/entry.csv", column="Confiance", old="NSP", line="6", person=""
    )
    correct(club, item)
    assert answer(club, "P5", "confidence__entry") == 3


def test_a_later_correction_finds_what_the_earlier_ones_left(club):
    correct(club, RIGHT)
    correct(club, replace(RIGHT, old="3", new="4"))
    assert answer(club) == 4
    with pytest.raises(DataError):
        correct(club, RIGHT)
    assert len(corrections(club)) == 2


def test_the_key_of_a_person_may_be_put_right(club, spoil):
    spoil(club, "received/exit.csv", ("P2,", "P22,"))
    correct(club, replace(RIGHT, column="person", person="P22", old="P22", new="P2"))
    assert answer(club) == 7


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (("P2,lille,0,7", "P2,lille,0,8"), "importing.unfit.old"),
        (("P2,", "P9,"), "importing.unfit.row"),
        (("P3,", "P2,"), "importing.unfit.rows"),
    ],
)
def test_a_correction_that_no_longer_fits_is_found_and_not_applied(club, spoil, change, key):
    correct(club, RIGHT)
    spoil(club, "received/exit.csv", change)
    expected = spoil and data.understand(club).table
    assert stale(club) == [key]
    club.path("corrections.csv").unlink()
    assert data.understand(club).table.equals(expected)


def test_a_correction_of_a_file_or_a_column_that_is_gone_is_found(club, spoil):
    correct(club, RIGHT)
    path = club.path("corrections.csv")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",confidence,", ",confidance,"), encoding="utf-8")
    assert stale(club) == ["importing.unfit.column"]
    path.write_text(text.replace("exit.csv", "exits.csv"), encoding="utf-8")
    assert stale(club) == ["importing.unfit.file"]


@pytest.mark.parametrize(
    ("other", "key"),
    [
        ({"why": " "}, "importing.correction_unsigned"),
        ({"who": ""}, "importing.correction_unsigned"),
        ({"old": "8"}, "importing.correction_unfit"),
        ({"person": "P9"}, "importing.correction_unfit"),
        ({"person": ""}, "importing.correction_unfit"),
        ({"column": "confidance"}, "importing.correction_unfit"),
        ({"file": "received/exits.csv"}, "importing.correction_file"),
    ],
)
def test_what_is_not_signed_or_does_not_fit_is_refused(club, other, key):
    assert refused(club, replace(RIGHT, **other)) == key


def test_an_example_is_not_corrected():
    with pytest.raises(RunError) as caught:
        correct(open_dossier("nsw"), RIGHT)
    assert caught.value.key == "dossier.read_only"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("the coordinator", "", "importing.correction_unsigned"),
        ("2024-09-02", "soon", "importing.correction_when"),
        ("file,person", "fil,person", "data.no_column"),
    ],
)
def test_a_log_that_a_hand_spoilt_is_refused_with_its_place(club, spoil, old, new, key):
    correct(club, RIGHT)
    spoil(club, "corrections.csv", (old, new))
    with pytest.raises(DataError) as caught:
        corrections(club)
    assert caught.value.key == key
    assert caught.value.holes["file"] == "corrections.csv"


def test_a_log_that_a_spreadsheet_saved_again_is_read(club):
    correct(club, replace(RIGHT, why="relu, à l’accueil"))
    path = club.path("corrections.csv")
    heads = "file;person;line;column;old;new;why;who;when"
    line = "received/exit.csv;P2;;confidence;7;3;relu, à l’accueil;the coordinator;02/09/2024"
    path.write_bytes(f"{heads}\r\n{line}\r\n".encode("cp1252"))
    assert corrections(club) == (replace(RIGHT, why="relu, à l’accueil"),)


@pytest.mark.parametrize("content", ["", "file,person,line,column,old,new,why,who,when\n"])
def test_an_empty_log_corrects_nothing(club, content):
    club.path("corrections.csv").write_text(content)
    assert corrections(club) == ()
    assert data.corrections_table(club, "fr") == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_log_is_a_table_that_says_what_was_applied(club, spoil, lang):
    correct(club, RIGHT)
    correct(club, replace(RIGHT, person="P3", old="6", new="5"))
    spoil(club, "received/exit.csv", ("P3,", "P8,"))
    rows = data.corrections_table(club, lang)
    assert [row["person"] for row in rows] == ["P2", "P3"]
    assert rows[0]["state"] != rows[1]["state"]
    for finding in data.understand(club).findings:
        assert finding.sentence(lang)
