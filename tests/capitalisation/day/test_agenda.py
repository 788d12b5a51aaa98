"""A day becomes a list that a room can ask, and what does not fit is told before it begins."""

import shutil

import pytest
from pydantic import ValidationError

from tests.capitalisation.day.a_day import SEQUENCES, day, held
from workbench.base import places
from workbench.base.errors import RecordError, RunError
from workbench.base.records import read_record, write_record
from workbench.base.words import say
from workbench.capitalisation.day import check, known, write_agenda
from workbench.capitalisation.day.begin import begin
from workbench.capitalisation.day.record import Day
from workbench.capitalisation.grid import STATUS_NAMES, Grid, vocabulary
from workbench.rooms.record import Agenda


def ids(findings):
    return {one.id for one in findings if one.passed is False}


def test_each_sequence_becomes_an_activity_that_the_room_can_read(tmp_path):
    dossier = held(tmp_path / "d")
    write_agenda(dossier)
    agenda = dossier.read(Agenda)
    assert [one.id for one in agenda.sequences] == [one["id"] for one in SEQUENCES]
    kinds = ["choice", "choice", "words", "rating", "matrix", "decision", "text"]
    assert [one.kind for one in agenda.sequences] == kinds
    assert {one.id for one in agenda.sequences if one.blind} == {"consent", "mood", "read", "where"}


def test_the_model_day_can_be_asked_as_it_is(tmp_path):
    model = read_record(Day, places.templates() / "day" / Day.FILE)
    dossier = held(tmp_path / "d")
    write_record(model, dossier.path(Day.FILE))
    write_agenda(dossier)
    assert len(dossier.read(Agenda).sequences) == 11
    assert not [one for one in check(dossier) if one.blocks]


def test_each_prerequisite_shows_how_sure_its_wording_is(tmp_path):
    agenda = known(held(tmp_path / "d")).agenda
    shown = next(one for one in agenda.sequences if one.kind == "rating").items
    for one, asked in zip(vocabulary().prerequisites, shown, strict=True):
        for lang in ("fr", "en"):
            assert say(STATUS_NAMES[one.wording_status], lang) in asked.note.say(lang)


def test_a_wording_that_was_pasted_takes_the_place_of_ours(tmp_path):
    dossier = held(tmp_path / "d")
    grid = vocabulary().model_dump(exclude_none=True)
    grid["prerequisites"] = [*grid["prerequisites"][3:5]]
    grid["prerequisites"][0] |= {"name": "Pasted", "wording": "P", "wording_status": "sourced"}
    write_record(Grid.model_validate(grid), dossier.path(Grid.FILE))
    items = next(one for one in known(dossier).agenda.sequences if one.kind == "rating").items
    assert [one.label.say("fr") for one in items][0] == "Pasted"
    assert len(items) == 2


def test_what_is_right_stays_in_the_dossier(tmp_path):
    sorter = {
        "id": "s", "uses": "sorter", "title": "T", "right": {"w": "yes"},
        "options": SEQUENCES[0]["options"], "items": ({"id": "w", "label": "W"},),
    }  # fmt: skip
    agenda = known(held(tmp_path / "d", sequences=(sorter,))).agenda
    assert "right" not in agenda.sequences[0].extra


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"pilots": ("north", "north")}, "day.pilot_twice"),
        ({"sequences": (SEQUENCES[3], SEQUENCES[3])}, "day.sequence_twice"),
        ({"sequences": ({**SEQUENCES[1], "options": ()},)}, "day.needs_options"),
        ({"sequences": ({**SEQUENCES[2], "items": ()},)}, "day.needs_items"),
        ({"sequences": ({**SEQUENCES[3], "groups": {"a": "north"}},)}, "day.group_is_no_number"),
        ({"sequences": ({**SEQUENCES[1], "right": {"x": "yes"}},)}, "day.right_is_no_answer"),
    ],
)  # fmt: skip
def test_a_day_that_breaks_a_rule_is_refused(changes, key):
    with pytest.raises(ValidationError) as error:
        day(**changes)
    assert key in str(error.value)


def test_consent_has_a_yes():
    options = ({"id": "sure", "label": "Oui"}, {"id": "no", "label": "Non"})
    with pytest.raises(ValidationError) as error:
        day(sequences=({**SEQUENCES[0], "options": options},))
    assert "day.needs_yes" in str(error.value)


def test_a_pilot_without_card_and_one_alone_are_told(tmp_path):
    found = ids(check(held(tmp_path / "d", pilots=("nobody",))))
    assert {"day.pilot_without_card", "day.one_pilot_alone"} <= found


def test_pilots_at_different_levels_are_told(tmp_path):
    assert "day.levels_differ" in ids(check(held(tmp_path / "d")))


def test_a_sequence_on_an_unknown_pilot_or_list_blocks(tmp_path):
    some = ({**SEQUENCES[3], "pilots": ("nort",)}, {**SEQUENCES[4], "taxonomy": "five_domain"})
    found = {one.id for one in check(held(tmp_path / "d", sequences=some)) if one.blocks}
    assert found == {"day.unknown_pilot", "day.unknown_taxonomy"}


def test_a_day_that_asks_nobody_for_consent_is_told(tmp_path):
    assert "day.consent_not_asked" in ids(check(held(tmp_path / "d", sequences=SEQUENCES[3:4])))


def test_a_card_that_is_spoilt_blocks(tmp_path):
    dossier = held(tmp_path / "d")
    shutil.copyfile(dossier.path("cards/north.yml"), dossier.path("cards/twin.yml"))
    assert any(one.blocks and one.id == "card.same_id" for one in check(dossier))


def test_a_new_day_begins_in_a_dossier_of_its_own(tmp_path):
    folder = begin("ours", tmp_path)
    assert (folder / "day.yml").is_file()
    assert (folder / "evaluation.yml").is_file()
    with pytest.raises(RunError) as error:
        begin("ours", tmp_path)
    assert error.value.key == "day.there_already"


@pytest.mark.parametrize("name", ["../out", "", "a/b", ".hidden"])
def test_a_name_that_leads_elsewhere_is_refused(name, tmp_path):
    with pytest.raises(RunError) as error:
        begin(name, tmp_path)
    assert error.value.key == "new.bad_name"


def test_a_day_that_cannot_be_read_is_a_letter(tmp_path):
    dossier = held(tmp_path / "d")
    dossier.path(Day.FILE).write_text("format: 1\nid: day\n", encoding="utf-8")
    with pytest.raises(RecordError):
        check(dossier)
