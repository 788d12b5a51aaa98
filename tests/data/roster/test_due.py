"""Who is to be asked now, who is late, who was lost."""

from datetime import date

import pytest

from tests.data.roster.conftest import ENTRY, EXIT
from workbench.base.yaml_files import read_yaml, write_yaml
from workbench.data import roster
from workbench.data.roster.checks import check

TODAY = date(2026, 9, 15)


@pytest.fixture
def followed(bare):
    """The same dossier, with a call six months after."""
    path = bare.path("collection/instrument.yml")
    content = read_yaml(path)
    for question in content["questions"]:
        if question["id"] in ("person", "structure"):
            question["waves"] = ["entry", "exit", "follow_up"]
    still = {"id": "still", "label": "Encore ?", "type": "text", "waves": ["follow_up"]}
    questions = [*content["questions"], still]
    write_yaml(path, {**content, "waves": ["entry", "exit", "follow_up"], "questions": questions})
    return bare


def states(dossier, key, today=TODAY):
    row = next(row for row in roster.roster(dossier, today).rows if row.key == key)
    return {one.wave: one.state for one in row.waves}


def test_a_key_without_answers_waits_for_its_entry(bare):
    assert states(bare, roster.add(bare)) == {"entry": "due", "exit": "open"}


def test_an_entry_is_done_once_every_question_is_settled(bare, one):
    assert states(bare, one)["entry"] == "done"
    roster.give(bare, one, "entry", "confidence", "pending")
    assert states(bare, one)["entry"] == "begun"
    roster.give(bare, one, "entry", "confidence", "")
    roster.note(bare, one, "entry", roster.FINISHED, "yes")
    assert states(bare, one)["entry"] == "done"
    roster.give(bare, one, "entry", "entry_date", "")
    assert states(bare, one)["entry"] == "begun"


@pytest.mark.parametrize(
    ("planned", "state"),
    [("20/9/2026", "waiting"), ("15/9/2026", "due"), ("18/8/2026", "due"), ("17/8/2026", "late")],
)
def test_the_exit_is_asked_from_the_day_of_leaving_to_four_weeks_after(bare, one, planned, state):
    roster.plan(bare, one, planned)
    assert states(bare, one)["exit"] == state


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2027, 2, 13), "waiting"),
        (date(2027, 2, 14), "due"),
        (date(2027, 3, 16), "due"),
        (date(2027, 3, 17), "late"),
    ],
)
def test_the_follow_up_is_asked_six_months_after_the_exit(followed, one, fill, today, state):
    fill(followed, one, "exit", EXIT)
    assert states(followed, one, today)["follow_up"] == state


@pytest.mark.parametrize(
    ("today", "state"), [(date(2027, 4, 2), "open"), (date(2027, 4, 3), "due")]
)
def test_of_whom_nobody_knows_when_they_leave_somebody_asks_after_a_year(bare, one, today, state):
    assert states(bare, one, today)["exit"] == state


def test_who_does_not_want_to_be_called_is_not_called(followed, one, fill, with_keys):
    agreed = [{"about": "six_months", "kept": "form"}]
    with_keys(followed, "collection/instrument.yml", agreements=agreed)
    fill(followed, one, "exit", {**EXIT, "agreement_six_months": "no"})
    assert states(followed, one, date(2027, 3, 1)) == {
        "entry": "done", "exit": "done", "follow_up": "declined",
    }  # fmt: skip


def test_who_was_lost_is_not_called_and_the_reason_is_kept(followed, one):
    roster.plan(followed, one, "1/8/2026")
    roster.note(followed, one, "exit", roster.LOST, "moved")
    found = roster.roster(followed, TODAY)
    assert states(followed, one)["exit"] == "lost"
    assert [one.why for one in found.rows[0].waves if one.state == "lost"] == ["moved"]
    assert found.due() == []
    assert found.counts()["exit"] == {"lost": 1}
    roster.note(followed, one, "exit", roster.LOST, "")
    assert states(followed, one)["exit"] == "late"


def test_what_is_late_comes_first(bare, one, fill):
    roster.plan(bare, one, "15/9/2026")
    other = roster.add(bare)
    fill(bare, other, "entry", {**ENTRY, "age": "20"})
    roster.plan(bare, other, "1/8/2026")
    third = roster.add(bare)
    assert [(due.person, due.state) for due in roster.roster(bare, TODAY).due()] == [
        (other, "late"), (one, "due"), (third, "due"),
    ]  # fmt: skip


def test_people_who_came_in_a_file_are_listed_and_their_exit_can_be_filled_here(example):
    dossier = example("trajectoires")
    found = roster.roster(dossier, TODAY)
    waiting = [row for row in found.rows if row.waves[1].state == "due"]
    assert len(found.rows) > 100
    assert {row.waves[0].state for row in waiting} == {"file"}
    assert all(row.entered for row in waiting)
    key = waiting[0].key
    roster.give(dossier, key, "exit", "exit_date", "1/9/2026")
    assert states(dossier, key) == {"entry": "file", "exit": "begun"}


def test_an_exit_before_the_entry_is_found(bare, one, wrong):
    roster.give(bare, one, "exit", "exit_date", "1/4/2026")
    assert ("roster.backwards", one) in wrong(check(bare, TODAY))
    roster.give(bare, one, "exit", "exit_date", "1/5/2026")
    assert wrong(check(bare, TODAY)) == set()


def test_a_day_to_come_is_pointed_at(bare, one, wrong):
    roster.give(bare, one, "entry", "entry_date", "3/4/2062")
    assert ("roster.to_come", one) in wrong(check(bare, TODAY))


def test_one_person_entered_twice_is_suspected(bare, one, fill, wrong):
    twin, other = roster.add(bare), roster.add(bare)
    fill(bare, twin, "entry", ENTRY)
    fill(bare, other, "entry", {**ENTRY, "age": "20"})
    assert wrong(check(bare, TODAY)) == {("roster.twice", twin)}


def test_a_date_that_is_none_is_refused_as_a_plan(bare, one):
    with pytest.raises(roster.keep.DataError):
        roster.plan(bare, one, "bientôt")
    assert states(bare, one)["exit"] == "open"
