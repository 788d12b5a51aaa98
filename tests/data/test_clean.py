"""From the files that came back to one clean table; the odd is found, the wrong is refused."""

import csv
import io

import pandas as pd
import pytest

from workbench import data
from workbench.base.dossier import open_dossier
from workbench.base.errors import DataError, RunError
from workbench.base.files import sha256
from workbench.base.yaml_files import read_yaml
from workbench.data.clean import REPORT_COLUMNS


def rows_of(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def found(club, id):
    return [f for f in data.understand(club).findings if f.id == id]


def refused(club):
    with pytest.raises(DataError) as caught:
        data.understand(club)
    assert caught.value.say("fr") != caught.value.say("en")
    return caught.value


def test_a_whole_collection_becomes_one_row_a_person(club):
    table = data.understand(club).table
    assert table["person"].tolist() == ["P1", "P2", "P3", "P4", "P5", "P6"]
    assert table["confidence__entry"].tolist()[:4] == [4, 5, 3, 6]
    assert table["confidence__entry"].isna().tolist() == [False] * 4 + [True, False]
    assert table["hours"].tolist() == [35.5, 0, 20.5, 0, 12, 0]
    assert table["works"].tolist() == [1, 0, 1, 0, 1, 0]
    assert table["positive_exit"].tolist()[:5] == [1, 0, 1, 0, 1]
    assert pd.isna(table["positive_exit"][5])
    assert table["place"].tolist() == ["lille"] * 3 + ["roubaix"] * 3


def test_a_whole_collection_blocks_nothing(club, wrong):
    findings = data.understand(club).findings
    assert not [f for f in findings if f.blocks]
    assert not [f for f in findings if f.id == "data.not_understood"]
    assert {f.id for f in findings} >= {"data.person_twice", "data.unmatched", "data.missing"}
    assert ("data.missing", "hours") not in wrong(findings)


def test_the_report_counts_why_answers_are_missing(club):
    report = {(row["file"], row["column"]): row for row in data.understand(club).report}
    entry = report["received/entry.csv", "confidence"]
    assert (entry["rows"], entry["understood"], entry["unknown"], entry["blank"]) == (6, 5, 1, 0)
    leaving = report["received/exit.csv", "confidence"]
    assert (leaving["understood"], leaving["unknown"], leaving["blank"]) == (5, 0, 1)
    assert report["received/exit.csv", "situation"]["refused"] == 1
    for row in report.values():
        told = [row[name] for name in REPORT_COLUMNS[3:]]
        assert sum(told) == row["rows"]


def test_the_clean_table_and_the_report_are_written_and_read_again(club):
    cleaned = data.clean(club)
    assert data.load(club)["hours"].tolist() == cleaned.table["hours"].tolist()
    assert rows_of(club.path("data/clean.csv"))[0]["entry_date"] == "2024-04-03"
    assert len(rows_of(club.path("data/import_report.csv"))) == len(cleaned.report)


def test_the_received_files_are_never_touched(club):
    before = {path: sha256(path) for path in club.folder.glob("received/*")}
    data.clean(club)
    assert {path: sha256(path) for path in club.folder.glob("received/*")} == before


def test_the_data_of_an_example_are_never_written():
    with pytest.raises(RunError) as caught:
        data.clean(open_dossier("nsw"))
    assert caught.value.key == "dossier.read_only"


def test_nothing_is_written_when_a_file_cannot_be_understood(club, spoil):
    data.clean(club)
    before = sha256(club.path("data/clean.csv"))
    spoil(club, "received/exit.csv", ("situation", "situations"))
    with pytest.raises(DataError):
        data.clean(club)
    assert sha256(club.path("data/clean.csv")) == before


def test_a_missing_column_is_named_with_the_nearest_one(club, spoil):
    spoil(club, "received/exit.csv", ("situation", "situations"))
    error = refused(club)
    assert error.key == "data.no_column"
    assert error.holes["file"] == "received/exit.csv"
    assert error.holes["column"] == "situation"
    assert error.holes["hint"].holes["near"] == "situations"


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        ("received.yml", "received/exit.csv", "received/exits.csv", "reading.no_file_near"),
        ("received.yml", "wave: exit", "wave: exti", "data.unknown_wave"),
        ("received.yml", "wave: exit", "wave: entry", "data.wave_twice"),
        ("received.yml", "place: Lieu", "palce: Lieu", "data.unknown_question"),
        ("received.yml", "situation: {CDI", "sitation: {CDI", "data.unknown_question"),
        ("collection/instrument.yml", "role: person", "role: answer", "data.no_person"),
        (
            "collection/instrument.yml",
            "waves: [entry, exit]\n    role: person",
            "waves: [entry]\n    role: person",
            "data.no_person",
        ),
        ("collection/instrument.yml", "from: hours", "from: hour", "data.derived_unknown"),
        ("collection/instrument.yml", "from: hours", "from: situation", "collection.not_a_number"),
    ],
)
def test_files_that_do_not_fit_the_instrument_are_refused(club, spoil, file, old, new, key):
    spoil(club, file, (old, new))
    assert refused(club).key == key


