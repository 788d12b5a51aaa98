"""Ratings keep their spread; agreement is told from three people on."""

import pytest

from tests.capitalisation.day.a_day import ITEM, given, known_of, rated
from workbench.capitalisation.day import rounds_table, sheets
from workbench.capitalisation.day.agreement import agreed, moves, of_moment, of_pilot
from workbench.contribution.coefficients import alpha

FIRST = ("read", 1)


def cell(known, pilot="north", moment=FIRST):
    return known.readings.cell(pilot, ITEM, moment)


def test_each_level_is_counted_and_nobody_is_averaged():
    found = cell(known_of(rated(0), rated(3, 2), rated(3, 3), rated("na", 4)))
    assert found.counts == {"0": 1, "1": 0, "2": 0, "3": 2, "na": 1}
    assert (found.ends, found.split) == ((0, 3), True)
    assert not {"mean", "total", "sum", "rank"} & set(dir(found))


def test_who_cannot_judge_is_neither_low_nor_high():
    found = cell(known_of(rated("na"), rated(2, 2), rated("na", 3)))
    assert (found.ends, found.split) == ((2, 2), False)


def test_only_the_last_answer_of_a_person_counts():
    found = cell(known_of(rated(0), rated(1, 2), rated(2)))
    assert found.scores == (1, 2)


@pytest.mark.parametrize(("people", "enough"), [(2, False), (3, True)])
def test_agreement_is_told_from_three_people_on(people, enough):
    items = (ITEM, "territory", "used")
    answers = [rated(n, who, item=item) for who in range(people) for n, item in enumerate(items)]
    found = of_pilot(known_of(*answers).readings, "north", FIRST)
    assert (found.raters, found.enough) == (people, enough)
    assert ((found.share, found.alpha) == (1, 1)) is enough
    assert (found.alpha is None) is not enough


def test_alpha_is_that_of_ranks_within_each_pilot():
    table = [[0, 1, 2, 3], [0, 2, 2, None], [1, 1, 3, 3]]
    items = (ITEM, "territory", "used", "regular")
    answers = [
        rated("na" if score is None else score, who, item=items[n])
        for who, row in enumerate(table)
        for n, score in enumerate(row)
    ]
    found = of_moment(known_of(*answers).readings, FIRST)
    assert found.alpha == alpha(table, "ordinal", range(4))


def test_where_everybody_gives_one_score_alpha_is_not_told():
    found = of_pilot(known_of(*(rated(2, who) for who in range(4))).readings, "north", FIRST)
    assert (found.share, found.alpha) == (1, None)


def test_no_rating_is_no_agreement():
    found = agreed([])
    assert (found.n, found.raters, found.alpha) == (0, 0, None)


def test_two_rounds_are_compared_person_by_person():
    answers = [rated(0), rated(1, 2), rated("na", 3), rated(2, round=2), rated(1, 2, round=2)]
    known = known_of(*answers, rated(3, 3, round=2))
    one = next(move for move in moves(known.readings) if move.before.item == ITEM)
    assert (one.raised, one.lowered, one.same, one.began, one.stopped) == (1, 0, 1, 1, 0)
    assert (one.before.ends, one.after.ends) == ((0, 1), (1, 3))
    assert len(rounds_table(known, "fr")) == 7


def test_in_the_end_the_last_round_stands():
    known = known_of(rated(0), rated(3, round=2), rated(1, 2, round=2))
    assert known.readings.last("north", ITEM).scores == (1, 3)


@pytest.mark.parametrize(("said", "seen"), [("yes", True), ("no", False), (None, False)])
def test_evidence_is_printed_only_with_consent(said, seen):
    asked = [] if said is None else [given("consent", said)]
    known = known_of(*asked, rated(2, evidence="le registre"))
    rating = cell(known).ratings[0]
    assert (rating.evidence == "le registre", rating.kept_back) == (seen, not seen)
    assert rating.rests


def test_a_yes_that_is_taken_back_is_no_yes():
    known = known_of(given("consent", "yes"), rated(2, evidence="x"), given("consent", None))
    assert cell(known).ratings[0].kept_back


def test_words_that_tell_who_are_kept_back_whatever_was_said():
    known = known_of(given("consent", "yes"), rated(2, evidence="demandez à Mme Durand"))
    assert cell(known).ratings[0].kept_back


def test_a_pilot_that_left_the_day_stands_in_the_votes_and_in_no_reading():
    known = known_of(rated(2, pilot="gone"))
    assert known.readings.cells == ()
    assert len(sheets(known)["votes"]) == 1
