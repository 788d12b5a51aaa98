"""What fits each kind of activity, and what a room sees of the answers: never a rank or a total."""

import json
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.rooms.conftest import SEQUENCES, asked, sent
from workbench.base.errors import RunError
from workbench.rooms import kinds
from workbench.rooms.given import Given
from workbench.rooms.record import Kind

GOOD = {
    "mood": "yes",
    "tools": ["no", "yes"],
    "wall": "Confiance",
    "grid": {"score": 2, "evidence": "Le rapport de mai", "confidence": "documented"},
    "map": {"option": "no", "evidence": ""},
    "board": {"what": "Ouvrir un club", "who": "", "when": "", "axis": "political"},
    "harvest": "Une journée utile",
}
PLACES = {"grid": {"subject": "drome", "item": "p1"}, "map": {"subject": "drome", "item": "p2"}}
WRONG = {
    "room.no_such_option": ("mood", "yess"),
    "room.not_list": ("tools", "yes"),
    "room.too_many": ("tools", ["yes", "no", "so"]),
    "room.not_text": ("harvest", 3),
    "room.too_long": ("harvest", "x" * 10_000),
    "room.wrong_score": ("grid", {"score": 4}),
    "room.wrong_parts": ("grid", {"score": 1, "rank": 2}),
    "room.wrong_confidence": ("grid", {"score": 1, "confidence": "sure"}),
    "room.evidence_missing": ("grid", {"score": 1, "confidence": "verified"}),
    "room.decision_empty": ("board", {"what": "  ", "axis": "political"}),
    "room.wrong_axis": ("board", {"what": "x", "axis": "other"}),
}
ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inside: some.lists(inside, max_size=3) | some.dictionaries(some.text(), inside),
    max_leaves=4,
)


def kept(activity, value, person=1, group=None, at=0.0, **place):
    """An answer as the store keeps it."""
    answer = sent(activity, value, **{**PLACES.get(activity, {}), **place})
    return Given(
        activity, 1, person, group, answer.subject, answer.item, answer.slot,
        kinds.check(asked(activity), answer), at, f"{person}-{at}", asked(activity).per == "group",
    )  # fmt: skip


def cell(activity, *answers, at=0):
    return kinds.tally(asked(activity), answers)["cells"][at]


def test_every_kind_that_may_be_asked_can_be_answered():
    assert set(kinds.ALL) == set(Kind.__args__) == {one["kind"] for one in SEQUENCES}


@pytest.mark.parametrize("activity", GOOD)
def test_an_answer_that_fits_is_kept_as_it_is(activity):
    value = kept(activity, GOOD[activity]).value
    assert value == (
        sorted(GOOD[activity], reverse=True) if activity == "tools" else GOOD[activity]
    )


@pytest.mark.parametrize("key", WRONG)
def test_an_answer_that_does_not_fit_is_refused_with_its_letter(key):
    with pytest.raises(RunError) as refused:
        kept(*WRONG[key])
    assert refused.value.key == key
    assert refused.value.say("fr")


@pytest.mark.parametrize("activity", GOOD)
def test_a_place_that_is_not_there_is_refused(activity):
    with pytest.raises(RunError) as refused:
        kept(activity, GOOD[activity], item="elsewhere")
    assert refused.value.key == "room.no_such_place"


def test_each_answer_of_several_has_its_own_slot_up_to_the_most():
    assert kept("wall", "Trois", slot=3).slot == 3
    with pytest.raises(RunError) as refused:
        kept("wall", "Quatre", slot=4)
    assert refused.value.key == "room.too_many"


@pytest.mark.parametrize("activity", GOOD)
@given(value=ANYTHING)
def test_whatever_a_phone_sends_is_kept_or_refused_with_a_letter(activity, value):
    with suppress(RunError):
        json.dumps(kept(activity, value).value, allow_nan=False)


def test_html_is_text_like_any_other_and_signs_that_nobody_sees_are_gone():
    text = '<script>alert("1")</script> a\u202eb\x00c\u200bd'
    assert kept("harvest", text).value == '<script>alert("1")</script> a b c d'


def test_options_are_counted_in_their_own_order_whatever_was_answered():
    many = [kept("mood", "so", person=n) for n in range(3)] + [kept("mood", "yes", person=9)]
    assert list(cell("mood", *many)["counts"].items()) == [("yes", 1), ("no", 0), ("so", 3)]


def test_an_answer_that_was_taken_back_is_counted_nowhere():
    seen = kinds.tally(asked("mood"), [replace(kept("mood", "yes"), value=None)])
    assert (seen["answered"], seen["cells"][0]["n"]) == (0, 0)


def test_the_same_word_written_otherwise_is_shown_once_as_most_wrote_it():
    words = ["Équipe", "équipe", "equipe !", "équipe", "Santé"]
    many = [kept("wall", word, person=n, at=n) for n, word in enumerate(words)]
    assert cell("wall", *many)["words"] == [{"text": "équipe", "n": 4}, {"text": "Santé", "n": 1}]


def test_one_person_who_says_a_word_three_times_counts_once():
    many = [kept("wall", "Santé", slot=n, at=n) for n in (1, 2, 3)]
    assert cell("wall", *many)["words"] == [{"text": "Santé", "n": 1}]


def test_a_rating_shows_counts_and_range_and_no_mean():
    scores = ("na", 3, 0, 3)
    many = [kept("grid", {"score": s}, person=n) for n, s in enumerate(scores)]
    seen = cell("grid", *many)
    assert seen["counts"] == {"0": 1, "1": 0, "2": 0, "3": 2, "na": 1}
    assert (seen["low"], seen["high"], seen["n"]) == (0, 3, 4)
    assert set(seen) == {"subject", "item", "n", "counts", "low", "high", "confidence", "evidence"}


def test_a_rating_that_nobody_could_give_has_no_range():
    seen = cell("grid", kept("grid", {"score": "na"}))
    assert (seen["low"], seen["high"]) == (None, None)


def test_places_without_an_answer_are_shown_as_such():
    seen = kinds.tally(asked("grid"), [kept("grid", GOOD["grid"])])
    where = [(one["subject"], one["item"], one["n"]) for one in seen["cells"]]
    assert where == [("drome", "p1", 1), ("drome", "p2", 0), ("poitiers", "p1", 0),
                     ("poitiers", "p2", 0)]  # fmt: skip


def test_the_order_of_places_never_follows_the_scores():
    best = kept("grid", {"score": 3}, subject="poitiers")
    worst = kept("grid", {"score": 0}, subject="drome", person=2)
    cells = kinds.tally(asked("grid"), [best, worst])["cells"]
    assert [one["subject"] for one in cells] == ["drome", "drome", "poitiers", "poitiers"]


def test_decisions_of_a_group_count_for_the_group():
    two = [kept("board", GOOD["board"], person=n, group=1, slot=n) for n in (1, 2)]
    seen = kinds.tally(asked("board"), two)
    assert (seen["answered"], len(seen["cells"][0]["decisions"])) == (1, 2)


def test_nobody_is_named_in_what_a_room_sees():
    answers = {name: [kept(name, value, person=77)] for name, value in GOOD.items()}
    seen = json.dumps([kinds.tally(asked(name), found) for name, found in answers.items()])
    assert "77" not in seen
