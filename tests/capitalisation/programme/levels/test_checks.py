"""What could mislead in a programme is named: who is silent, who is twice, what never began."""

import pytest

from tests.capitalisation.programme.levels.made import COUNTS, WHERE, made, registry
from workbench.capitalisation.programme.levels import check, counted
from workbench.ledger import Ledger


@pytest.fixture
def found(tmp_path, wrong):
    """A builder: the findings of a programme made by hand that say something is wrong."""

    def look(ledger=None, **more):
        return wrong(check(counted(made(tmp_path, **more)), ledger))

    return look


def test_a_programme_in_order_lacks_only_the_moment_of_its_target(found):
    assert found() == {("levels.no_moment", "placed")}


def test_fewer_units_than_planned_are_told(found):
    planned = [
        {"column": "federation", "label": "F", "planned": {"value": 3}},
        {"column": "territory", "label": "T", "planned": {"value": 3}},
        {"column": "club", "label": "C"},
    ]
    told = found(levels=planned)
    assert ("levels.planned", "federation") in told
    assert ("levels.planned", "territory") not in told


def test_people_of_a_site_that_the_registry_does_not_know_are_counted_nowhere(tmp_path, wrong):
    all_of_them = counted(made(tmp_path, {**COUNTS, "z": (10, 10, 0)}))
    assert all_of_them.strangers == 20
    assert ("levels.strangers", "") in wrong(check(all_of_them))


def test_a_site_from_which_nothing_came_is_named(found):
    assert ("levels.nobody", "") in found(rows=registry({**WHERE, "f": ("south", "plain")}))


def test_levels_that_cross_are_never_added(found):
    assert ("levels.crossed", "territory") in found(
        rows=registry({**WHERE, "b": ("south", "hills")})
    )


def test_a_cohort_that_never_began_keeps_its_places(tmp_path, wrong):
    rows = [{**row, "opened": "no"} if row["club"] == "e" else row for row in registry()]
    told = counted(made(tmp_path, rows=rows))
    assert ("levels.not_begun", "") in wrong(check(told))
    assert told.came("programme")[0].places == 120
    assert told.came("programme")[0].opened == 4


def test_more_people_than_places_are_told(found):
    assert ("levels.more_than_places", "") in found(counts={**COUNTS, "e": (15, 15, 0)})


def test_a_promise_that_contradicts_itself_is_kept_and_told(found):
    promise = {"all": {"value": 120}, "site": {"value": 20}}
    assert ("levels.promise", "") in found(enrolment=promise)


def test_the_open_question_of_a_published_target_is_said(found):
    figure = {
        "id": "T-1", "label": "Target", "value": 0.5, "unit": "share", "kind": "target",
        "source": "page", "question": "By when?",
    }  # fmt: skip
    ledger = Ledger.model_validate({"format": 1, "figures": [figure]})
    target = {"value": 0.5, "figure": "T-1"}
    outcomes = [{"column": "placed", "label": "Placed", "when": "at exit", "target": target}]
    assert found(ledger, outcomes=outcomes) == {("levels.open_target", "T-1")}


def test_many_unknown_people_are_told_with_both_bounds(found):
    assert ("levels.unknown", "placed") in found(counts=dict.fromkeys(COUNTS, (9, 9, 9)))


def test_a_club_far_beyond_chance_is_to_be_visited(found):
    counts = {**dict.fromkeys(COUNTS, (10, 14, 0)), "e": (23, 0, 0)}
    assert ("levels.beyond", "placed") in found(counts=counts)
