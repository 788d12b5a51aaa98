"""Every fault that is planted is found where it is, and nothing else is cried with it."""

from datetime import date

import pytest

from workbench.base.records import changed
from workbench.collection.record import AskedIf
from workbench.data.simulate import faults
from workbench.data.simulate.collected import ITEMS

TODAY = date(2026, 6, 1)
TWO = ("club_03", "club_20")
SCORES = ("score__entry", "score__exit")

PLANTED = {
    "far": (lambda t: faults.wild(t, "hours", 1), ("quality.outliers", "hours")),
    "zero_too_many": (
        lambda t: faults.wild(t, "hours", 1, n=1, value=900),
        ("quality.outliers", "hours"),
    ),
    "heaped": (lambda t: faults.heaped(t, "hours", 1), ("quality.heaping", "hours")),
    "copied": (lambda t: faults.copied(t, SCORES, 1), ("quality.copied", "score__exit")),
    "copied_at_two": (
        lambda t: faults.copied(t, SCORES, 1, share=1, sites=TWO),
        ("quality.copied_at_site", "score__exit"),
    ),
    "backwards": (
        lambda t: faults.backwards(t, "entry_date", "exit_date", 1, n=1),
        ("quality.dates_backwards", "exit_date"),
    ),
    "to_come": (
        lambda t: faults.in_the_future(t, "follow_up_date", TODAY, 1, n=1),
        ("quality.date_to_come", "follow_up_date"),
    ),
    "unborn": (
        lambda t: faults.unborn(t, "birth_date", "entry_date", 1, n=1),
        ("quality.birth_impossible", "birth_date"),
    ),
    "called_late": (
        lambda t: faults.called_late(t, "follow_up_date", 1),
        ("quality.call_out_of_time", "follow_up_date"),
    ),
    "perfect": (
        lambda t: faults.all_alike(t, "positive_exit", TWO),
        ("quality.perfect_site", "positive_exit"),
    ),
    "nobody": (
        lambda t: faults.all_alike(t, "positive_exit", TWO, value=0),
        ("quality.perfect_site", "positive_exit"),
    ),
    "gap_at_entry": (
        lambda t: faults.unanswered(t, ["qpv"], 1, sites=TWO),
        ("quality.missing_at_site", "qpv"),
    ),
    "gaps_at_entry": (
        lambda t: faults.unanswered(t, ["qpv"], 1, share=0.3),
        ("quality.missing_earlier", "qpv"),
    ),
    "gap_at_the_end": (
        lambda t: faults.unanswered(t, ["follow_up_date"], 1, sites=TWO),
        ("data.missing_by_site", "follow_up_date"),
    ),
    "gaps_at_the_end": (
        lambda t: faults.unanswered(t, ["follow_up_date"], 1, share=0.3),
        ("data.missing", "follow_up_date"),
    ),
    "site_lost": (
        lambda t: faults.unanswered(
            t, ["score__exit", "hours", "situation", "positive_exit"], 1, sites=TWO
        ),
        ("quality.attrition_by_site", "club"),
    ),
    "straight": (
        lambda t: faults.straight_lined(t, ITEMS, 1),
        ("quality.straight_lines", ITEMS[0]),
    ),
    "turned": (lambda t: faults.turned(t, ITEMS[2], 0, 5), ("quality.item_turned", ITEMS[2])),
    "repeated": (
        lambda t: faults.repeated(t, "person", 1, n=1),
        ("quality.rows_repeated", "person"),
    ),
    "below": (lambda t: faults.wild(t, "score__exit", 1, n=1, value=-1),
              ("quality.out_of_range", "score__exit")),
    "another_word": (
        lambda t: faults.recoded(t, "qpv", {"yes": "oui"}),
        ("quality.not_offered", "qpv"),
    ),
    "a_word_for_a_number": (
        lambda t: faults.wild(t.astype({"hours": object}), "hours", 1, n=1, value="douze"),
        ("quality.wrong_type", "hours"),
    ),
    "a_word_for_a_day": (
        lambda t: faults.wild(t.astype({"exit_date": str}), "exit_date", 1, n=1, value="hier"),
        ("quality.wrong_type", "exit_date"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(sound, cries, fault):
    plant, expected = PLANTED[fault]
    table, asked = sound()
    assert expected not in cries(table, asked)
    assert expected in cries(plant(table), asked)


@pytest.mark.parametrize("fault", PLANTED)
def test_planting_never_changes_the_table_it_was_given(sound, fault):
    table, _ = sound()
    before = table.copy()
    PLANTED[fault][0](table)
    assert table.equals(before)


@pytest.mark.parametrize("by", [-1, 1])
def test_a_scale_that_moved_is_found(sound, cries, by):
    table, asked = sound(baseline=3, spread=1.3, low=1, high=5, effect=0.2)
    expected = ("quality.scale_shifted", "score__exit")
    assert expected not in cries(table, asked)
    assert expected in cries(faults.shifted(table, "score__exit", by), asked)


def test_a_real_gain_is_not_a_scale_that_moved(sound, cries):
    table, asked = sound(baseline=3, spread=1.3, low=1, high=5, effect=1.5, arms="all")
    assert ("quality.scale_shifted", "score__exit") not in cries(table, asked)


def asked_twice(table, asked):
    """Return a table and questions in which the neighbourhood was asked at exit too."""
    again = table.rename(columns={"qpv": "qpv__entry"})
    again = again.assign(qpv__exit=again["qpv__entry"])
    questions = [
        changed(q, waves=("entry", "exit")) if q.id == "qpv" else q for q in asked.questions
    ]
    return again, changed(asked, questions=tuple(questions))


def test_a_category_with_another_name_is_found(sound, findings):
    table, asked = asked_twice(*sound())
    renamed = faults.recoded(table, "qpv__exit", {"yes": "y"})
    found = {f.where: f for f in findings(renamed, asked) if f.id == "quality.coding_changed"}
    assert found["qpv__exit"].passed is False
    assert found["qpv__exit"].severity == "warning"
    assert (found["qpv__exit"].holes["gone"], found["qpv__exit"].holes["new"]) == ("yes", "y")


def test_a_category_that_only_left_is_a_note(sound, findings):
    table, asked = asked_twice(*sound())
    merged = faults.recoded(table, "qpv__exit", {"yes": "no"})
    found = [f for f in findings(merged, asked) if f.id == "quality.coding_changed"]
    assert [(f.passed, f.severity) for f in found] == [(False, "note")]


def test_an_answer_to_a_question_that_is_skipped_is_found(sound, cries):
    table, asked = sound()
    questions = [
        changed(q, asked_if=AskedIf(question="situation", among=("solution",)))
        if q.id == "hours" else q
        for q in asked.questions
    ]  # fmt: skip
    skipping = changed(asked, questions=tuple(questions))
    assert ("quality.asked_in_vain", "hours") in cries(table, skipping)
    right = table.assign(hours=table["hours"].where(table["situation"] == "solution"))
    assert ("quality.asked_in_vain", "hours") not in cries(right, skipping)


def test_a_required_answer_that_is_missing_is_found(sound, cries):
    table, asked = sound()
    questions = [changed(q, required=True) if q.id == "qpv" else q for q in asked.questions]
    needing = changed(asked, questions=tuple(questions))
    assert ("quality.needed", "qpv") not in cries(table, needing)
    one = table.assign(qpv=table["qpv"].mask(table.index == 3))
    assert ("quality.needed", "qpv") in cries(one, needing)


def test_a_text_of_another_shape_is_found_and_never_shown(sound, findings):
    table, asked = sound()
    text = changed(
        next(q for q in asked.questions if q.id == "sex"),
        id="postcode", type="text", options=(), pattern="[0-9]{5}",
    )  # fmt: skip
    more = changed(asked, questions=(*asked.questions, text))
    codes = table.assign(postcode="59000").assign(
        postcode=lambda t: t["postcode"].mask(t.index == 3, "Camille")
    )
    found = [f for f in findings(codes, more) if f.id == "quality.wrong_shape"]
    assert [(f.passed, f.where, f.holes["n"]) for f in found] == [(False, "postcode", 1)]
    assert "Camille" not in found[0].sentence("fr")


def test_a_person_at_two_sites_is_found(sound, plan):
    from workbench.data import check
    from workbench.data.simulate.collected import waves

    table, asked = sound()
    frames = waves(table, asked)
    moved = frames[1].assign(club=frames[1]["club"].mask(frames[1].index == 5, "club_30"))
    found = check(table, [frames[0], moved, frames[2]], asked, plan, TODAY)
    wrong = [f for f in found if f.id == "quality.site_changed" and f.passed is False]
    assert [f.holes["n"] for f in wrong] == [1]
