"""Who comes back is one participant: the first entry, the last exit, numbered spells."""

from datetime import date, timedelta

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from workbench import data
from workbench.data.answers import DATE
from workbench.data.spells import Spell, came_back, participations, spells

START = date(2024, 1, 1)


def rows(*people):
    dates = [None if day is None else START + timedelta(day) for _, day in people]
    return pd.DataFrame({"p": [who for who, _ in people], DATE: dates}, dtype=object)


def days(frame):
    return {row.p: (row[DATE] - START).days for _, row in frame.iterrows()}


def test_the_first_entry_is_kept_and_the_last_exit():
    frame = rows(("A", 40), ("B", 1), ("A", 3), ("A", 90))
    assert days(participations(frame, "p", first=True)) == {"A": 3, "B": 1}
    assert days(participations(frame, "p", first=False)) == {"A": 90, "B": 1}


def test_lines_on_one_day_or_without_a_day_are_duplicates_and_stay():
    for other in (3, None):
        frame = rows(("A", 3), ("A", other), ("B", 1), ("B", 2))
        assert participations(frame, "p", first=True)["p"].tolist() == ["A", "A", "B"]
        assert came_back(frame, "p").tolist() == [False, False, True, True]


def test_a_line_of_nobody_comes_back_to_nobody():
    assert not came_back(rows((None, 1), (None, 2)), "p").any()


def test_spells_are_numbered_and_each_exit_ends_the_entry_before_it():
    entries = rows(("A", 50), ("A", 1), ("B", 1), ("A", 90))
    exits = rows(("A", 60), ("A", 20), ("B", 9))
    day = [START + timedelta(n) for n in range(100)]
    assert spells(entries, exits, "p") == [
        Spell("A", 1, day[1], day[20]),
        Spell("A", 2, day[50], day[60]),
        Spell("A", 3, day[90], None),
    ]


def test_an_exit_before_every_entry_ends_nothing():
    found = spells(rows(("A", 5), ("A", 9)), rows(("A", 1)), "p")
    assert [spell.exit for spell in found] == [None, None]


people = st.lists(
    st.tuples(st.sampled_from("ABCD"), st.integers(0, 30)), min_size=1, max_size=12, unique=True
)


@given(people, st.randoms())
def test_everybody_counts_once_whatever_the_order_of_the_lines(lines, drawn):
    mixed = list(lines)
    drawn.shuffle(mixed)
    frame = rows(*mixed)
    for first, choose in ((True, min), (False, max)):
        kept = participations(frame, "p", first=first)
        assert days(kept) == {p: choose(d for q, d in lines if q == p) for p, _ in lines}
        assert kept["p"].is_unique
    numbers = [(s.person, s.number) for s in spells(frame, None, "p")]
    several = {p for p, _ in lines if sum(q == p for q, _ in lines) > 1}
    assert numbers == [
        (p, n + 1) for p in sorted(several) for n in range(sum(q == p for q, _ in lines))
    ]


def test_somebody_who_came_back_counts_once_in_the_clean_table(club, spoil):
    path = club.path("received/entry.csv")
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "P1;Lille;01/02/2024;9\n", encoding="utf-8")
    cleaned = data.understand(club)
    table = cleaned.table.set_index("person")
    assert len(table) == 6
    assert str(table.loc["P1", "entry_date"]) == "2024-02-01"
    assert table.loc["P1", "confidence__entry"] == 9
    assert [f.holes["n"] for f in cleaned.findings if f.id == "importing.came_back"] == [1]
    assert all(f.passed for f in cleaned.findings if f.id == "data.person_twice")
    assert [(row["person"], row["spell"]) for row in data.spells(club, "fr")] == [
        ("P1", "1"),
        ("P1", "2"),
    ]
