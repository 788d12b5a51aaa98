"""A key that nearly agrees is suggested with reasons, never linked; a decision is logged."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench import data
from workbench.base.dossier import Dossier, copy
from workbench.base.errors import DataError
from workbench.data import Link, decide, links
from workbench.data.collected import collect
from workbench.data.near import suggestions

SHELF = Path(__file__).parents[1] / "shelf" / "format_1"
WHO = {"who": "the coordinator", "when": date(2024, 9, 2), "why": "seen on the paper form"}


def found(club, id):
    return [f for f in data.understand(club).findings if f.id == id and f.passed is False]


@pytest.fixture
def mistyped(club, spoil):
    """Six people of whom one has an exit under a key that is one sign away."""
    for file in ("received/entry.csv", "received/exit.csv"):
        path = club.path(file)
        text = path.read_text(encoding="utf-8")
        for n in range(1, 7):
            text = text.replace(f"P{n}", f"PX{n}-{n * 7:03}")
        path.write_text(text, encoding="utf-8")
    return spoil(club, "received/exit.csv", ("PX6-042", "PX6-O4Z"))


def test_a_near_key_is_suggested_with_its_reasons_and_not_linked(mistyped):
    rows = data.unmatched(mistyped, "en")
    assert [(row["wave"], row["person"], row["near"]) for row in rows] == [
        ("exit", "PX6-O4Z", "PX6-042")
    ]
    assert len(rows[0]["why"].split(", ")) == 2
    assert [f.holes["n"] for f in found(mistyped, "importing.near_key")] == [1]
    assert data.understand(mistyped).table["hours"].isna().sum() == 1


def test_a_key_that_is_written_otherwise_is_near_but_not_the_same(mistyped, spoil):
    spoil(mistyped, "received/exit.csv", ("PX6-O4Z", "px6 O42"))
    assert data.unmatched(mistyped, "fr")[0]["near"] == "PX6-042"
    near = suggestions(collect(mistyped), collect(mistyped).waves[1])
    assert near["px6 O42"][0].distance == 0


def test_a_key_far_from_all_others_is_listed_without_a_suggestion(mistyped, spoil):
    spoil(mistyped, "received/exit.csv", ("PX6-O4Z", "QQQQQQQ"))
    assert [(row["person"], row["near"]) for row in data.unmatched(mistyped, "fr")] == [
        ("QQQQQQQ", "–")
    ]
    assert found(mistyped, "importing.near_key") == []


def test_a_decision_links_the_two_and_says_who_decided(mistyped):
    decide(mistyped, Link(wave="exit", key="PX6-O4Z", entry="PX6-042", same=True, **WHO))
    assert data.understand(mistyped).table["hours"].isna().sum() == 0
    assert data.unmatched(mistyped, "fr") == []
    assert links(mistyped)[0].who == WHO["who"]
    assert b"PX6-O4Z" in mistyped.path("links.yml").read_bytes()


def test_a_decision_that_they_are_two_people_ends_the_suggestion(mistyped):
    decide(mistyped, Link(wave="exit", key="PX6-O4Z", entry="PX6-042", same=False, **WHO))
    assert data.unmatched(mistyped, "fr")[0]["near"] == "–"
    assert data.understand(mistyped).table["hours"].isna().sum() == 1


def test_a_new_decision_takes_the_place_of_the_old(mistyped):
    for same in (True, False):
        decide(mistyped, Link(wave="exit", key="PX6-O4Z", entry="PX6-042", same=same, **WHO))
    assert [link.same for link in links(mistyped)] == [False]


@pytest.mark.parametrize(
    ("key", "entry"),
    [("PX9", "PX6-042"), ("PX6-O4Z", "PX9"), ("PX1-007", "PX6-042"), ("PX6-O4Z", "PX1-007")],
    ids=["key gone", "entry gone", "entered under it", "has its own line"],
)
def test_a_link_that_does_not_fit_is_found_and_not_applied(mistyped, key, entry):
    before = data.understand(mistyped).table
    decide(mistyped, Link(wave="exit", key=key, entry=entry, same=True, **WHO))
    assert len(found(mistyped, "importing.link_stale")) == 1
    assert data.understand(mistyped).table.equals(before)
    for lang in ("fr", "en"):
        assert all(f.sentence(lang) for f in found(mistyped, "importing.link_stale"))


@pytest.mark.parametrize("gone", ["who", "why"])
def test_a_decision_without_a_name_or_a_reason_is_refused(mistyped, gone):
    with pytest.raises(DataError) as caught:
        decide(mistyped, Link(wave="exit", key="A", entry="B", same=True, **{**WHO, gone: " "}))
    assert caught.value.key == "importing.link_unsigned"
    assert caught.value.say("fr") != caught.value.say("en")
    assert not mistyped.path("links.yml").exists()


keys = st.lists(
    st.from_regex(r"[A-Z]{3}-[0-9]{3}", fullmatch=True), min_size=2, max_size=6, unique=True
)


@settings(max_examples=12)
@given(keys, st.data())
def test_only_equal_keys_link_and_a_decision_gives_what_an_equal_key_would(
    tmp_path_factory, keys, drawn
):
    club = a_club(tmp_path_factory.mktemp("linked"), keys, keys)
    expected = data.understand(club).table
    assert expected["hours"].notna().all()
    lost = drawn.draw(st.sampled_from(keys))
    typed = lost[:-1] + drawn.draw(st.sampled_from([d for d in "0123456789" if d != lost[-1]]))
    if typed in keys:
        return
    odd = a_club(tmp_path_factory.mktemp("linked"), keys, [typed if k == lost else k for k in keys])
    table = data.understand(odd).table.set_index("person")
    assert table["hours"].isna().sum() == 1
    assert table["hours"].isna()[lost]
    assert (typed, lost) in {(r["person"], r["near"]) for r in data.unmatched(odd, "fr")}
    decide(odd, Link(wave="exit", key=typed, entry=lost, same=True, **WHO))
    assert data.understand(odd).table.equals(expected)


def a_club(folder, entries, exits):
    club = copy(Dossier(SHELF), folder / "club")
    came = [f"{key};Lille;03/04/2024;4" for key in entries]
    left = [f"{key},lille,{place},6,job" for place, key in enumerate(exits)]
    head = "Clé;Lieu;Date;Confiance", "person,place,hours,confidence,situation"
    club.path("received/entry.csv").write_text("\n".join([head[0], *came]), encoding="utf-8")
    club.path("received/exit.csv").write_text("\n".join([head[1], *left]), encoding="utf-8")
    return club
