"""Closing takes every vote of the room once; closed again, or opened again, nothing is lost."""

import csv
import io

import pytest

from tests.capitalisation.day.a_day import given, held, rated
from workbench.base.errors import RunError
from workbench.capitalisation.day import close, known, sheets, write_agenda
from workbench.capitalisation.day.close import ROOM
from workbench.capitalisation.day.votes import FILE
from workbench.rooms.record import Agenda
from workbench.rooms.store import Person, Store


def asked(dossier):
    write_agenda(dossier)
    return dossier.read(Agenda)


def answered(dossier, code, *answers, new=True):
    """Keep answers in a real room of the dossier, as the service does."""
    store = Store(dossier.path(*ROOM.split("/")))
    if new:
        store.new(code, asked(dossier))
        for number in (1, 2, 3):
            store.join(code, Person(number, f"word-{number}", None)).result()
    for one in answers:
        store.answer(code, one).result()
    store.close()


def told(dossier):
    rows = csv.DictReader(io.StringIO(dossier.path(FILE).read_text(encoding="utf-8")))
    return [row["id"] for row in rows]


@pytest.fixture
def dossier(tmp_path):
    return held(tmp_path / "d")


def test_every_vote_of_the_room_is_in_the_proceedings_once(dossier):
    answers = [rated(1), rated(2), rated(3, 2), given("learnt", "un mot"), given("learnt", None)]
    answered(dossier, "ABC", *answers, answers[0])
    votes = close(dossier)
    assert sorted(vote.given.id for vote in votes) == sorted(one.id for one in answers)
    rows = sheets(known(dossier))["votes"]
    assert sorted(row["id"] for row in rows) == sorted(one.id for one in answers)
    states = sorted(row["state"] for row in rows)
    assert states == ["replaced", "replaced", "stands", "stands", "taken_back"]


def test_closing_twice_leaves_the_same_file(dossier):
    answered(dossier, "ABC", rated(1), rated(2, 2))
    close(dossier)
    first = dossier.path(FILE).read_bytes()
    close(dossier)
    assert dossier.path(FILE).read_bytes() == first


def test_a_room_that_is_opened_again_adds_its_votes(dossier):
    answered(dossier, "ABC", rated(1))
    close(dossier)
    answered(dossier, "ABC", rated(2, round=2), new=False)
    votes = close(dossier)
    assert [(vote.given.round, vote.state) for vote in votes] == [(1, "stands"), (2, "stands")]


def test_what_a_store_has_lost_since_is_kept(dossier):
    answered(dossier, "ABC", rated(1), rated(2, 2))
    before = {vote.given.id for vote in close(dossier)}
    dossier.path(*ROOM.split("/")).unlink()
    answered(dossier, "ABC", rated(3, 3))
    assert before < {vote.given.id for vote in close(dossier)}


def test_several_rooms_are_not_mixed(dossier):
    answered(dossier, "ABC", rated(1))
    answered(dossier, "XYZ", rated(2))
    with pytest.raises(RunError) as error:
        close(dossier)
    assert error.value.key == "day.several_rooms"
    assert [vote.room for vote in close(dossier, rooms=["XYZ"])] == ["XYZ"]
    assert {vote.room for vote in close(dossier, rooms=["ABC", "XYZ"])} == {"ABC", "XYZ"}


def test_an_empty_rehearsal_is_no_second_room(dossier):
    answered(dossier, "ABC")
    answered(dossier, "XYZ", rated(2))
    assert [vote.room for vote in close(dossier)] == ["XYZ"]


def test_a_room_that_is_not_there_is_refused(dossier):
    answered(dossier, "ABC", rated(1))
    with pytest.raises(RunError) as error:
        close(dossier, rooms=["ABD"])
    assert error.value.key == "day.no_such_room"


def test_a_day_without_a_room_is_refused(dossier):
    dossier.path(FILE).unlink()
    with pytest.raises(RunError) as error:
        close(dossier)
    assert error.value.key == "day.no_room"


def test_a_file_alone_is_read_as_it_is(tmp_path):
    dossier = held(tmp_path / "d", rated(1), rated(2, 2))
    assert len(close(dossier)) == len(told(dossier)) == 2
