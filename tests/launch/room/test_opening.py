"""A room that is opened again goes on where it stood, also with a list that was corrected."""

import asyncio

import pytest

from tests.launch.room.conftest import dossier_in
from tests.rooms.conftest import SEQUENCES, day, sent
from workbench.base.dossier import Dossier
from workbench.base.errors import RecordError, RunError
from workbench.launch.room import Wanted, opened


@pytest.fixture
def dossier(tmp_path):
    return Dossier(dossier_in(tmp_path))


def room_of(dossier, act=None, **wanted):
    """Open the room of a dossier, do a thing in it, and close; return the room."""
    service = opened(Wanted(dossier, **wanted))
    room = next(iter(service.rooms.values()))

    async def all_of_it():
        await act(room)

    if act:
        asyncio.run(all_of_it())
    service.close()
    return room


async def one_vote(room):
    person, _ = await room.join()
    await room.lead("open", {})
    await room.answer(person, sent("mood", "yes"))


async def end(room):
    await room.lead("end", {})


def test_a_room_that_is_opened_again_is_the_same_and_stands_where_it_stood(dossier):
    before = room_of(dossier, one_vote)
    again = room_of(dossier)
    assert (again.code, again.secret, again.standing) == (
        before.code, before.secret, before.standing,
    )  # fmt: skip
    assert (again.people, again.tally(1)) == (before.people, before.tally(1))
    assert again.version > before.version


def test_a_room_that_has_ended_makes_place_for_another(dossier):
    before = room_of(dossier, end)
    assert room_of(dossier).code != before.code
    with pytest.raises(RunError) as refused:
        room_of(dossier, code=before.code)
    assert refused.value.key == "room.code_taken"


def test_a_code_may_be_chosen_and_is_found_again(dossier):
    assert room_of(dossier, code="fcsf-2026").code == "FCSF2026"
    assert room_of(dossier).code == "FCSF2026"
    with pytest.raises(RunError) as refused:
        room_of(dossier, code="1234")
    assert refused.value.key == "access.code_poor"


def test_a_code_that_is_drawn_is_short_and_told_letters_only(dossier):
    assert len(room_of(dossier).code) == 6


def test_a_list_that_was_corrected_goes_on_at_the_same_activity(dossier):
    before = room_of(dossier, one_vote)
    dossier.write(day(sequences=[SEQUENCES[-1], {**SEQUENCES[0], "title": "L’humeur"}]))
    again = room_of(dossier)
    assert (again.code, again.activity.id, again.activity.title.say("fr")) == (
        before.code, "mood", "L’humeur",
    )  # fmt: skip
    assert again.tally(1) == before.tally(1)


@pytest.mark.parametrize(
    "mood",
    [None, {**SEQUENCES[0], "options": SEQUENCES[0]["options"][1:]},
     {**SEQUENCES[0], "kind": "several"}, {**SEQUENCES[0], "per": "group"}],
    ids=["the activity is gone", "an option is gone", "another kind", "answered by others"],
)  # fmt: skip
def test_a_list_that_no_longer_holds_what_was_answered_is_refused(dossier, mood):
    room_of(dossier, one_vote)
    dossier.write(day(sequences=[*([mood] if mood else []), *SEQUENCES[1:]]))
    with pytest.raises(RunError) as refused:
        room_of(dossier)
    assert refused.value.key == "room.list_changed"
    dossier.write(day())
    assert room_of(dossier).tally(1)["answered"] == 1


def test_a_dossier_without_a_list_is_told(dossier):
    dossier.path("day/agenda.yml").unlink()
    with pytest.raises(RecordError):
        room_of(dossier)


def test_a_store_that_is_not_known_is_told(dossier):
    with pytest.raises(RunError) as refused:
        room_of(dossier, where="mysql://h/b")
    assert refused.value.key == "room.store_unknown"
