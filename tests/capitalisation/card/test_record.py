"""A card is read whole or refused with its place; nobody's address stands on it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.capitalisation.by_hand import card, dossier_of
from workbench.base.errors import RecordError
from workbench.capitalisation.card import Card, file_of, read_cards, read_of, write_card
from workbench.capitalisation.card.record import LONGEST, MATURITY, SHARED

FULL = {
    "name": {"fr": "Centre du Nord", "en": "Northern centre"},
    "territory": "Vallée du Nord",
    "level": "departement",
    "start": "2018-09",
    "end": "2019",
    "methods": ["questionnaire", "interviews"],
    "domains_claimed": ["individual"],
    "indicators": [{"id": "IND-01", "state": "measured"}],
    "stakeholders": [{"who": "habitantes et habitants", "steps": ["question", "use"]}],
    "prerequisites": [{"prerequisite": "prerequisite_1", "score": "na"}],
    "people_covered": 40,
    "people_concerned": 60,
    "quote": {"text": "On nous a écoutés", "consent": {"level": "inside", "date": "2026-01-12"}},
    "contact": "coordination",
}


def codes(error):
    return [fault.key for fault in error.value.holes["faults"]]


def test_a_card_is_written_and_read_back(tmp_path):
    whole = card(**FULL)
    dossier = dossier_of(tmp_path / "d", whole)
    assert dossier.has(file_of("north"))
    assert read_cards(dossier).cards == (read_of(dossier, "north"),) == (whole,)


@settings(max_examples=20)
@given(st.integers(0, 900), st.sampled_from(SHARED), st.sampled_from(MATURITY))
def test_any_card_comes_back_as_it_was(tmp_path_factory, count, share, maturity):
    one = card(people_covered=count, share_level=share, maturity=maturity)
    dossier = dossier_of(tmp_path_factory.mktemp("d"), one)
    assert read_of(dossier, "north") == one


@pytest.mark.parametrize(
    ("spoilt", "rule"),
    [
        ({"pilot_id": "Le Nord"}, "card.id_shape"),
        ({"pilot_id": "../north"}, "card.id_shape"),
        ({"start": "bientôt"}, "card.moment_shape"),
        ({"start": "2019", "end": "2018-01"}, "card.ends_before"),
        ({"people_covered": 9, "people_concerned": 5}, "card.more_than_all"),
        ({"people_covered": -1}, "record.out_of_range"),
        ({"contact": "nous@exemple.org"}, "card.contact_reached"),
        ({"contact": "06 12 34 56 78"}, "card.contact_reached"),
        ({"quote": {"text": "a" * 10_000}}, "card.too_long"),
        ({"purpose": {"fr": "a" * (LONGEST + 1)}}, "card.too_long"),
        ({"share_level": "everybody"}, "record.not_allowed"),
        ({"ranking": 1}, "record.unknown_key"),
    ],
)
def test_what_no_card_may_hold_is_refused_with_its_rule(tmp_path, spoilt, rule):
    dossier = dossier_of(tmp_path / "d", card())
    path = dossier.path(file_of("north"))
    text = {**{"format": 1, "pilot_id": "north"}, **spoilt}
    path.write_text(str(text).replace("'", '"'), encoding="utf-8")
    with pytest.raises(RecordError) as error:
        read_of(dossier, "north")
    assert codes(error) == [rule]


def test_the_other_cards_are_read_beside_a_spoilt_one(tmp_path):
    dossier = dossier_of(tmp_path / "d", card("north"), card("south"), card("west"))
    dossier.path(file_of("south")).write_text("pilot_id: [", encoding="utf-8")
    held = read_cards(dossier)
    assert held.ids == ("north", "west")
    assert [(f.id, f.where) for f in held.findings] == [("yaml.unreadable", "cards/south.yml")]


def test_two_pilots_with_one_id_are_both_left_out(tmp_path):
    dossier = dossier_of(tmp_path / "d", card("north"), card("south"))
    other = dossier.path("cards/other.yml")
    other.write_text(dossier.path(file_of("north")).read_text(), encoding="utf-8")
    held = read_cards(dossier)
    assert held.ids == ("south",)
    assert [(f.id, f.blocks) for f in held.findings] == [("card.same_id", True)]


def test_a_card_in_a_file_of_another_name_is_read_and_named(tmp_path):
    dossier = dossier_of(tmp_path / "d", card("north"))
    dossier.path(file_of("north")).rename(dossier.path("cards/nord.yml"))
    held = read_cards(dossier)
    assert held.ids == ("north",)
    assert [finding.id for finding in held.findings] == ["card.file_name"]


def test_a_card_of_another_format_or_too_deep_is_refused(tmp_path):
    dossier = dossier_of(tmp_path / "d", card("north"), card("south"))
    dossier.path(file_of("north")).write_text("format: 9\npilot_id: north\n", encoding="utf-8")
    dossier.path(file_of("south")).write_text("format: 1\npurpose: " + "[" * 5000, encoding="utf-8")
    assert [finding.id for finding in read_cards(dossier).findings] == [
        "dossier.newer",
        "card.too_deep",
    ]


def test_each_card_is_written_to_its_own_file(tmp_path):
    dossier = dossier_of(tmp_path / "d", card("north"), card("south"))
    write_card(dossier, card("north", level="city"))
    assert [one.level for one in read_cards(dossier).cards] == ["city", None]
    assert Card.FILE not in {file_of(id) for id in read_cards(dossier).ids}