def test_nothing_received_is_refused(club, with_keys):
    with_keys(club, "received.yml", files=[])
    assert refused(club).key == "data.nothing_received"


def test_lines_of_nobody_are_refused(club):
    for name in ("entry", "exit"):
        path = club.path(f"received/{name}.csv")
        text = path.read_text(encoding="utf-8")
        for number in range(1, 7):
            text = text.replace(f"P{number}", "")
        path.write_text(text, encoding="utf-8")
    assert refused(club).key == "data.nobody"


def test_a_line_of_nobody_is_left_out_and_found(club, spoil):
    spoil(club, "received/exit.csv", ("P2,", ","))
    cleaned = data.understand(club)
    doubts = [f for f in cleaned.findings if f.id == "data.not_understood"]
    assert [(f.where, f.holes["column"], f.holes["line"]) for f in doubts] == [
        ("received/exit.csv", "person", "3")
    ]
    assert len(cleaned.table) == 6
    assert cleaned.table["hours"].isna().sum() == 1


def test_a_checksum_that_changed_is_found(club, with_keys, spoil):
    path = club.path("received/exit.csv")
    old = "licence: CC BY 4.0\n    codes"
    spoil(club, "received.yml", (old, f"licence: CC BY 4.0\n    sha256: {sha256(path)}\n    codes"))
    assert [f.passed for f in found(club, "data.checksum")] == [None, True]
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    last = found(club, "data.checksum")[-1]
    assert last.passed is False
    assert last.blocks
    assert last.where == "received/exit.csv"


def test_a_column_that_nobody_asks_for_is_left_out_and_noted(club, spoil):
    spoil(club, "received/entry.csv", ("Clé;Lieu", "Clé;Nom"), ("Clé;Nom", "Clé;Lieu"))
    assert not found(club, "data.left_out")
    path = club.path("received/entry.csv")
    lines = path.read_text(encoding="utf-8").splitlines()
    named = [lines[0] + ";Nom", *(line + ";Zoé" for line in lines[1:])]
    path.write_text("\n".join(named), encoding="utf-8")
    cleaned = data.understand(club)
    left = [f for f in cleaned.findings if f.id == "data.left_out"]
    assert [(f.where, f.holes["columns"], f.severity) for f in left] == [
        ("received/entry.csv", "Nom", "note")
    ]
    assert "Zoé" not in cleaned.table.to_string()


def test_an_answer_that_is_not_understood_is_a_warning_with_its_line(club, spoil):
    spoil(club, "received/exit.csv", ("P2,lille,0,7,none", "P2,lille,0,7,holidays"))
    doubt = found(club, "data.not_understood")[0]
    assert (doubt.where, doubt.severity) == ("received/exit.csv", "warning")
    assert (doubt.holes["column"], doubt.holes["line"], doubt.holes["value"]) == (
        "situation", "3", "holidays",
    )  # fmt: skip
    assert pd.isna(data.understand(club).table["situation"][1])


def test_a_person_read_twice_is_found_and_the_first_line_kept(club, spoil):
    spoil(club, "received/exit.csv", ("P2,lille,0,7,none", "P1,lille,0,1,none"))
    doubt = found(club, "data.person_twice")[0]
    assert doubt.passed is False
    assert doubt.holes["n"] == 1
    assert data.understand(club).table["confidence__exit"][0] == 6


