"""Whoever should change is asked by something, or is a blind spot."""

import pytest

from workbench import contribution
from workbench.base.words import LANGS
from workbench.contribution import Coverage

ROWS = [
    {"stakeholder": "young", "asked": [{"by": "form", "state": "asked", "when": 2024}]},
    {"stakeholder": "team", "asked": [{"by": "form", "state": "asked"}]},
]


def coverage(rows):
    instruments = [{"id": "form", "name": "Form"}, {"id": "talk", "name": "Interviews"}]
    return Coverage.model_validate({"format": 1, "instruments": instruments, "rows": rows})


def ids(made, evaluation):
    found = contribution.coverage.check(made, evaluation)
    return {(one.id, one.where) for one in found if one.passed is False}


def test_everybody_asked_leaves_no_blind_spot(evaluation):
    assert ids(coverage(ROWS), evaluation) == set()


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ([{"by": "form", "state": "not_asked"}], "coverage.blind_spot"),
        ([{"by": "form", "state": "proposed"}], "coverage.blind_spot"),
        ([], "coverage.blind_spot"),
        ([{"by": "form", "state": "not_known"}], "coverage.not_known"),
    ],
)
def test_somebody_who_should_change_and_was_not_asked_is_seen(evaluation, asked, rule):
    rows = [ROWS[0], {"stakeholder": "team", "asked": asked}]
    assert ids(coverage(rows), evaluation) == {(rule, "team")}


def test_somebody_forgotten_altogether_is_a_blind_spot(evaluation):
    assert ids(coverage(ROWS[:1]), evaluation) == {("coverage.blind_spot", "team")}


def test_a_change_that_only_the_matrix_expects_counts_too(evaluation):
    rows = [*ROWS, {"stakeholder": "town", "expected": "Pays longer"}]
    assert ids(coverage(rows), evaluation) == {("coverage.blind_spot", "town")}


def test_unknown_names_block_with_the_nearest(evaluation):
    rows = [*ROWS, {"stakeholder": "tean", "asked": [{"by": "talks", "state": "asked"}]}]
    found = [one for one in contribution.coverage.check(coverage(rows), evaluation) if one.blocks]
    near = {one.id: one.holes["hint"].holes["near"] for one in found}
    assert near == {"coverage.unknown_stakeholder": "team", "coverage.unknown_instrument": "talk"}


@pytest.mark.parametrize("lang", LANGS)
def test_the_matrix_has_a_row_a_stakeholder_and_a_column_an_instrument(evaluation, lang):
    rows = contribution.coverage.matrix(coverage(ROWS), evaluation, lang)
    assert len(rows) == 3
    assert all({"Form", "Interviews"} <= set(row) for row in rows)
    assert len({row["seen"] for row in rows}) == 2
