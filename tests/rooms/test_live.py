"""A room in memory is what its store holds: whatever is sent, in whatever order, again or not."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.rooms.conftest import day, sent
from workbench.base.errors import RunError
from workbench.rooms import keys, seen
from workbench.rooms.live import Room
from workbench.rooms.store import Store, standing

VOTES = some.lists(
    some.tuples(some.integers(0, 2), some.integers(1, 9), some.sampled_from(["yes", "no", None])),
    max_size=25,
)
"""Who, with which id, what."""


def in_room(store, act, code="SUMMER", activity=0):
    """Do a thing in a room whose activity is open; return the room."""
    if code not in store.rooms():
        store.new(code, day())

    async def all_of_it():
        room = Room(store, code)
        if room.step.stage == "waiting":
            for _ in range(activity):
                await room.lead("next", {})
            await room.lead("open", {})
        await act(room)
        return room

    return asyncio.run(all_of_it())


@settings(max_examples=8)
@given(votes=VOTES, together=some.booleans())
def test_whatever_is_sent_and_sent_again_the_first_of_each_id_counts_once(
    tmp_path_factory, votes, together
):
    store = Store(tmp_path_factory.mktemp("room") / "r.sqlite")

    async def vote(room):
        people = [(await room.join())[0] for _ in range(3)]
        sends = [room.answer(people[who], sent("mood", value, n)) for who, n, value in votes]
        if together:
            await asyncio.gather(*sends)
        for one in () if together else sends:
            await one

    room = in_room(store, vote)
    first = {}
    for who, n, value in votes:
        first.setdefault((who + 1, f"answer-{n:04d}"), value)
    last = {}
    for (who, _), value in first.items():
        last[who] = value
    kept = store.answers("SUMMER")
    assert {(one.person, one.id): one.value for one in kept} == first
    assert len(kept) == len(first)
    stand = {who: value for who, value in last.items() if value is not None}
    assert {one.person: one.value for one in room.standing_answers("mood", 1)} == stand
    assert {one.person: one.value for one in standing(kept)} == stand
    again = Room(store, "SUMMER")
    assert (again.tally(1), again.heard()) == (room.tally(1), room.heard())
    store.close()


def test_an_answer_for_another_activity_or_round_comes_too_late(store):
    async def late(room):
        person, _ = await room.join()
        for answer in (sent("tools", ["yes"]), sent("mood", "yes", round=2)):
            with pytest.raises(RunError) as refused:
                await room.answer(person, answer)
            assert refused.value.key == "room.closed"
        with pytest.raises(RunError) as refused:
            await room.answer(person, sent("nothing", "yes"))
        assert refused.value.key == "room.no_such_activity"

    in_room(store, late)
    assert store.answers("SUMMER") == []


def test_a_full_room_and_an_ended_one_let_nobody_in(store, monkeypatch):
    monkeypatch.setattr("workbench.rooms.live.MOST_PEOPLE", 2)

    async def join(room):
        await room.join()
        await room.join()
        with pytest.raises(RunError) as refused:
            await room.join()
        assert refused.value.key == "room.full"
        await room.lead("end", {})
        with pytest.raises(RunError) as refused:
            await room.join()
        assert refused.value.key == "room.ended"

    in_room(store, join)


def test_nothing_is_seen_before_it_is_kept(store):
    async def vote(room):
        person, _ = await room.join()
        store.close()
        with pytest.raises(RunError) as refused:
            await room.answer(person, sent("mood", "yes"))
        assert refused.value.key == "room.store_closed"
        assert room.heard() == set()

    in_room(store, vote)


def test_screens_speak_the_language_they_are_asked_in_and_name_nobody(store):
    async def vote(room):
        person, _ = await room.join()
        await room.answer(person, sent("mood", "yes"))

    room = in_room(store, vote)
    french, english = (seen.state(room, lang, keys.LEAD) for lang in ("fr", "en"))
    assert (french["activity"]["title"], english["activity"]["title"]) == ("Humeur", "Mood")
    assert french["tallies"] == english["tallies"]
    assert room.people[1].word not in str(french)
    assert room.secret not in str(french)


def test_the_words_of_a_room_are_its_own():
    assert keys.role("one", keys.key("one", keys.LEAD)) == keys.LEAD
    assert keys.role("two", keys.key("one", keys.LEAD)) is None
    assert keys.key("one", keys.LEAD) != keys.key("one", keys.SCREEN)


@pytest.mark.parametrize("typed", ["", "12", "-", "12-34", "x", "9" * 50, "１２-３４５６"])
def test_a_number_that_is_none_brings_nobody_back(typed):
    assert keys.comes_back("one", typed) is None


def test_a_number_brings_its_person_back_however_it_is_typed():
    back = keys.back("one", 12)
    assert {
        keys.comes_back("one", typed) for typed in (back, back.replace("-", " "), f" {back}")
    } == {12}