def test_an_exit_without_an_entry_is_found_and_left_out(club, spoil):
    spoil(club, "received/exit.csv", ("P6,", "P9,"))
    doubt = found(club, "data.unmatched")[0]
    assert doubt.passed is False
    assert doubt.holes["n"] == 1
    assert "P9" not in set(data.understand(club).table["person"])


def test_missing_answers_are_a_warning_above_a_tenth(club, spoil):
    spoil(club, "received/exit.csv", ('P1,lille,"35,5"', "P1,lille,"))
    doubt = next(f for f in found(club, "data.missing") if f.where == "hours")
    assert doubt.passed is False
    assert doubt.severity == "warning"
    assert doubt.holes["n"] == 1
    assert doubt.holes["share"] == pytest.approx(1 / 6)


def test_a_site_that_answers_less_is_a_warning(club, spoil):
    assert all(f.passed for f in found(club, "data.missing_by_site") if f.where == "hours")
    spoil(club, "received/exit.csv", ("P4,roubaix,0", "P4,roubaix,"))
    doubt = next(f for f in found(club, "data.missing_by_site") if f.where == "hours")
    assert doubt.passed is False
    assert doubt.holes["worst"].say("en") == "Roubaix"


def test_sites_that_are_all_missing_are_not_compared(club):
    for name in ("entry", "exit"):
        path = club.path(f"received/{name}.csv")
        text = path.read_text(encoding="utf-8")
        for place in ("Lille", "lille", "ROUBAIX", "Roubaix", "roubaix"):
            text = text.replace(place, "")
        path.write_text(text, encoding="utf-8")
    assert not found(club, "data.missing_by_site")


def test_files_may_be_named_in_any_order(club, with_keys):
    expected = data.understand(club).table
    files = read_yaml(club.path("received.yml"))["files"]
    with_keys(club, "received.yml", files=files[::-1])
    pd.testing.assert_frame_equal(data.understand(club).table, expected)


def test_before_the_exit_has_come_back_the_entry_can_be_read(club, with_keys):
    with_keys(club, "received.yml", files=read_yaml(club.path("received.yml"))["files"][:1])
    cleaned = data.understand(club)
    assert cleaned.table.columns.tolist() == ["person", "place", "entry_date", "confidence__entry"]
    missing = [f for f in cleaned.findings if f.id == "data.wave_missing"]
    assert [(f.where, f.severity) for f in missing] == [("exit", "note")]


@pytest.mark.parametrize("content", [b"", b"\xff\x00", b'a,b\n"1,2\n3'])
def test_a_clean_table_that_is_damaged_is_refused(club, content):
    club.path("data").mkdir()
    club.path("data/clean.csv").write_bytes(content)
    with pytest.raises(DataError) as caught:
        data.load(club)
    assert caught.value.key == "data.clean_unreadable"


def test_a_clean_table_that_is_not_there_yet_is_refused(club):
    with pytest.raises(DataError) as caught:
        data.load(club)
    assert caught.value.key == "data.not_clean_yet"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_everything_odd_in_the_data_can_be_told(club, spoil, lang):
    spoil(
        club,
        "received/exit.csv",
        ("P6,", "P9,"),
        ("P2,lille,0,7,none", "P1,lille,,7,x"),
        ("person,place", "person,place,name"),
    )
    path = club.path("received/exit.csv")
    text = path.read_text(encoding="utf-8").replace("lille,", "lille,Zoé,")
    path.write_text(text.replace("roubaix,", "roubaix,Zoé,"), encoding="utf-8")
    assert all(finding.sentence(lang) for finding in data.understand(club).findings)


def test_an_answer_may_be_made_of_the_lack_of_one(club, with_keys):
    path = "collection/instrument.yml"
    made = [
        *read_yaml(club.path(path))["derived"],
        {"id": "lost", "label": "Lost", "from": "situation", "missing": True},
    ]
    with_keys(club, path, derived=made)
    table = data.understand(club).table
    assert table["lost"].tolist() == table["situation"].isna().astype(int).tolist()
    assert 0 < table["lost"].sum() < len(table)
