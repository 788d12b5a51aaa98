"""What whoever leads may do from where the room stands, and what cannot be done now."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.rooms.conftest import day
from workbench.base.errors import RunError
from workbench.rooms.stage import VERBS, Moment, Standing, after

NOW = 1_000_000.0


def led(*verbs, start=None, now=NOW):
    """The room after some verbs; one with a number is given it."""
    standing = start or Standing()
    for verb in verbs:
        name, _, n = verb.partition(" ")
        standing = after(name, Moment(day(), standing, now, {"minutes": n, "n": n}))
    return standing


def key(*verbs, start=None):
    with pytest.raises(RunError) as refused:
        led(*verbs, start=start)
    return refused.value.key


def test_an_activity_is_opened_closed_and_shown():
    steps = [led("open"), led("open", "close"), led("open", "close", "show")]
    assert [one.step("mood").stage for one in steps] == ["open", "closed", "shown"]


def test_reopening_begins_a_round_and_keeps_the_one_before():
    step = led("open", "close", "show", "reopen").step("mood")
    assert (step.round, step.stage, step.seen) == (2, "open", False)


def test_answers_that_were_seen_are_not_answered_again_blind():
    to_grid = led("next", "next", "next")
    assert key("open", "show", "hide", "open", start=to_grid) == "room.seen_already"
    assert led("open", "close", "open", start=to_grid).step("grid").stage == "open"


def test_going_on_closes_what_was_open_and_coming_back_finds_it_so():
    there = led("open", "next", "open", "previous")
    assert (there.at, there.step("mood").stage, there.step("tools").stage) == (
        0,
        "closed",
        "closed",
    )


def test_a_list_has_two_ends():
    assert key("previous") == key(*["next"] * 7) == "room.no_further"


def test_a_pause_stops_the_clock_and_nothing_else():
    paused = led("open", "timer 5", "pause")
    assert (paused.left, paused.until, paused.step("mood").stage) == (300, None, "open")
    assert led("resume", start=paused, now=NOW + 50).until == NOW + 350


def test_a_clock_that_was_set_in_a_pause_starts_after_it():
    assert led("pause", "timer 2", "resume").until == NOW + 120
    assert led("timer 2", "timer 0").until is None


@pytest.mark.parametrize("n", ["-1", "nan", "inf", "many", "601", ""])
def test_a_number_that_is_none_is_refused(n):
    assert key(f"timer {n}") == "room.wrong_number"


def test_groups_are_whole():
    assert led("groups 3").groups == 3
    assert key("groups 2.5") == "room.wrong_number"


def test_a_room_that_has_ended_does_nothing_more():
    ended = led("open", "end")
    assert ended.step("mood").stage == "closed"
    assert {key(verb, start=ended) for verb in VERBS} == {"room.ended"}


def test_a_verb_that_is_mistyped_is_answered_with_the_nearest():
    with pytest.raises(RunError) as refused:
        led("opne")
    assert refused.value.key == "room.no_such_verb"
    assert "open" in refused.value.say("fr")


def test_what_cannot_be_done_now_is_said():
    assert key("close") == "room.not_opened_yet"
    assert key("open", "open") == "room.open_already"
    assert key("open", "close", "close") == "room.closed_already"
    assert key("open", "show", "show") == "room.shown_already"


@given(some.lists(some.sampled_from([*VERBS, "timer 3", "groups 2"]), max_size=12))
def test_whatever_is_asked_a_room_stands_somewhere_and_at_most_one_activity_is_open(verbs):
    standing = Standing()
    for verb in verbs:
        try:
            standing = led(verb, start=standing)
        except RunError:
            continue
    assert 0 <= standing.at < 7
    assert sum(step.stage == "open" for step in standing.steps.values()) <= 1
    assert Standing.of(json.loads(json.dumps(standing.plain()))) == standing
