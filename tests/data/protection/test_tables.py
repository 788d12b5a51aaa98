"""What data are for, until when they are kept and what may be sent, as rows to read."""

from datetime import date

from workbench import data
from workbench.data.protection import tables
from workbench.data.protection.retention import Retention, retention


def test_what_serves_nothing_comes_first(example):
    rows = tables.purposes_table(example("trajectoires"), "fr")
    assert rows[0]["columns"] == "age, qpv, exit_date"
    named = ", ".join(row["columns"] for row in rows).split(", ")
    assert len(named) == len(set(named)) == len(data.load(example("trajectoires")).columns)


def test_a_date_says_until_when_people_are_kept(example):
    kept = retention(example("trajectoires"))
    assert kept.due == date(2027, 5, 24)
    (row,) = tables.kept_table(kept, "en")
    assert (row["files"], "2027" in row["due"]) == ("4", True)
    (none,) = tables.kept_table(Retention(None, None, ()), "en")
    assert (none["due"], none["last_contact"]) == ("–", "–")


def test_what_may_be_sent_holds_no_row_of_a_person(example):
    dossier = example("trajectoires")
    leaving = tables.leaving(dossier)
    rows = tables.leaving_table(leaving, "fr")
    assert [row["file"] for row in rows] == list(leaving.files)
    assert not {"data/clean.csv", "received/entree.csv"} & set(leaving.files)
    assert not dossier.path("protection").exists()
