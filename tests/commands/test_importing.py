"""`workbench import`: what it tells, what it does, and its exit codes."""

import json

import pytest

from workbench.base.dossier import open_dossier
from workbench.data import Received

EXIT = "person,place,hours,confidence,situation\nP1,lille,12,4,job\nP2,lille,0,7,none\n"


@pytest.fixture
def exits(tmp_path):
    path = tmp_path / "exits.csv"
    path.write_text(EXIT, encoding="utf-8")
    return path


def test_a_dry_run_tells_and_writes_nothing(said, club, exits):
    before = {path: path.stat().st_mtime_ns for path in club.folder.rglob("*")}
    code, out, err = said("import", exits, "--into", club.folder, "--wave", "exit", "--replace")
    assert (code, err) == (0, "")
    assert all(name in out for name in ("hours", "situation", "person"))
    assert {path: path.stat().st_mtime_ns for path in club.folder.rglob("*")} == before


def test_accepted_the_file_is_in_the_dossier(said, club, exits):
    args = ("import", exits, "--into", club.folder, "--wave", "exit", "--replace", "--accept")
    code, out, err = said(*args)
    assert (code, err) == (0, "")
    entry = club.read(Received).files[-1]
    assert entry.sent_as == "exits.csv"
    assert entry.file in out
    assert said("check", club.folder)[0] == 0


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_blocks_ends_with_one_and_writes_nothing(said, club, exits, lang):
    code, out, err = said("import", exits, "--into", club.folder, "--accept", "--lang", lang)
    assert (code, err) == (1, "")
    assert "importing.wave_there" in out
    assert len(club.read(Received).files) == 2


def test_programs_read_one_object(said, club, exits):
    code, out, _ = said("import", exits, "--into", club.folder, "--json")
    told = json.loads(out)
    assert code == 1
    assert (told["dossier"], told["rows"], told["accepted"]) == ("club", 2, False)
    assert {"id", "passed", "fr", "en"} <= told["findings"][0].keys()
    args = ("--wave", "exit", "--replace", "--accept", "--json")
    code, out, _ = said("import", exits, "--into", club.folder, *args)
    assert (code, json.loads(out)["accepted"]) == (0, True)


def test_columns_and_codes_may_be_given_by_hand(said, club, tmp_path):
    path = tmp_path / "exits.csv"
    path.write_text("Qui,place,H,situation\nP1,lille,12,Emplois\n", encoding="utf-8")
    args = ["--wave", "exit", "--replace", "--json", "--absent", "confidence"]
    args += ["--column", "person=Qui", "--column", "hours=H"]
    code, out, _ = said("import", path, "--into", club.folder, *args)
    assert (code, json.loads(out)["uncoded"][0]["near"]) == (0, "job")
    code, out, _ = said(
        "import", path, "--into", club.folder, *args, "--code", "situation:Emplois=job"
    )
    assert (code, json.loads(out)["uncoded"]) == (0, [])


def test_an_example_can_be_tried_and_takes_nothing(said, tmp_path):
    text = "person,structure,age,qpv,entry_date,confidence\nA,Torcy,20,oui,03/04/2024,4\n"
    path = tmp_path / "more.csv"
    path.write_text(text, encoding="utf-8")
    args = ("import", path, "--into", "trajectoires", "--wave", "entry", "--part", "more")
    assert said(*args)[0] == 0
    code, out, err = said(*args, "--accept")
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert len(open_dossier("trajectoires").read(Received).files) == 2


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("exits.csv",),
        ("--into", "club"),
        ("exits.csv", "exits.csv", "--into", "club"),
        ("exits.csv", "--into", "clubb"),
        ("exits.csv", "--into", "club", "--wave", "exti"),
        ("exits.csv", "--into", "club", "--column", "person"),
        ("exits.csv", "--into", "club", "--column", "=person"),
        ("exits.csv", "--into", "club", "--code", "person=x"),
        ("exits.csv", "--into", "club", "--code", "person:x"),
        ("exits.csv", "--into", "club", "--drop", "Nom"),
        ("exits.csv", "--into", "club", "--acept"),
    ],
)
def test_wrong_use_ends_with_two(said, club, exits, args):
    code, out, err = said("import", *args)
    assert (code, out) == (2, "")
    assert "Traceback" not in err


def test_a_file_that_is_no_table_ends_with_one(said, club, tmp_path):
    for name, content in (("none.csv", None), ("empty.csv", b""), ("pdf.csv", b"%PDF-1.7 a;b\n")):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        code, out, err = said("import", tmp_path / name, "--into", club.folder, "--wave", "exit")
        assert (code, out) == (1, "")
        assert "Traceback" not in err


def test_keys_are_not_drawn_without_a_passphrase(said, club, tmp_path, monkeypatch):
    monkeypatch.delenv("WORKBENCH_PASSPHRASE", raising=False)
    path = tmp_path / "named.csv"
    path.write_text("Nom,place,hours,confidence,situation\nZoé D,lille,1,4,job\n", encoding="utf-8")
    args = ("import", path, "--into", club.folder, "--wave", "exit", "--replace", "--key", "Nom")
    assert said(*args)[0] == 0
    code, out, err = said(*args, "--accept")
    assert (code in (1, 2), out) == (True, "")
    assert "Traceback" not in err
    assert len(club.read(Received).files) == 2


def test_the_guesses_of_the_reading_are_told_before_anything_is_accepted(said, club, tmp_path):
    path = tmp_path / "exits.csv"
    text = EXIT.replace(",", ";") + "Total;;12;;\n"
    path.write_text(text, encoding="cp1252")
    args = ("import", path, "--into", club.folder, "--wave", "exit", "--replace", "--lang", "fr")
    code, out, _ = said(*args)
    assert code == 0
    assert "reading.totals" in out
    code, out, _ = said(*args, "--json")
    assert json.loads(out)["read"]["separator"] == ";"


def test_a_day_that_is_none_is_refused(said, club, exits):
    args = ("import", exits, "--into", club.folder, "--wave", "exit", "--replace")
    assert said(*args, "--received-on", "hier")[0] == 2
    assert said(*args, "--received-on", "2024-06-03", "--accept")[0] == 0
    assert str(club.read(Received).files[-1].received_on) == "2024-06-03"
