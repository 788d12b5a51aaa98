"""What nobody could see is said, and an empty place is not a zero."""

import pytest

from tests.capitalisation.day.a_day import ITEM, decided, known_of, placed, rated
from workbench.capitalisation.day.blind_spots import blind_spots, counted


def wrong(known):
    return {(one.id, one.where) for one in blind_spots(known) if one.passed is False}


def test_a_prerequisite_that_nobody_can_judge_is_found():
    known = known_of(rated("na"), rated("na", 2), rated(1, item="used"))
    assert ("day.nobody_could_judge", ITEM) in wrong(known)
    assert ("day.nobody_could_judge", "used") not in wrong(known)


def test_a_zero_is_a_judgement():
    assert ("day.nobody_could_judge", ITEM) not in wrong(known_of(rated(0)))


def test_a_pilot_that_nobody_read_is_found():
    found = wrong(known_of(rated(2)))
    assert ("day.pilot_not_read", "south") in found
    assert ("day.pilot_not_read", "north") not in found


def test_few_raters_are_told():
    assert ("day.few_raters", "north") in wrong(known_of(rated(2), rated(2, 2)))
    assert ("day.few_raters", "north") not in wrong(known_of(*(rated(2, n) for n in range(3))))


def test_a_pilot_without_evidence_is_found_and_evidence_kept_back_is_evidence():
    assert ("day.pilot_without_evidence", "north") in wrong(known_of(rated(2)))
    assert ("day.pilot_without_evidence", "north") not in wrong(known_of(rated(2, evidence="x")))


@pytest.mark.parametrize(("high", "found"), [(2, True), (1, False)])
def test_two_levels_apart_are_two_pilots(high, found):
    assert (("day.split", "north") in wrong(known_of(rated(0), rated(high, 2)))) is found


def test_a_domain_that_nobody_sees_is_found_and_one_that_nobody_was_asked_is_not():
    found = wrong(known_of(placed("claimed"), placed("absent", item="political")))
    assert ("day.domain_empty", "political") in found
    assert ("day.domain_empty", "individual") not in found
    assert not any(id == "day.domain_empty" for id, _ in wrong(known_of(rated(1))))


def test_what_is_only_claimed_is_found():
    assert ("day.domain_only_claimed", "individual") in wrong(known_of(placed("claimed")))
    assert ("day.domain_only_claimed", "individual") not in wrong(known_of(placed("measured")))


def test_a_decision_without_owner_or_date_is_found():
    ids = {id for id, _ in wrong(known_of(decided("x", who="y"), decided("z", when="w", slot=2)))}
    assert {"day.decision_without_owner", "day.decision_without_date"} <= ids
    ids = {id for id, _ in wrong(known_of(decided("x", who="y", when="z")))}
    assert not {"day.decision_without_owner", "day.decision_without_date"} & ids


def test_an_answer_of_no_sequence_is_found():
    ids = {id for id, _ in wrong(known_of(rated(1, pilot="gone")))}
    assert "day.answers_of_no_sequence" in ids


def test_what_became_of_votes_adds_up():
    known = known_of(rated(1), rated(2), rated(3, 2))
    assert counted(known) == {"stands": 2, "replaced": 1, "taken_back": 0}
