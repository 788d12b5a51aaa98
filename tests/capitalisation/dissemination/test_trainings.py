"""Trainings: one day makes no participant, only pairs are compared, few people are never shown."""

import pytest

from workbench.base.errors import DataError
from workbench.capitalisation.dissemination import trainings
from workbench.capitalisation.dissemination.trainings import Said, Seat

YES = {"entry": "yes", "exit": "yes", "six_months": "not_yet"}


def seat(person, days=3.0, came=3.0, role="educator", training="t", line=2):
    return Seat(person, role, training, days, came, YES, line)


def said(person, before, after, then=None):
    return Said(person, "t", "s", before, after, then, 2)


@pytest.mark.parametrize(
    ("days", "came", "takes_part"),
    [(1, 1, False), (0.5, 0.5, False), (1.5, 1, True), (3, 0, False)],
)
def test_an_operation_of_a_day_or_less_makes_no_participant(days, came, takes_part):
    assert seat("p", days, came).participates is takes_part


def test_somebody_at_two_trainings_is_one_person():
    came = [seat("p"), seat("p", 1, 1, training="short"), seat("q", 1, 1, training="short")]
    assert trainings.participants(came) == (2, 1)


def test_only_those_who_answered_twice_are_compared():
    came = [seat(f"p{n}") for n in range(8)]
    told = [said(f"p{n}", 4, 6, 3) for n in range(6)]
    told += [said("p6", 9, None), said("p7", None, 1)]
    (one,) = trainings.changes(came, told)
    assert (one.pairs, one.only_before, one.only_after) == (6, 1, 1)
    assert (one.mean, one.from_then, one.up) == (2, 3, 6)


def test_fewer_than_five_pairs_show_no_mean():
    (one,) = trainings.changes([seat("p")], [said(f"p{n}", 4, 6) for n in range(4)])
    assert one.masked
    assert one.mean is None


def test_a_total_does_not_give_away_a_hidden_row():
    came = [seat(f"p{n}") for n in range(12)] + [seat("m", role="manager")]
    hidden = trainings.sentence(came, "en")
    assert "13" not in hidden
    assert "12" not in hidden
    assert "12" in trainings.sentence(came[:12], "en")


def test_what_is_wrong_with_a_row_is_found(wrong):
    came = [seat("p", 1, 2, "cook", line=2), seat("p", 1, 1, line=3)]
    found = wrong(trainings.check(came, [said("stranger", 1, 2)]))
    assert found == {
        ("dissemination.unknown_staff", "2"),
        ("dissemination.came_beyond", "2"),
        ("dissemination.same_seat", "3"),
        ("dissemination.one_day", "t"),
        ("dissemination.skill_of_nobody", trainings.SKILLS),
        ("dissemination.no_then", trainings.SKILLS),
    }


def test_a_word_in_place_of_a_number_is_refused_with_its_line(club):
    head = ",".join(trainings.COLUMNS)
    text = f"{head}\np1,educator,t,three,1,yes,yes,yes\n"
    club.path(trainings.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as error:
        trainings.seats(club)
    assert (error.value.key, error.value.holes["line"]) == ("dissemination.not_a_number", 2)
