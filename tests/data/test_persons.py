"""People, not lines: duplicates with what differs, visits, two sites, days that contradict."""

import pandas as pd
import pytest

from workbench import data
from workbench.base.dossier import open_dossier
from workbench.data.persons import looks_like_visits


def add(club, file, *lines):
    path = club.path(file)
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "".join(f"{line}\n" for line in lines), encoding="utf-8")


def found(club, id):
    return [f for f in data.understand(club).findings if f.id == id]


def test_a_duplicate_says_which_fields_differ(club):
    add(club, "received/entry.csv", "P1;Lille;03/04/2024;7", "P2;Lille;2024-04-05;5,0")
    rows = {row["person"]: row for row in data.duplicates(club, "fr")}
    assert set(rows) == {"P1", "P2"}
    assert rows["P1"]["fields"] == "confidence__entry: 4.0 | 7.0"
    assert rows["P1"]["lines"] == "received/entry.csv 2, received/entry.csv 8"
    assert rows["P2"]["fields"] == ""
    assert rows["P1"]["state"] != rows["P2"]["state"]


def test_what_is_missing_in_one_line_differs_too(club):
    add(club, "received/entry.csv", "P1;Lille;03/04/2024;NSP")
    assert data.duplicates(club, "fr")[0]["fields"] == "confidence__entry: 4.0 | –"


def test_somebody_who_came_back_is_no_duplicate(club):
    add(club, "received/entry.csv", "P1;Lille;03/09/2024;4", "P2;Lille;2024-04-05;6")
    one, two = data.duplicates(club, "en")
    assert one["state"] != two["state"]
    assert "entry_date" in one["fields"]


def test_nobody_twice_is_an_empty_table(club):
    assert data.duplicates(club, "fr") == []
    assert data.spells(club, "fr") == []


@pytest.mark.parametrize(
    ("keys", "visits"),
    [
        (["A", "A", "A", "B", "B"], True),
        (["A", "B", "C", "D", "A"], False),
        (["A", None, None, None], False),
        ([], True),
    ],
)
def test_visits_are_known_by_their_lines_a_person(keys, visits):
    assert looks_like_visits(pd.Series(keys, dtype=object)) is (visits and bool(keys))


def test_a_file_of_visits_is_found_and_both_counts_are_told(club):
    add(club, "received/exit.csv", *(f"P{n},lille,1,7,none" for n in (1, 2, 3, 4, 5, 6) * 2))
    doubt = next(f for f in found(club, "importing.visits") if f.where == "exit")
    assert (doubt.passed, doubt.severity) == (False, "warning")
    assert (doubt.holes["rows"], doubt.holes["people"]) == (18, 6)
    people = data.people(club, "fr")
    assert [(row["rows"], row["people"]) for row in people] == [(6, 6), (18, 6)]
    assert people[0]["kind"] != people[1]["kind"]


def test_somebody_at_two_sites_is_flagged(club, spoil):
    assert all(f.passed for f in found(club, "importing.two_sites"))
    spoil(club, "received/exit.csv", ("P2,lille", "P2,roubaix"))
    doubt = found(club, "importing.two_sites")[0]
    assert (doubt.passed, doubt.holes["n"], doubt.holes["person"]) == (False, 1, "P2")
    assert data.understand(club).table["place"][1] == "lille"


def test_an_exit_before_the_entry_is_flagged(club, with_keys, spoil):
    spoil(club, "received.yml", ("codes:", "roles: {date: left}\n    codes:"))
    path = club.path("received/exit.csv")
    lines = path.read_text(encoding="utf-8").splitlines()
    dated = [lines[0] + ",left", *(line + ",01/09/2024" for line in lines[1:])]
    path.write_text("\n".join(dated), encoding="utf-8")
    assert [f.passed for f in found(club, "importing.out_of_order")] == [True]
    path.write_text("\n".join(dated).replace("01/09/2024", "01/02/2024", 1), encoding="utf-8")
    doubt = found(club, "importing.out_of_order")[0]
    assert (doubt.passed, doubt.holes["n"], doubt.holes["person"]) == (False, 1, "P1")
    assert "left" not in data.understand(club).table


def test_a_wave_without_days_is_not_compared(club):
    assert found(club, "importing.out_of_order") == []


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", ["nsw", "trajectoires"])
def test_the_people_of_a_worked_dossier_can_be_told(name, lang):
    dossier = open_dossier(name)
    assert data.people(dossier, lang)
    assert isinstance(data.duplicates(dossier, lang), list)
    assert isinstance(data.unmatched(dossier, lang), list)


def test_who_entered_and_was_not_seen_again_is_listed(club, spoil):
    assert data.not_seen(club, "fr") == []
    spoil(club, "received/exit.csv", ("P6,", "QQQ,"))
    rows = data.not_seen(club, "en")
    assert [(row["wave"], row["person"], row["site"]) for row in rows] == [
        ("exit", "P6", "roubaix")
    ]
    assert rows[0]["entry"] != "–"
